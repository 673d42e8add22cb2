"""Reading takes time in proportion to the text, whatever the text is. Counted in lines of code run, not in seconds."""

from __future__ import annotations

import itertools
import sys
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import pytest
from mithaq.extraction import extract
from mithaq.language.partial_date import PartialDate
from mithaq.reading import Article, Span, read

ROOT = Path(__file__).parents[2]
LOADER = str(ROOT / "loader")
BASE = 1_000
"""Letters of the shortest of the three texts."""
MOST = 2.1
"""How much more work a text twice as long may be. A part that grows with the square shows as 2.2 and more."""

GIVEN = [
    "محمد", "أحمد", "علي", "حسن", "خالد", "سعيد", "عمر", "يوسف", "إبراهيم", "طارق", "زياد", "ماهر",
    "سامي", "نبيل", "عادل", "فؤاد",
]  # fmt: skip
HOUSES = [
    "الهاشمي", "الدوري", "العبيدي", "الشمري", "القحطاني", "العتيبي", "الزهراني", "الغامدي",
    "المطيري", "الدوسري", "الحربي", "الجبوري",
]  # fmt: skip
SUBJECTS = [
    "الأمن", "الدفاع", "التجارة", "الصحة", "التعليم", "النقل", "الطاقة", "المياه", "الزراعة",
    "السياحة", "البيئة", "الإعلام", "الثقافة",
]  # fmt: skip

REPEATED = {
    "meetings": "التقى وزير الخارجية القطري خالد العطية نظيره التركي مولود جاويش أوغلو في الدوحة أمس وبحث معه الأزمة ",
    "agreements": "وقعت قطر والولايات المتحدة مذكرة تفاهم لمكافحة تمويل الإرهاب في الدوحة في 11 يوليو 2017 و",
    "forums": "عقدت الدورة الـ34 لمجلس وزراء الداخلية العرب في تونس بمشاركة وزير الداخلية التونسي الهادي المجدوب. ",
    "visits": "وصل الرئيس الفرنسي إيمانويل ماكرون إلى الرياض في زيارة رسمية. ",
    "statements": "اتهم الرئيس التركي رجب طيب أردوغان إسرائيل وأدان وزير الخارجية المصري سامح شكري إيران. ",
    "several holders": "الرئيسان العراقي والتركي ووزيرا خارجية قطر وتركيا ",
    "ambiguous states": "مالي عمان جورجيا غينيا الأردن المالي والعماني ",
    "bodies": "أعلنت الهيئة الوطنية لمكافحة الإرهاب (هوم) ووزارة الشؤون الخارجية والتعاون الدولي في مجلس الأمن ",
    "heads of posts": "وزير ",
    "heads of bodies": "رئيس مجلس إدارة هيئة لجنة وزارة ",
    "links of names": "محمد بن ",
    "dates": "يوم الاثنين 11 يوليو 2017 الماضي أمس ",
    "prepositions": "في من إلى بين مع على ",
    "titles": "صاحب السمو الملكي الأمير ",
    "capitals": "طهران القاهرة ",
    "kin": "نجل الرئيس شقيق الوزير ",
    "shared names": "طرابلس الكونغو كوريا عمان ",
    "glued words": "العبداللهالقاهرة ",
    "signs": '" ( ، « - / ',
    "sanctions": "فرضت الولايات المتحدة عقوبات على إيران وجمدت فرنسا أصول شركات روسية. ",
    "mediations": "توسطت سلطنة عمان بين إيران والولايات المتحدة وعرضت الكويت وساطتها. ",
    "telephone calls": "تلقى أمير الكويت اتصالا هاتفيا من نظيره المصري عبد الفتاح السيسي. ",
    "appointments": "عين الملك سلمان عادل الجبير وزيرا للخارجية خلفا لسعود الفيصل. ",
    "direct speech": "قال الوزير: «إن قطر وتركيا تتعاونان»، مضيفا: «ونؤكد ذلك». ",
    "relative clauses": "الوزير الذي التقى الرئيس الذي زار الدولة التي وقعت ",
    "subordinate clauses": "أكد أن الوزير قال إن الرئيس يرى أن ",
    "suppositions": "لو وقعت قطر الاتفاقية لكان من المتوقع أن تزور تركيا ",
    "negations": "لم يلتق الوزير نظيره ولن توقع قطر ولا تركيا ",
    "quotation marks": "«قطر» «تركيا» «السعودية» ",
    "conjunctions": "قطر وتركيا والسعودية ومصر والأردن و",
    "numbers": "34 ألفا و520 مليون 2.5 في المئة ",
    "kunyas": "أبو أم ابن آل ",
    "foreign names": "جون سميث ريتشارد براون ",
    "committees": "اللجنة الوزارية المشتركة العليا القطرية التركية ",
    "resolutions": "قرار مجلس الأمن رقم 2254 والقرار 1701 ",
    "pronouns": "التقاه وبحث معه وزاره وأكد له أنه ",
    "vowel signs": "وَزِيرُ الخَارِجِيَّةِ القَطَرِيّ ",
    "Latin words": "NATO وUN وEU الناتو ",
    "ellipses": "... وزير … قطر.. ",
}


