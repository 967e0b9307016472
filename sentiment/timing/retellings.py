"""Of each quotation: the utterance it tells, since when, how widely, and its date."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from sentiment.models import Dating
from sentiment.timing.inference import infer_dates
from sentiment.timing.recurrence import Telling, find_utterances


class Retelling(NamedTuple):
    """What the other articles tell of one quotation.

    `utterance_id` is the id of the quotation that told the utterance first, `first`
    its date, `reach` the number of outlets that told it, `dating` that of the article.
    """

    utterance_id: str
    first: Dating
    reach: int
    dating: Dating


def find_retellings(tellings: Sequence[Telling], infer: bool = True) -> list[Retelling]:
    """Find which quotations are one utterance, and what that tells of their dates.

    Args:
        tellings: all quotations of all articles.
        infer: whether undated articles take the date of those they share with.

    Returns:
        One for each telling, in their order. Articles without an outlet count as an
        outlet each.
    """
    groups: dict[int, list[Telling]] = defaultdict(list)
    utterances = find_utterances(tellings)
    for telling, utterance in zip(tellings, utterances, strict=True):
        groups[utterance].append(telling)
    datings = {telling.article_id: telling.dating for telling in tellings}
    if infer:
        articles = [[one.article_id for one in group] for group in groups.values()]
        datings |= infer_dates(datings, articles)
    told = {utterance: _tell(group, datings) for utterance, group in groups.items()}
    return [
        told[utterance]._replace(dating=datings[telling.article_id])
        for telling, utterance in zip(tellings, utterances, strict=True)
    ]


def _tell(group: Sequence[Telling], datings: dict[str, Dating]) -> Retelling:
    first = min(group, key=lambda telling: _age(datings[telling.article_id]))
    outlets = {
        (one.outlet or "", "" if one.outlet else one.article_id) for one in group
    }
    dating = datings[first.article_id]
    return Retelling(first.quote_id, dating, len(outlets), dating)


def _age(dating: Dating) -> tuple[dt.date, bool]:
    """Stated dates come before inferred ones of the same day, undated last of all."""
    return dating.last_day or dt.date.max, dating.inferred
