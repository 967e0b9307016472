"""The date of an undated article, from dated ones that print the same quotations."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sentiment.models import Dating

# A quotation is news for some days. What was printed again later than this may be
# printed again at any time, and dates nothing.
LONGEST_ECHO = dt.timedelta(days=31)


def infer_dates(
    datings: Mapping[str, Dating], shared: Iterable[Sequence[str]]
) -> dict[str, Dating]:
    """Date undated articles by the quotations they share with dated ones.

    An article is no older than the newest of its quotations: it takes the latest of
    the dates on which they were first printed. Quotations that dated articles printed
    more than a month apart date nothing.

    Args:
        datings: by article. Dates that are inferred from less count as none.
        shared: for each utterance the articles that print it.

    Returns:
        The articles that it dates, their dates as exact as those they come from; and
        those that share only what was printed again later, with that as the reason.
    """
    inferred: dict[str, Dating] = {}
    first_prints: dict[str, list[str]] = defaultdict(list)
    echoes: dict[str, tuple[str, str]] = {}
    for articles in shared:
        stated = [name for name in dict.fromkeys(articles) if _stated(datings[name])]
        if not stated:
            continue
        stated.sort(key=lambda name: _last_day(datings[name]))
        first, last = datings[stated[0]], datings[stated[-1]]
        for name in set(articles) - set(stated):
            if _last_day(last) - _last_day(first) > LONGEST_ECHO:
                echoes[name] = (str(first), str(last))
            else:
                first_prints[name].append(stated[0])
    for name, sources in first_prints.items():
        inferred[name] = _dated_like(sources, datings)
    for name in echoes.keys() - inferred.keys():
        if datings[name].date is None:
            inferred[name] = _undated_for(datings[name], *echoes[name])
    return inferred


def _stated(dating: Dating) -> bool:
    return dating.date is not None and not dating.inferred


def _last_day(dating: Dating) -> dt.date:
    return dating.last_day or dt.date.max


def _dated_like(sources: Sequence[str], datings: Mapping[str, Dating]) -> Dating:
    """The date of the newest source; of several, the one that shares most."""
    newest = max(_last_day(datings[name]) for name in sources)
    counts = Counter(name for name in sources if _last_day(datings[name]) == newest)
    source, number = counts.most_common(1)[0]
    dating = datings[source]
    quotations = "a quotation" if number == 1 else f"{number} quotations"
    reason = f"inferred: shares {quotations} with {source}, {dating}"
    return Dating(dating.date, dating.precision, reason, inferred=True)


def _undated_for(dating: Dating, first: str, last: str) -> Dating:
    reason = f"shares quotations, but with articles from {first} to {last}"
    return replace(dating, source=f"{dating.source}; {reason}")
