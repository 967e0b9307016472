"""What people do today: run as `peers.py NAME ARTICLES OUT` in a process of its own."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

Rows = Iterator[dict[str, Any]]


def vader(rows: Rows) -> Rows:
    """Score the whole text of each article: no quotations, no speakers, no stance."""
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    analyzer = SentimentIntensityAnalyzer()
    for row in rows:
        yield {"id": row["id"], **analyzer.polarity_scores(row["text"])}


def textacy(rows: Rows) -> Rows:
    """Find direct quotations by a dependency parser and score each."""
    import spacy
    from textacy.extract import triples
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    # Whoever packed it, it is the same small model.
    models = spacy.util.get_installed_models()
    parse = spacy.load(next(m for m in models if m.startswith("en_core_web_sm")))
    analyzer = SentimentIntensityAnalyzer()
    for row in rows:
        try:
            found = list(triples.direct_quotations(parse(row["text"])))
        except ValueError:
            continue  # it gives up on an odd number of marks
        for quote in found:
            scores = analyzer.polarity_scores(str(quote.content))
            yield {"speaker": str(quote.speaker), **scores}


PEERS: dict[str, Callable[[Rows], Rows]] = {"vader": vader, "textacy": textacy}


def main(name: str, articles: str, out: str) -> None:
    """Read, work and write, as the command does."""
    with Path(articles).open(encoding="utf-8") as lines, Path(out).open("w") as written:
        for row in PEERS[name](map(json.loads, lines)):
            written.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
