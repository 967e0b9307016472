"""Which quotations are one utterance: cases in tests/cases/utterances.json."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sentiment.timing.recurrence import Telling, find_utterances, words_of

TESTS = Path(__file__).parents[1]
CASES = json.loads((TESTS / "cases" / "utterances.json").read_text(encoding="utf-8"))
GOLD = [
    json.loads(line)
    for line in (TESTS / "gold" / "train.jsonl").read_bytes().splitlines()
]
WORDS = st.lists(
    st.sampled_from(
        ["the", "not", "7", "9", "goat", "bridge", "mayor", "harbour", "crowd"]
    ),
    max_size=14,
).map(" ".join)


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_find_utterances_follows_the_cases(case: dict[str, Any]) -> None:
    names, targets = case.get("names", [None] * 2), case.get("targets", [None] * 2)
    both = [
        Telling(text, name, target)
        for text, name, target in zip(
            (case["one"], case["other"]), names, targets, strict=True
        )
    ]
    for tellings in (both, both[::-1]):
        assert (find_utterances(tellings) == [0, 0]) is case["same"], case["reason"]


def test_find_utterances_joins_what_is_split_elsewhere() -> None:
    whole = "I never wanted the prize, I wanted my brother to come home from the sea"
    parts = [
        "I never wanted the prize",
        "I wanted my brother to come home from the sea",
    ]
    tellings = [Telling(text, "Ann Lee") for text in (*parts, whole)]
    assert find_utterances(tellings) == [0, 0, 0]


def _gold_tellings() -> tuple[list[Telling], list[str]]:
    tellings, stories = [], []
    for row in GOLD:
        for quote in row["quotes"]:
            if quote["kind"] == "speech":
                named = quote["role"] in ("named", "subject")
                speaker = quote.get("speaker_resolved") or quote["speaker"]
                tellings.append(
                    Telling(quote["text"], speaker if named else None, row["target"])
                )
                stories.append(row["id"])
    return tellings, stories


def test_find_utterances_joins_no_two_of_unrelated_articles() -> None:
    tellings, stories = _gold_tellings()
    joined = {
        (stories[first], stories[place])
        for place, first in enumerate(find_utterances(tellings))
        if stories[first] != stories[place]
    }
    # Thirteen articles tell one story over years, and quote one another.
    one_story = [name for name in stories if name.startswith(("roark-", "lessard-"))]
    assert {name for pair in joined for name in pair} <= set(one_story)
    assert len(joined) >= 10


@given(st.lists(WORDS, max_size=12))
def test_find_utterances_names_the_first_of_each(texts: list[str]) -> None:
    found = find_utterances(map(Telling, texts))
    assert all(first <= place for place, first in enumerate(found))
    assert all(found[first] == first for first in found)


@given(st.text(), st.text())
def test_find_utterances_takes_any_text(one: str, other: str) -> None:
    assert len(find_utterances([Telling(one), Telling(other)])) == 2


def test_words_of_bounds_what_is_compared() -> None:
    assert len(words_of("word " * 100_000)) == 300