def several(shape: str, *parts: list[str]) -> str:
    """A sentence for each combination of words, so that no name comes twice."""
    return " ".join(shape.format(*words) for words in itertools.product(*parts))


DIFFERENT = {
    "different persons": several("قال الوزير {} {}.", GIVEN, HOUSES),
    "different agreements": several("ووقعت قطر وتركيا اتفاقية {} و{}.", SUBJECTS, SUBJECTS),
    "different bodies": several("وأعلنت هيئة {} و{} ذلك.", SUBJECTS, SUBJECTS),
    "different forums": several("وعقد مؤتمر {} و{} في الدوحة.", SUBJECTS, SUBJECTS),
}


class _Counter:
    """Counts the lines that the package's code runs; comprehensions count once a turn."""

    def __init__(self) -> None:
        self.lines = 0
        self._ours: dict[CodeType, bool] = {}

    def __call__(self, frame: FrameType, event: str, argument: Any) -> Any:
        code = frame.f_code
        ours = self._ours.get(code)
        if ours is None:
            ours = self._ours[code] = code.co_filename.startswith(LOADER)
        return self._line if ours else None

    def _line(self, frame: FrameType, event: str, argument: Any) -> Any:
        self.lines += event == "line"
        return self._line


def work(text: str) -> int:
    article = Article("x", text, (Span(0, len(text)),), date=PartialDate(2017, 9, 18))
    extract(article)  # words are looked up once and remembered
    counter, before = _Counter(), sys.gettrace()
    sys.settrace(counter)
    try:
        extract(article)
    finally:
        sys.settrace(before)
    return counter.lines


def grows(texts: list[str]) -> None:
    one, two, four = (work(text) / len(text) for text in texts)
    assert two <= one * MOST / 2, (one, two)
    assert four <= two * MOST / 2, (two, four)


@pytest.mark.parametrize("shape", REPEATED)
def test_a_text_twice_as_long_is_twice_the_work(shape: str) -> None:
    once = REPEATED[shape] * (2 * BASE // len(REPEATED[shape]) + 1)  # at the end of a text, some shapes cost less
    grows([once, once * 2, once * 4])


@pytest.mark.parametrize("shape", DIFFERENT)
def test_twice_as_many_things_are_twice_the_work(shape: str) -> None:
    text = DIFFERENT[shape][: 4 * BASE]
    grows([text[: len(text) // 4], text[: len(text) // 2], text])


def test_brackets_within_brackets() -> None:
    grows(["(" * n + " وزير الخارجية القطري " + ")" * n for n in (500, 1_000, 2_000)])


def test_real_articles_with_their_punctuation_and_without() -> None:
    text = "\n".join(article.content for article in read([ROOT / "seeds"]) if isinstance(article, Article))
    bare = "".join(c for c in text if c.isalnum() or c == " ")
    for long in (text[: 2 * BASE], bare[: 2 * BASE]):
        grows([long, f"{long} {long}", f"{long} {long} {long} {long}"])


@pytest.mark.parametrize(
    "text", ["العبدالله" * 40, "الوزيرالسعودي" * 2_000, "طهران " * 5_000, "القاهرة وطهران و" * 3_000]
)
def test_a_word_or_a_list_without_end_is_read(text: str) -> None:
    extract(Article("case", text, (Span(0, len(text)),)))
