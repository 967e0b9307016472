"""How fast quotations, speakers and roles are found: run as `finding.py ARTICLES`.

Prints the articles a second of CPU time, reading left out. Each article is met once;
the first ones are not counted, as with them the word lists and weights are read.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path

from sentiment.batch.garbage import collect_less
from sentiment.finding.people import find_speakers
from sentiment.finding.quotes import find_quotes
from sentiment.models import Article
from sentiment.reading.articles import read_articles

NOT_COUNTED = 200


def find(articles: Sequence[Article]) -> None:
    """Find what is said in articles and by whom."""
    for article in articles:
        find_speakers(article, find_quotes(article))


def main(path: str) -> None:
    """Time all but the first articles of a file."""
    collect_less()  # as the command does
    found = list(read_articles(Path(path)))
    find(found[:NOT_COUNTED])
    start = time.process_time()
    find(found[NOT_COUNTED:])
    rate = (len(found) - NOT_COUNTED) / (time.process_time() - start)
    sys.stdout.write(f"{rate}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
