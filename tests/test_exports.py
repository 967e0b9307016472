"""The names that the library promises."""

from __future__ import annotations

import subprocess
import sys

import pytest

import sentiment

PROMISED = [
    "Article",
    "InputError",
    "Quote",
    "SentimentError",
    "Speaker",
    "Target",
    "Verdict",
    "__version__",
    "analyze",
    "analyze_article",
    "analyze_partition",
    "count_partition",
    "find_quotes",
    "find_speakers",
    "override_quotes",
    "plot_dots",
    "plot_outlets",
    "plot_roles",
    "plot_shares",
    "plot_timeline",
    "quote_table",
    "read_article",
    "read_articles",
    "timeline",
    "write_report",
]


def test_all_lists_what_is_promised() -> None:
    assert sentiment.__all__ == PROMISED
    assert dir(sentiment) == PROMISED


@pytest.mark.parametrize("name", PROMISED)
def test_promised_name_is_there_and_documented(name: str) -> None:
    thing = getattr(sentiment, name)
    assert thing.__doc__


def test_other_names_are_refused() -> None:
    with pytest.raises(AttributeError, match="no attribute 'analyse'"):
        _ = sentiment.analyse  # type: ignore[attr-defined]


def test_import_waits_for_heavy_libraries() -> None:
    heavy = {"pandas", "matplotlib", "numpy", "vaderSentiment"}
    code = f"import sys, sentiment; print({heavy!r} & set(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "set()"
