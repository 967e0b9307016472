"""Articles by the thousand, put together from the paragraphs of the annotated ones."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

GOLD = Path(__file__).parents[1] / "gold"
FILES = ("train.jsonl", "agency.jsonl", "coverage-a.jsonl", "coverage-b.jsonl")
# A mark that opens a quotation; no apostrophe.
OPENED = re.compile(r"(?<!\w)['‘\"“«](?=[\w@#])")
# The usual news: five quotations in four thousand characters.
QUOTING, TELLING = 4, 34


def annotated() -> list[dict[str, str]]:
    """The annotated articles: short ones, with ten quotations each."""
    rows = []
    for file in FILES:
        with (GOLD / file).open(encoding="utf-8") as lines:
            rows += [json.loads(line) for line in lines]
    return [{"id": row["id"], "text": row["text"]} for row in rows]


def write_annotated(path: Path, count: int) -> None:
    """Write `count` articles: the annotated ones again and again, each a bit different.

    The sentence that makes them differ keeps them from being left out as read before.
    """
    rows = annotated()
    with path.open("w", encoding="utf-8") as out:
        for number in range(count):
            row = rows[number % len(rows)]
            text = f"{row['text']}\n\nThis is report number {number}."
            out.write(json.dumps({"id": f"a{number}", "text": text}) + "\n")


def write_usual(path: Path, count: int) -> None:
    """Write `count` articles of the usual length and number of quotations."""
    quoting, telling = [], []
    for row in annotated():
        for paragraph in filter(str.strip, row["text"].split("\n")):
            (quoting if OPENED.search(paragraph) else telling).append(paragraph)
    choose = random.Random(1)
    with path.open("w", encoding="utf-8") as out:
        for number in range(count):
            paragraphs = choose.sample(quoting, QUOTING)
            paragraphs += choose.sample(telling, TELLING)
            choose.shuffle(paragraphs)
            text = "\n\n".join([f"This is report number {number}.", *paragraphs])
            out.write(json.dumps({"id": f"a{number}", "text": text}) + "\n")
