"""What the finders give for an article, in the form of the cases."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sentiment.finding.people import find_speakers
from sentiment.finding.quotes import find_quotes
from sentiment.models import Article, Kind, Span, Speaker, Target


@pytest.fixture(scope="session")
def find_spoken(
    make_article: Callable[..., Article],
) -> Callable[[str, str | None], list[tuple[Span, Speaker]]]:
    """The spoken quotations of a text, each with who said it."""

    def find(text: str, target: str | None = None) -> list[tuple[Span, Speaker]]:
        article = make_article(text)
        quotes = find_quotes(article)
        spoken = [quote.span for quote in quotes if quote.kind is Kind.SPEECH]
        aim = Target(target) if target else None
        return list(zip(spoken, find_speakers(article, quotes, aim), strict=True))

    return find


@pytest.fixture(scope="session")
def check(find_spoken: Callable[..., Any]) -> Callable[[dict[str, Any], str], None]:
    """Compare what is found in a case with what it expects of a stage."""

    def compare(case: dict[str, Any], stage: str) -> None:
        found = find_spoken(case["text"], case.get("target"))
        rows = [
            {
                "start": span.start,
                "end": span.end,
                "text": span.of(case["text"]),
                "speaker": speaker.phrase,
                "speaker_name": speaker.name,
                "role": speaker.role.value,
            }
            for span, speaker in found
        ]
        asked = ["start", "end", "text", *ASKED[stage]]
        assert [{key: row[key] for key in asked} for row in rows] == case["expected"]

    return compare


ASKED = {"quotes": [], "speakers": ["speaker", "speaker_name"], "roles": ["role"]}
