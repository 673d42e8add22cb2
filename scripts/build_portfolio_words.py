"""Build portfolio_words.csv: every word that can stand inside the name of a ministry.

It lets a rule follow names that portfolios.csv does not list. The words come from portfolios.csv and from
portfolio_terms.csv. Run `python -m scripts.build_portfolio_words`.
"""

from __future__ import annotations

from mithaq.language.fold import normalize

from scripts.build_support import cells, main, read, render

HEAD = """
Words that can stand inside the name of a ministry. Built by scripts/build_portfolio_words.py from
portfolios.csv and portfolio_terms.csv, which are kept by hand; run the script to make it again.
form     folded by mithaq.language.fold.normalize, with and without the article, without conjunction and preposition
kind     head (what a ministry may be for), modifier (adjective or complement), link; several separated by |
concept  of the role vocabulary, for the word that a portfolio of that concept begins with
"""
HEADER = ("form", "kind", "concept")

ARTICLE = "ال"
PROCLITICS = (("وال", ARTICLE), ("بال", ARTICLE), ("لل", ARTICLE), ("و", ""))
NO_PROCLITIC = {"ورا", "وزاره"}  # folded words that begin with a letter of their own
LINKS = {"في", "من", "مع", "ما", "لدي", "بوزاره", "لشوون"}  # folded; not what a ministry is for
PLAIN = "minister"


def bare(word: str) -> str:
    """A folded word without conjunction and preposition."""
    for proclitic, left in PROCLITICS:
        if word.startswith(proclitic) and word not in NO_PROCLITIC:
            return left + word.removeprefix(proclitic)
    return word


def build() -> str:
    """The text of the table."""
    kinds: dict[str, set[str]] = {}
    concepts: dict[str, str] = {}

    def add(form: str, kind: str) -> None:
        stem = form.removeprefix(ARTICLE)
        for one in {stem, ARTICLE + stem} if len(stem) > 2 and kind != "link" else {form}:
            kinds.setdefault(one, set()).add(kind)

    for row in read("portfolio_terms.csv"):
        for word in cells(row["words"]):
            add(normalize(word), row["kind"])
    phrases = [(normalize(row["phrase"]).split(), row["concept"]) for row in read("portfolios.csv")]
    for words, concept in phrases:
        if concept != PLAIN and len(words) == 1:
            for form in (words[0], words[0].removeprefix(ARTICLE)):
                concepts[form] = concept
        add(words[0], "head")
        for word in words[1:]:
            form = bare(word)
            if form in LINKS:
                add(form, "link")
            elif form not in kinds:
                add(form, "head" if word.startswith("و") and word != form else "modifier")
    rows = [(form, "|".join(sorted(kinds[form])), concepts.get(form, "")) for form in sorted(kinds)]
    return render(HEAD, HEADER, rows)


if __name__ == "__main__":
    main("portfolio_words.csv", build)
