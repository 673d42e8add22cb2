"""Build months.csv and weekdays.csv: the names of months and weekdays in the Arabic press.

Gregorian months and weekdays come from the Unicode CLDR locales that Babel carries, Hijri months from
hijridate (Babel ships no Islamic calendar), further spellings from mithaq/lexicon/data/months.toml and
weekdays.toml. Run `python -m scripts.build_months`.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterable

from babel import Locale
from hijridate.locales import get_locale

from scripts.build_support import DATA, main

LOCALES = (
    "ar", "ar_AE", "ar_BH", "ar_DZ", "ar_EG", "ar_IQ", "ar_JO", "ar_KW", "ar_LB", "ar_LY",
    "ar_MA", "ar_MR", "ar_OM", "ar_PS", "ar_QA", "ar_SA", "ar_SD", "ar_SY", "ar_TN", "ar_YE",
)  # fmt: skip
HEAD = """\
# {what}
# Made by scripts/build_months.py from {source} and from {stem}.toml: change nothing here by hand.
"""


def _locales() -> list[tuple[str, Locale]]:
    return [(name, Locale.parse(name)) for name in LOCALES]


def _curated(stem: str, table: str) -> Iterable[tuple[int, str]]:
    words = tomllib.loads((DATA / f"{stem}.toml").read_text("utf-8"))[table]
    return [(int(number), name) for number, names in words.items() for name in names]


def _lines(names: dict[tuple[str, int, str], list[str]]) -> Iterable[str]:
    for (calendar, number, name), sources in sorted(names.items()):
        yield ",".join([*([calendar] if calendar else []), str(number), name, " ".join(sources)])


def months() -> str:
    """The text of months.csv: calendar, number of the month, name, where the name is from."""
    names: dict[tuple[str, int, str], list[str]] = {}
    for tag, locale in _locales():
        for width in ("wide", "abbreviated"):
            for number, name in locale.months["format"][width].items():
                name = " ".join(unicodedata.normalize("NFC", name).split())
                sources = names.setdefault(("gregorian", number, name), [])
                if tag not in sources:
                    sources.append(tag)
    for number, name in enumerate(get_locale("ar").month_names, 1):
        names.setdefault(("hijri", number, name), []).append("hijridate")
    for calendar in ("gregorian", "hijri"):
        for number, name in _curated("months", calendar):
            names.setdefault((calendar, number, name), []).append("press")
    what = "Names of the months in the Arabic press."
    head = HEAD.format(what=what, source="Babel (CLDR) and hijridate", stem="months")
    return "\n".join([head + "calendar,month,name,sources", *_lines(names)]) + "\n"


def weekdays() -> str:
    """The text of weekdays.csv: ISO number of the weekday (Monday is 1), name, where the name is from."""
    names: dict[tuple[str, int, str], list[str]] = {}
    for tag, locale in _locales():
        for number, name in locale.days["format"]["wide"].items():
            names.setdefault(("", number + 1, name), []).append(tag)
    for number, name in _curated("weekdays", "weekdays"):
        names.setdefault(("", number, name), []).append("press")
    head = HEAD.format(what="Names of the weekdays in the Arabic press.", source="Babel (CLDR)", stem="weekdays")
    return "\n".join([head + "weekday,name,sources", *_lines(names)]) + "\n"


if __name__ == "__main__":
    main("months.csv", months)
    main("weekdays.csv", weekdays)
