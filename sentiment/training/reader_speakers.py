"""The network and who spoke: what it is taught, and how far it is trusted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sentiment.finding.speakers import FINDER, SURE, hearing
from sentiment.models import Span
from sentiment.training.finding_figures import target_of
from sentiment.training.fit import Candidate, Group, fit
from sentiment.training.gold import GoldArticle, match
from sentiment.training.labelled import Hear, Labelled
from sentiment.training.reader_lessons import Places
from sentiment.training.train_finding import Models, example, speaker_groups
from sentiment.weights import Weights, softmax, total

# Both are to be trusted as far as they have been right.
PENALTY = 0.1


def speaker_places(gold: GoldArticle, found: Labelled) -> Places:
    """The phrases that name the speaker of each quotation that was found.

    Phrases as the finder knows them, which may be several; a quotation of which no
    candidate is the annotated speaker is left out.
    """
    item = example(gold)
    named: dict[int, tuple[Span, ...]] = {}
    for quote, (group, right) in zip(item.quotes, speaker_groups(item), strict=True):
        said = [one for one, ok in zip(group, right, strict=True) if ok]
        if said:
            spans = {one.mention.span for one in said if one.mention is not None}
            named[quote["start"]] = tuple(sorted(spans))
    quotes = [quote.span for quote in found.quotes]
    return {
        at: named[gold.quotes[number]["start"]]
        for number, at in match(gold.article.text, gold.quotes, quotes)
        if gold.quotes[number]["start"] in named
    }


def trust_groups(gold: GoldArticle, models: Models, hear: Hear) -> Iterator[Group]:
    """The candidates for each annotated quote, with what finder and network say.

    Where the finder is sure the network is not asked.
    """
    item = example(gold)
    hints = hear(gold.article, item.reading.quotes, target_of(gold))
    if hints is None:
        return
    for hint, (group, right) in zip(hints, speaker_groups(item), strict=True):
        scores = [total(models["speaker"], one.features) for one in group]
        if max(softmax(scores)) < SURE:
            yield [
                Candidate(
                    {FINDER: score, **hearing(one.mention, one.carried, hint)}, ok
                )
                for one, score, ok in zip(group, scores, right, strict=True)
            ]


def fit_trust(groups: Iterable[Group]) -> Weights:
    """How far finder and network are trusted."""
    return fit(groups, PENALTY, faintest=0.0)
