"""An article with facts that the rules read and facts that they do not, and a model's answer about it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from mithaq import article
from mithaq.llm import ModelSettings
from mithaq.reading import Article

from tests.llm.server import ModelServer, answer_of

__all__ = ["ANSWER", "INVENTED", "MEDIATION", "MISSED", "TEXT", "a_model", "news", "records", "settings"]

TEXT = (
    "استقبل وزير الخارجية القطري محمد بن عبدالرحمن آل ثاني، أمس، وزير الخارجية الأمريكي ريكس تيلرسون في الدوحة.\n\n"
    "وأفادت مصادر بأن جهودا حثيثة تضطلع بها سلطنة عمان لرأب الصدع بين قطر والسعودية.\n\n"
    "وكان الهدف منها، كما ذكرت الكويت، أن تُطلع طهران على ما دار في الدوحة."
)

MEETING: dict[str, Any] = {
    "sentence": 1,
    "quote": "استقبل وزير الخارجية القطري محمد بن عبدالرحمن آل ثاني، أمس، وزير الخارجية الأمريكي ريكس تيلرسون",
    "kind": "meeting",
    "participants": ["محمد بن عبدالرحمن آل ثاني", "ريكس تيلرسون"],
    "place": "الدوحة",
    "date": "أمس",
    "mode": "inPerson",
    "status": "held",
}
"""What the rules read too."""

MEDIATION: dict[str, Any] = {
    "sentence": 2,
    "quote": "جهودا حثيثة تضطلع بها سلطنة عمان لرأب الصدع بين قطر والسعودية",
    "kind": "mediation",
    "mediator": "سلطنة عمان",
    "between": ["قطر", "السعودية"],
    "date": None,
}
"""What the rules miss."""

MISSED = "mediation"

INVENTED: dict[str, Any] = {**MEDIATION, "quote": "توسطت سلطنة عمان بين قطر والسعودية سرا في مسقط"}
"""A fact with a quotation that the article does not have."""

ANSWER = answer_of(MEETING, MEDIATION, INVENTED)


def news(identifier: str = "n1", text: str = TEXT) -> Article:
    return article(text, id=identifier, date="2017-07-11")


def records(path: Path, count: int) -> Path:
    """A file of articles with different texts, n1 to n`count`."""
    lines = (
        json.dumps({"id": f"n{k}", "date": "2017-07-11", "text": f"{TEXT}\n\nالتقرير رقم {k}."}, ensure_ascii=False)
        for k in range(1, count + 1)
    )
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def settings(server: ModelServer, **more: Any) -> ModelSettings:
    """Settings without pauses."""
    return ModelSettings(server.url, "tiny", **{"delay": 0.0, "timeout": 5.0, **more})


def a_model(server: ModelServer, text: str = ANSWER) -> None:
    """Let the server answer this about every article."""
    server.answers([text])
