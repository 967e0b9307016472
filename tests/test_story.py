"""A story over four years: no date read wrong, utterances joined, phrases not."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path

import pandas as pd
import pytest

from sentiment.pipeline import analyze

STORY = json.loads(
    (Path(__file__).parent / "cases" / "story.json").read_text(encoding="utf-8")
)["articles"]


@pytest.fixture(scope="module")
def told(tmp_path_factory) -> pd.DataFrame:
    """The table of quotations, with what the case says of each."""
    folder = tmp_path_factory.mktemp("story")
    for article in STORY:
        path = folder / article["name"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text_of(article), encoding="utf-8")
    return analyze(folder, target="Imara Vane")


def text_of(article) -> str:
    said = [f"“{quote['words']},” {quote['by']}." for quote in article["quotes"]]
    lines = [article["head"], "The singer Imara Vane was in the news again.", *said]
    return "\n\n".join(line for line in lines if line) + "\n"


def rows_of(told: pd.DataFrame, words: str) -> pd.DataFrame:
    start = words.rstrip(".!…")[:30]
    return told[told["text"].str.startswith(start)]


@pytest.mark.parametrize("article", STORY, ids=[one["name"] for one in STORY])
def test_no_date_is_read_wrong_or_invented(told, article):
    name = Path(article["name"]).stem
    rows = told[told["article_id"].str.endswith(name)]
    assert len(rows)
    # What is inferred is marked; what is read must be what the article states.
    stated = {
        None if inferred or pd.isna(date) else date.date().isoformat()
        for date, inferred in zip(rows["date"], rows["date_inferred"], strict=True)
    }
    assert stated == {article["date"]}


def found(told: pd.DataFrame) -> list[tuple[str, str]]:
    """For each quotation that is found, its key or its own words, and utterance."""
    pairs = []
    for article in STORY:
        name = Path(article["name"]).stem
        own = told[told["article_id"].str.endswith(name)]
        for quote in article["quotes"]:
            key = quote.get("key") or f"{name}: {quote['words']}"
            pairs += [
                (key, one) for one in rows_of(own, quote["words"])["utterance_id"]
            ]
    return pairs


def test_every_quotation_of_the_story_is_found(told):
    assert len(found(told)) == sum(len(article["quotes"]) for article in STORY)


def test_recurring_quotations_are_joined_and_no_others(told):
    joined, wrong = set(), []
    for (key, one), (other_key, other) in combinations(found(told), 2):
        if one == other and key == other_key:
            joined.add(key)
        elif one == other:
            wrong.append((key, other_key))
    keys = {quote["key"] for a in STORY for quote in a["quotes"] if "key" in quote}
    assert wrong == []
    assert joined == keys
