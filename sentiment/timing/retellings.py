"""Of each quotation: the utterance it tells, since when, how widely, and its date."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
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
    utterances = find_utterances(tellings)
    dated = list(_dated(tellings, utterances)) if infer else list(tellings)
    groups: dict[int, list[Telling]] = defaultdict(list)
    for telling, utterance in zip(dated, utterances, strict=True):
        groups[utterance].append(telling)
    told = {utterance: _tell(group) for utterance, group in groups.items()}
    return [
        told[utterance]._replace(dating=telling.dating)
        for telling, utterance in zip(dated, utterances, strict=True)
    ]


def _dated(tellings: Sequence[Telling], utterances: Sequence[int]) -> Iterator[Telling]:
    """The quotations with the dates that their articles share with others."""
    datings: dict[str, Dating] = {}
    shared: dict[int, list[str]] = defaultdict(list)
    for telling, utterance in zip(tellings, utterances, strict=True):
        if not telling.dated_apart:
            datings[telling.article_id] = telling.dating
            shared[utterance].append(telling.article_id)
    datings |= infer_dates(datings, shared.values())
    for telling in tellings:
        apart = telling.dated_apart
        dating = telling.dating if apart else datings[telling.article_id]
        yield telling._replace(dating=dating)


def _tell(group: Sequence[Telling]) -> Retelling:
    first = min(group, key=_age)
    outlets = {
        (one.outlet or "", "" if one.outlet else one.article_id) for one in group
    }
    return Retelling(first.quote_id, first.dating, len(outlets), first.dating)


def _age(telling: Telling) -> tuple[dt.date, bool]:
    """Stated dates come before inferred ones of the same day, undated last of all."""
    return telling.dating.last_day or dt.date.max, telling.dating.inferred
