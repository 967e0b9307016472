"""Corpora made for the reporting tests: verdicts, and tables of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pandas as pd
import pytest

from sentiment.models import (
    Article,
    Dating,
    Evidence,
    Judgement,
    Kind,
    Precision,
    Probabilities,
    Quote,
    Role,
    Score,
    Span,
    Speaker,
    Stance,
    Verdict,
)  # fmt: skip
from sentiment.reporting.tables import quote_table

CHANCES = {
    Stance.SUPPORTIVE: Probabilities(0.8, 0.1, 0.1),
    Stance.CRITICAL: Probabilities(0.1, 0.7, 0.2),
    Stance.NEUTRAL: Probabilities(0.25, 0.25, 0.5),
}


def make_verdict(
    article: str = "a",
    stance: str = "critical",
    date: str | None = "2022-10-23",
    role: str = "commenter",
    *,
    precision: str | None = "day",
    target: str | None = "Ada Fox",
    text: str = "Shame on you.",
    number: int = 1,
    **more: Any,
) -> Verdict:
    """A verdict on `text`, the only words of its article but for the marks."""
    day = dt.date.fromisoformat(date) if date else None
    known = Precision(precision) if day and precision else None
    span = Span(1, 1 + len(text))
    return Verdict(
        article=Article(
            more.get("article_id", article), f"“{text}”",
            Dating(day, known, "prefix" if day else "no date found"),
            title=more.get("title"), outlet=more.get("outlet"), url=more.get("url"),
        ),
        quote=Quote(f"{article}-{number}", span, Span(0, span.end + 1), Kind.SPEECH),
        speaker=Speaker(
            None, more.get("speaker", "one commenter"), more.get("name"), Role(role)
        ),
        target=target,
        score=Score(-0.4767, 0.0, 0.4, 0.6),
        judgement=Judgement(
            Stance(stance), CHANCES[Stance(stance)], more.get("evidence", ())
        ),
    )  # fmt: skip


def make_quotes(rows: Sequence[tuple[Any, ...]], **more: Any) -> pd.DataFrame:
    """A table of (article, stance, date[, role[, precision]]) rows."""
    return quote_table(
        make_verdict(
            *row[:4], number=number, precision=(row[4:] or ("day",))[0], **more
        )
        for number, row in enumerate(rows, 1)
    )


def seeds_like(target: str = "Alec Fox") -> pd.DataFrame:
    """Two dated articles in three years and an undated one, as the seeds have."""
    first, last = "2022-10-23", "2025-02-17"
    return make_quotes(
        [
            *[("000", "critical", first)] * 6,
            ("000", "neutral", first),
            ("000", "neutral", first, "subject"),
            ("001", "supportive", None, "named"),
            *[("003", "critical", last, "insider")] * 4,
        ],
        target=target,
    )


def random_corpus(
    articles: int, first: str, days: int, target: str = "Ada Fox", seed: int = 7
) -> pd.DataFrame:
    """Articles spread over `days`, whose mood drifts from critical to supportive."""
    random = np.random.default_rng(seed)
    start = dt.date.fromisoformat(first)
    rows: list[tuple[Any, ...]] = []
    for number in range(articles):
        day = int(random.integers(0, days))
        date = (start + dt.timedelta(days=day)).isoformat()
        lean = 0.15 + 0.5 * day / days
        chances = random.dirichlet(np.array([lean, 0.8 - lean, 0.2]) * 3)
        for stance in random.choice(
            ["supportive", "critical", "neutral"], random.integers(1, 7), p=chances
        ):
            role = str(random.choice(["commenter", "insider", "named", "official"]))
            undated = None if number % 40 == 0 else date
            rows.append((f"{number:04}", str(stance), undated, role))
    return make_quotes(rows, target=target)


@pytest.fixture(scope="session")
def verdict() -> Callable[..., Verdict]:
    return make_verdict


@pytest.fixture
def quotes() -> Callable[..., pd.DataFrame]:
    return make_quotes


@pytest.fixture
def seeds() -> pd.DataFrame:
    return seeds_like()


@pytest.fixture
def corpus() -> Callable[..., pd.DataFrame]:
    return random_corpus


@pytest.fixture
def reason() -> Evidence:
    return Evidence("framing: slammed", -1.25, Span(3, 10))
