"""What a user sees wrong is corrected by one line each, and stays so through reload, rebuild and a better extractor."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import mithaq
import pytest
from click.testing import CliRunner
from mithaq import pipeline
from mithaq.cli import cli
from mithaq.errors import UserError
from mithaq.extraction import FunctionExtractor, extract
from mithaq.extraction.facts import Facts, Ref, Tenure
from mithaq.reading.article import Article, Span
from mithaq.store import Store
from mithaq.wikidata import migrate_links

SEEDS = Path(__file__).parents[2] / "seeds"
VISIT = "001_c4b3c52198612638"
PASSAGE = "استقبل رئيس الوزراء العراقي، مصطفى الكاظمي، السبت 4 سبتمبر (أيلول)، وزير الداخلية السعودي"
BASE = "https://w3id.org/mithaq/id/"
NAMESAKES = [
    {
        "id": "one",
        "date": "2020-01-05",
        "text": "التقى وزير الخارجية القطري خالد العطية وزير الخارجية المصري سامح شكري في الدوحة.",
    },
    {
        "id": "two",
        "date": "2020-02-05",
        "text": "التقى وزير الخارجية القطري خالد بن محمد العطية وزير الخارجية الروسي سيرغي لافروف في الدوحة.",
    },
    {
        "id": "three",
        "date": "2020-03-05",
        "text": "التقى وزير الخارجية القطري خالد العطية وزير الخارجية التركي مولود جاويش أوغلو في أنقرة.",
    },
]


def _better(article: Article) -> Facts:
    """A later extractor: its passages are longer, its rules have other names, and it lists facts in another order."""
    facts = extract(article)
    meetings = tuple(
        replace(
            meeting,
            evidence=replace(
                meeting.evidence,
                passages=tuple(Span(max(0, span.start - 5), span.end) for span in meeting.evidence.passages),
                rule="a-new-rule",
            ),
        )
        for meeting in reversed(facts.meetings)
    )
    return replace(facts, meetings=meetings)


def _links(old: Store, new: Store) -> None:
    migrate_links(old, new, {})


better = FunctionExtractor(_better, "better 2")


def call(*words: object) -> str:
    result = CliRunner().invoke(cli, [str(word) for word in words], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def fails(*words: object) -> str:
    result = CliRunner().invoke(cli, [str(word) for word in words])
    assert isinstance(result.exception, UserError), result.output
    assert "\n" not in str(result.exception)
    return str(result.exception)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("scenario") / "store"
    with mithaq.open(folder) as graph:
        graph.load([SEEDS, *NAMESAKES])
    call("link", "--date", "2024-05-01", "--store", folder)
    return folder


@pytest.fixture
def folder(loaded: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(loaded, tmp_path / "store"))


def exported(folder: Path, name: str) -> set[str]:
    with mithaq.open(folder) as graph:
        graph.export(folder.parent / f"{name}.nq")
    return set((folder.parent / f"{name}.nq").read_text("utf-8").splitlines())


def printed(folder: Path, name: str, kind: str, *, having: str) -> str:
    """The id of the fact of this kind about a name, as `mithaq explain` prints it."""
    blocks = call("explain", name, "--store", folder).split("\n\n")
    (found,) = [block for block in blocks if block.startswith(f"mq:{kind} ") and having in block]
    return found.split()[1]


def names_of_attiyah(folder: Path) -> list[str]:
    """The name that the first article uses for the minister."""
    with mithaq.open(folder) as graph:
        rows = graph.sparql(
            "SELECT ?man { GRAPH ?g { ?man a mq:Official ; rdfs:label 'خالد العطية'@ar }"
            " FILTER(STRENDS(STR(?g), '/one')) }"
        )
    return [str(getattr(row["man"], "iri", "")) for row in rows]


def meetings(folder: Path) -> set[str]:
    with mithaq.open(folder) as graph:
        return {str(row["counterpart"]) for row in graph.query("meetings-of-official", official="محمد الحلبوسي")}


def test_four_errors_are_corrected_and_stay_so_and_undo_brings_the_old_bytes_back(folder: Path) -> None:
    before = exported(folder, "before")
    meeting = printed(folder, "محمد الحلبوسي", "Meeting", having="held")
    tenure = printed(folder, "محمد الحلبوسي", "Tenure", having="post")

    call("fact", "reject", meeting, "--who", "huda", "--why", "only the adviser was met", "--store", folder)
    call(
        "fact",
        "amend",
        tenure,
        "post=نائب رئيس مجلس النواب",
        "role=deputyHead",
        "status=former",
        "--who",
        "huda",
        "--store",
        folder,
    )
    call(
        "fact", "add", "agreement", "name=اتفاق بغداد", "kind=accord", "party=IQ", "party=السعودية", "status=signed",
        "--article", VISIT, "--passage", PASSAGE, "--who", "huda", "--store", folder,
    )  # fmt: skip

    # the difference between the exports is the corrections and nothing else
    corrected = exported(folder, "corrected")
    changed = {line.split()[0] for line in before ^ corrected}
    touched = (meeting, tenure, "tenure/", "agreement/", "correction/", "agent/", "post/")
    things = {subject for subject in changed if "#char=" not in subject}
    assert [s for s in things if not s.removeprefix(f"<{BASE}").startswith((*touched, f"article/{VISIT}"))] == []
    assert not any("exactMatch" in line for line in before - corrected)

    (one,) = names_of_attiyah(folder)
    call("different", "خالد العطية", "خالد بن محمد العطية", "--who", "huda", "--store", folder)
    call("different", one, "خالد العطية", "--articles", "one", "three", "--who", "huda", "--store", folder)

    def holds(graph: mithaq.Graph) -> None:
        assert meetings(folder) == set()
        (held,) = graph.sparql(
            "SELECT ?role ?status { ?t mq:holder/rdfs:label 'محمد الحلبوسي'@ar ; mq:status ?status ; mq:post ?post ."
            " ?post mq:role ?role }"
        )
        assert {str(value) for value in held.values()} == {"deputyHead", "former"}
        names = [str(row["agreement"]) for row in graph.query("agreements-between", state="IQ", other="SA")]
        assert names == ["اتفاق بغداد"]
        men = graph.sparql(
            "SELECT DISTINCT ?man ?whom { ?man rdfs:label ?name FILTER(CONTAINS(?name, 'العطية'))"
            " ?m mq:participant ?man, ?o . ?o rdfs:label ?whom FILTER(?o != ?man && LANG(?whom) = 'ar') }"
        )
        met: dict[str, set[str]] = {}
        for row in men:
            met.setdefault(getattr(row["man"], "iri", ""), set()).add(str(row["whom"]).split()[-1])
        assert sorted(map(sorted, met.values())) == [["أوغلو", "لافروف"], ["شكري"]]

    with mithaq.open(folder) as graph:
        holds(graph)
    after = exported(folder, "after")
    call("rebuild", "--workers", 1, "--store", folder)
    assert exported(folder, "rebuilt") == after
    assert call("validate", "--store", folder)

    # another extractor: only its own changes come on top
    pipeline.rebuild(folder, workers=1, extractor=better, migrate=_links)
    with mithaq.open(folder) as graph:
        holds(graph)
        assert all(one.applies for one in graph.corrections())
        kept = [one.correction.id for one in graph.corrections()]
        with pytest.raises(UserError, match="was read by another version of the rules"):
            graph.undo(*kept)
    call("rebuild", "--workers", 1, "--store", folder)

    with mithaq.open(folder) as graph:
        about_names = [one.judgement.id for one in graph.judgements() if one.judgement.about == "identity"]
    call("fact", "undo", *kept, "--store", folder)
    call("judgements", "undo", *about_names, "--store", folder)
    call("rebuild", "--workers", 1, "--store", folder)
    assert exported(folder, "undone") == before
    assert (folder.parent / "undone.nq").read_bytes() == (folder.parent / "before.nq").read_bytes()


def test_undo_alone_brings_the_old_bytes_back_with_links(folder: Path) -> None:
    before = exported(folder, "before")
    meeting = printed(folder, "محمد الحلبوسي", "Meeting", having="held")
    call("fact", "reject", meeting, "--store", folder)
    assert exported(folder, "after") != before
    (line,) = json.loads(call("fact", "list", "--format", "json", "--store", folder))
    call("fact", "undo", line["id"], "--store", folder)
    assert exported(folder, "undone") == before


def test_the_graph_says_who_asserted_and_who_invalidated(folder: Path) -> None:
    meeting = printed(folder, "محمد الحلبوسي", "Meeting", having="held")
    tenure = printed(folder, "محمد الحلبوسي", "Tenure", having="post")
    call("fact", "reject", meeting, "--who", "Huda Salem", "--why", "denied", "--store", folder)
    call("fact", "amend", tenure, "status=former", "--who", "Ali", "--store", folder)
    with mithaq.open(folder) as graph:
        (row,) = graph.sparql(
            "SELECT ?who ?why { ?fact prov:wasInvalidatedBy ?act . ?act prov:wasAssociatedWith/schema:name ?who ;"
            f" dcterms:description ?why FILTER(?fact = <{BASE}{meeting}>) }}"
        )
        assert row == {"who": "Huda Salem", "why": "denied"}
        (row,) = graph.sparql("SELECT ?who ?c { ?t prov:wasAttributedTo/schema:name ?who ; mq:confidence ?c }")
        assert row["who"] == "Ali"
        assert float(str(row["c"])) == 1
    assert "_:" not in (folder.parent / "x.nq").read_text("utf-8") if exported(folder, "x") else False


def test_a_correction_that_no_longer_applies_is_listed_and_not_lost(folder: Path) -> None:
    meeting = printed(folder, "محمد الحلبوسي", "Meeting", having="held")
    call("fact", "reject", meeting, "--store", folder)
    assert "no longer" not in call("fact", "list", "--store", folder)
    pipeline.rebuild(folder, workers=1, extractor=FunctionExtractor(_nothing, "nothing 1"))
    listed = call("fact", "list", "--unapplied", "--store", folder)
    assert re.search(r"reject meeting  no longer applies", listed)
    assert "1 corrections, 1 no longer apply" in listed
    call("rebuild", "--workers", 1, "--store", folder)
    assert meetings(folder) == set()


def _nothing(article: Article) -> Facts:
    return Facts(article.id)


def test_a_fact_of_two_articles_is_corrected_in_both_or_in_one(tmp_path: Path) -> None:
    text = NAMESAKES[0]["text"]
    with mithaq.open(tmp_path / "store") as graph:
        graph.load([{"id": id, "date": "2020-01-05", "text": f"{text[:-1]} اليوم {id}."} for id in ("1", "2")])
        (meeting,) = graph.sparql("SELECT DISTINCT ?m { ?m a mq:Meeting }")
        fact = meeting["m"]
        assert isinstance(fact, mithaq.Thing)
        (only,) = graph.reject(fact, article="2", who="huda")
        assert only.article == "2"
        assert len(graph.sparql("SELECT DISTINCT ?m { ?m a mq:Meeting }")) == 1
        graph.undo(only.id)
        assert len(graph.amend(fact, place=None, who="huda")) == 2
        (found,) = graph.sparql("SELECT DISTINCT ?m { ?m a mq:Meeting MINUS { ?m mq:place ?p } }")
        with pytest.raises(UserError, match="article 3 does not state it"):
            graph.reject(str(getattr(found["m"], "iri", "")), article="3")


def test_loading_an_article_again_keeps_its_corrections_and_a_copy_has_them_too(folder: Path) -> None:
    meeting = printed(folder, "محمد الحلبوسي", "Meeting", having="held")
    call("fact", "reject", meeting, "--store", folder)
    with mithaq.open(folder) as graph:
        assert graph.load(SEEDS).skipped == 5
        changed = (SEEDS / f"{VISIT}.txt").read_text("utf-8").replace("كما جرى خلال", "وقد جرى خلال")
        graph.load({"id": VISIT, "text": f"خبر.\n{changed}", "date": "2021-09-04"})
    assert meetings(folder) == set()
    copy = folder.parent / "copy"
    call("backup", copy, "--store", folder)
    call("rebuild", "--workers", 1, "--store", copy)
    assert meetings(copy) == set()


MISREAD = [
    {
        "id": "w1",
        "date": "2024-02-01",
        "text": "أعلن الرئيس المصري عبد الفتاح السيسي تعيين بدر عبد العاطي وزيرا للخارجية خلفا لسامح شكري.",
    },
    {
        "id": "w2",
        "date": "2024-02-03",
        "text": "قال وزير الخارجية المصري سامح شكري إن لقاءه مع وزير الخارجية التركي هاكان فيدان لم يتم بعد.",
    },
]


def _misread(article: Article) -> Facts:
    """What the rules read, and the foreign minister as the president that the sentence names."""
    facts = extract(article)
    president = next((t.post for t in facts.tenures if t.post.concept == "headOfState"), None)
    for i, person in enumerate(facts.officials):
        if president is not None and person.name == "سامح شكري":
            wrong = Tenure(Ref("official", str(i)), president, person.evidence)
            others = [t for t in facts.tenures if t.holder != wrong.holder]
            return replace(facts, tenures=(*others, wrong))
    return facts


misread = FunctionExtractor(_misread, "misread 1")


def posts(graph: mithaq.Graph) -> set[tuple[str, str, str, str]]:
    """Label, role and state of the post of each holder."""
    rows = graph.sparql(
        "SELECT ?name ?label ?role ?state { ?t mq:holder/rdfs:label ?name ; mq:post ?post . ?post rdfs:label ?label"
        " OPTIONAL { ?post mq:role ?role } OPTIONAL { ?post mq:state/mq:iso3166 ?state } FILTER(LANG(?name) = 'ar') }"
    )
    return {tuple(str(row.get(name) or "") for name in ("name", "label", "role", "state")) for row in rows}  # type: ignore[misc]


def test_the_right_words_of_a_post_are_read_as_in_an_article(tmp_path: Path) -> None:
    minister = ("سامح شكري", "وزير الخارجية المصري", "foreignMinister", "EG")
    with mithaq.open(tmp_path / "store") as graph:
        graph.load(MISREAD, extractor=misread, workers=1)
        wrong = next(
            getattr(row["t"], "iri", "")
            for row in graph.sparql(
                "SELECT ?t { ?t mq:holder/rdfs:label 'سامح شكري'@ar ; mq:post/mq:role mq:headOfState }"
            )
        )
        with pytest.raises(
            UserError, match=r"role foreignMinister: other tenures are of the same post .*: give .* post="
        ):
            graph.amend(wrong, role="foreignMinister", extractor=misread)
        with pytest.raises(
            UserError, match=r"role: banana is not one of its values: choose one of adviser, .*foreignM"
        ):
            graph.amend(wrong, role="banana", extractor=misread)
        graph.amend(wrong, post="وزير الخارجية المصري", extractor=misread)
        assert {post for post in posts(graph) if post[0] == "سامح شكري"} == {minister}
        assert len(graph.sparql("SELECT DISTINCT ?post { ?post rdfs:label 'وزير الخارجية المصري'@ar }")) == 1
        rows = graph.query("holders-of-post", role="foreignMinister", state="EG")
        assert "سامح شكري" in {str(cell) for row in rows for cell in row.values()}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("وزير الدفاع القطري", ("وزير الدفاع القطري", "defenceMinister", "QA")),
        ("وزير الدفاع المصري السابق", ("وزير الدفاع المصري", "defenceMinister", "EG")),
        ("الأمين العام للأمم المتحدة", ("الأمين العام للأمم المتحدة", "secretaryGeneral", "")),
        ("حامل الأختام", ("حامل الأختام", "", "IQ")),
    ],
)
def test_other_words_of_a_post_bring_their_role_and_state(
    folder: Path, words: str, expected: tuple[str, str, str]
) -> None:
    tenure = printed(folder, "محمد الحلبوسي", "Tenure", having="post")
    call("fact", "amend", tenure, f"post={words}", "--store", folder)
    with mithaq.open(folder) as graph:
        assert {post[1:] for post in posts(graph) if post[0] == "محمد الحلبوسي"} == {expected}
    after = exported(folder, "after")
    call("rebuild", "--workers", 1, "--store", folder)
    assert exported(folder, "rebuilt") == after


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["reject", "person/mhmd-alhlbwsy-9eec4437a6"], "is a thing of class Official, not a fact"),
        (["reject", "meeting/nothing"], "meeting/nothing: the graph has no such fact"),
        (["reject", "some words"], "is not the id of a fact"),
        (["reject", "MEETING", "--article", "nowhere"], "article nowhere does not state it"),
        (["amend", "MEETING", "date=soon"], "date: soon: write a date as 2017-07-11"),
        (["amend", "MEETING", "datum=2017"], "a meeting has no slot 'datum': it has participants"),
        (["amend", "MEETING", "participants="], "participants: a meeting needs it"),
        (["amend", "MEETING", "mode="], "mode: a meeting needs it: give one of inPerson, byPhone"),
        (["amend", "MEETING", "status="], "status: a meeting needs it: give one of held, planned"),
        (["amend", "MEETING", "participant=زيد"], "participants: the article names no"),
        (["amend", "MEETING", "status=postponed"], "status: postponed is not one of its values: choose one of held"),
        (["amend", "MEETING", "participant=محمد الحلبوسي"], "participants: a meeting needs two"),
        (["amend", "MEETING", "participant=IQ", "participant=العراق"], "participants: state:IQ is given twice"),
        (
            ["amend", "MEETING", "participant=IQ", "participant=official:فلان الفلاني"],
            "participants: the article does not have the name فلان الفلاني: write it as the article does",
        ),
        (["amend", "MEETING", "place=place:بغدداد"], "place: the article does not have the name بغدداد"),
        (
            ["add", "agreement", "name=اتفاق", "kind=banana", "--article", VISIT, "--passage", PASSAGE],
            "kind: banana is not one of its values: choose one of accord, ",
        ),
        (
            ["add", "agreement", "party=IQ", "--article", VISIT, "--passage", PASSAGE],
            "an agreement needs name and kind",
        ),
        (["amend", "MEETING", "status=held"], "has these values already"),
        (["amend", "MEETING", "date"], "write SLOT=VALUE"),
        (["add", "party", "a=b", "--article", VISIT, "--passage", PASSAGE], "no kind of fact is named 'party'"),
        (["add", "visit", "visitor=US", "--article", "x", "--passage", PASSAGE], "article x: the store has no such"),
        (["add", "visit", "visitor=US", "--article", VISIT, "--passage", "هراء"], "does not have this passage"),
        (["add", "visit", "visitor=US", "--article", VISIT, "--passage", PASSAGE], "a visit needs destination"),
        (["undo", "0123456789"], "0123456789: there is no such correction"),
    ],
)
def test_what_cannot_be_done_is_one_clear_line_and_changes_nothing(
    folder: Path, words: list[str], message: str
) -> None:
    meeting = printed(folder, "محمد الحلبوسي", "Meeting", having="held")
    before = exported(folder, "before")
    said = fails("fact", *(meeting if word == "MEETING" else word for word in words), "--store", folder)
    assert message in said
    assert not (folder / "judgements.jsonl").exists()
    assert exported(folder, "after") == before
