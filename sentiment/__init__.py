"""Who says what about whom in the news, supportive or critical, and how it changes.

import sentiment

quotes = sentiment.analyze("seeds")
timeline = sentiment.timeline(quotes)
figure = sentiment.plot_timeline(timeline)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sentiment.batch.partitions import analyze_partition as analyze_partition
    from sentiment.batch.partitions import count_partition as count_partition
    from sentiment.errors import InputError as InputError
    from sentiment.errors import SentimentError as SentimentError
    from sentiment.finding.people import find_speakers as find_speakers
    from sentiment.finding.quotes import find_quotes as find_quotes
    from sentiment.models import Article as Article
    from sentiment.models import Quote as Quote
    from sentiment.models import Speaker as Speaker
    from sentiment.models import Target as Target
    from sentiment.models import Verdict as Verdict
    from sentiment.pipeline import analyze as analyze
    from sentiment.pipeline import analyze_article as analyze_article
    from sentiment.reading.articles import read_article as read_article
    from sentiment.reading.articles import read_articles as read_articles
    from sentiment.reporting.charts.dots import plot_dots as plot_dots
    from sentiment.reporting.charts.outlets import plot_outlets as plot_outlets
    from sentiment.reporting.charts.roles import plot_roles as plot_roles
    from sentiment.reporting.charts.shares import plot_shares as plot_shares
    from sentiment.reporting.charts.timeline import plot_timeline as plot_timeline
    from sentiment.reporting.overrides import override_quotes as override_quotes
    from sentiment.reporting.reports import write_report as write_report
    from sentiment.reporting.tables import quote_table as quote_table
    from sentiment.reporting.timelines import timeline as timeline

__version__ = "0.1.0"

# Each name is imported when it is first asked for: pandas and matplotlib take half a
# second, which a command that needs neither should not wait for.
_HOMES = {
    "Article": "models",
    "InputError": "errors",
    "Quote": "models",
    "SentimentError": "errors",
    "Speaker": "models",
    "Target": "models",
    "Verdict": "models",
    "analyze": "pipeline",
    "analyze_article": "pipeline",
    "analyze_partition": "batch.partitions",
    "count_partition": "batch.partitions",
    "find_quotes": "finding.quotes",
    "find_speakers": "finding.people",
    "override_quotes": "reporting.overrides",
    "plot_dots": "reporting.charts.dots",
    "plot_outlets": "reporting.charts.outlets",
    "plot_roles": "reporting.charts.roles",
    "plot_shares": "reporting.charts.shares",
    "plot_timeline": "reporting.charts.timeline",
    "quote_table": "reporting.tables",
    "read_article": "reading.articles",
    "read_articles": "reading.articles",
    "timeline": "reporting.timelines",
    "write_report": "reporting.reports",
}

__all__ = sorted([*_HOMES, "__version__"])


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
