"""Train and cross-validate what finds quotes, speakers, names and roles.

    python -m sentiment.training.train_finding GOLD.jsonl... [--folds 5] [--write]
    python -m sentiment.training.train_finding FRESH.jsonl... --shipped

Each fold trains the four models on the other articles and reads its own with them;
no article is trained on and tested. `--write` trains on all and writes the weights
into `sentiment/data/`; `--shipped` measures those on articles not trained on.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any
from unittest import mock

from sentiment.finding import (
    candidates,
    kinds,
    people,
    pronouns,
    quotes,
    roles,
    speakers,
)
from sentiment.finding.mentions import Mention
from sentiment.finding.people import Reading
from sentiment.models import RANKED, Kind, Quote, Role, Span
from sentiment.training.finding_figures import (
    ALL,
    PRONOUNS,
    Figures,
    compare,
    report,
    show_wrong,
    target_of,
)
from sentiment.training.fit import Candidate, Group, as_table, fit, write_table
from sentiment.training.gold import (
    GoldArticle,
    match,
    read_gold,
    same_speaker,
    telling_words,
)
from sentiment.training.house_styles import in_both_styles
from sentiment.weights import Table, Weights, totals

PENALTY = {"kind": 2.0, "speaker": 1.5, "name": 3.0, "role": 6.0}

# Classes of tokens, see `Words`: the end of a sentence or paragraph, a quote; a verb.
_ENDED, _SAYING = re.compile("[.!?/Q]"), re.compile("[VW]")

Models = dict[str, Weights]


@dataclass(frozen=True)
class Example:
    """An annotated article as read with its annotated quotes and speakers."""

    gold: GoldArticle
    reading: Reading
    quotes: list[dict[str, Any]]

    def places(self, number: int) -> list[Span]:
        """Where the annotated phrase of a quote stands, as near to it as may be."""
        quote, text = self.quotes[number], self.gold.article.text
        phrase = quote.get("speaker") or ""
        found = [
            Span(match.start(), match.end())
            for match in re.finditer(rf"(?<!\w){re.escape(phrase)}(?!\w)", text)
            if match.end() <= quote["start"] or match.start() >= quote["end"]
        ]
        near = min((_gap(quote, span) for span in found), default=0)
        return [span for span in found if phrase and _gap(quote, span) <= near + 200]


def _gap(quote: dict[str, Any], span: Span) -> int:
    return int(max(quote["start"] - span.end, span.start - quote["end"]))


def example(gold: GoldArticle) -> Example:
    """Read an annotated article, its quotes as marked but of the annotated kind."""
    text = gold.article.text
    pairs = quotes.marked_words(text)
    kinds = dict.fromkeys(range(len(pairs)), Kind.TERM)
    annotated: dict[int, dict[str, Any]] = {}
    for number, found in match(text, gold.quotes, [pair.inner for pair in pairs]):
        kinds[found] = Kind(gold.quotes[number]["kind"])
        annotated[found] = gold.quotes[number]
    every = [
        Quote(str(number), pair.inner, pair.outer, kinds[number])
        for number, pair in enumerate(pairs)
    ]
    reading = people.read_people(gold.article, every, target_of(gold))
    spoken = [annotated[k] for k in range(len(pairs)) if kinds[k] is Kind.SPEECH]
    return Example(gold, reading, spoken)


def kind_groups(gold: GoldArticle) -> Iterator[Group]:
    """Speech or not, for each marked stretch that annotators judged."""
    pairs = quotes.marked_words(gold.article.text)
    rows = kinds.kind_clues(gold.article.text, pairs)
    for number, found in match(
        gold.article.text, gold.quotes, [p.inner for p in pairs]
    ):
        clues = rows[found]
        if clues is not None:
            features = [name for clue in clues for name in kinds.features_of(clue)]
            speech = gold.quotes[number]["kind"] == "speech"
            yield [Candidate(features, speech), Candidate([], not speech)]


def said_by(
    item: Example, number: int, candidate: candidates.Candidate, last: Mention | None
) -> bool:
    """Whether a candidate is the annotated speaker of a quote."""
    quote = item.quotes[number]
    wanted = quote.get("speaker_resolved") or quote.get("speaker")
    if candidate.carried:
        before = item.quotes[number - 1]
        earlier = before.get("speaker_resolved") or before.get("speaker")
        return bool(
            wanted and earlier and telling_words(wanted) & telling_words(earlier)
        )
    if candidate.mention is None or not wanted:
        return candidate.mention is None and not wanted
    phrase = candidate.mention.span.of(item.gold.article.text)
    stands = (quote.get("speaker") or "").lower()
    if stands in PRONOUNS:
        return phrase.lower() == stands
    if candidate.mention.kind == "pronoun":
        # Annotators name the speaker where the text has "she said" beside the quote.
        meant = pronouns.antecedent(item.reading.cast, candidate.mention, last)
        entity = item.reading.cast.entity(meant) if meant else None
        if meant is None:
            return False
        said = telling_words(meant.span.of(item.gold.article.text))
        said |= telling_words(entity.name if entity else None)
        return bool(said & telling_words(wanted))
    places = item.places(number)
    if places:
        leads = any(_leads(candidate.mention, item, place) for place in places)
        return leads or _says(candidate.mention, item, number, wanted)
    return same_speaker(quote, phrase, None)


def _leads(mention: Mention, item: Example, place: Span) -> bool:
    """Whether a mention is the annotated phrase or the first one within it."""
    if mention.span.end <= place.start or mention.span.start >= place.end:
        return False
    earlier = [
        other
        for other in item.reading.mentions
        if other.span.start < mention.span.start and other.span.end > place.start
    ]
    return not earlier


def _says(mention: Mention, item: Example, number: int, wanted: str) -> bool:
    """Whether a quote stands in one sentence with the speaker's name and a verb.

    Annotators note the phrase that introduces somebody, where the surname stands
    beside the quote: "Mayor Jo Bell was not amused. 'No,' Bell said."
    """
    entity = item.reading.cast.entity(mention) if mention.kind == "name" else None
    named = telling_words(entity.name if entity else None)
    if not named or not named <= telling_words(wanted):
        return False
    words = item.reading.words
    at, tags = words.quote_at[number], words.tag
    between = tags[min(mention.last, at + 1) : max(mention.first, at)]
    beside = tags[mention.first - 1 : mention.first] + tags[mention.last :][:1]
    return not _ENDED.search(between) and bool(_SAYING.search(between + beside))


def _scene(item: Example) -> candidates.Scene:
    read = item.reading
    return candidates.Scene(read.article.text, read.words, read.quotes, read.voices)


def speaker_groups(
    item: Example,
) -> Iterator[tuple[list[candidates.Candidate], list[bool]]]:
    """The candidates for each quote and which are right, right ones carried on."""
    scene = _scene(item)
    previous: Mention | None = None
    named: Mention | None = None
    for number in range(len(item.quotes)):
        found = scene.candidates(number, previous)
        right = [said_by(item, number, candidate, named) for candidate in found]
        yield found, right
        previous = next(
            (c.mention for c, ok in zip(found, right, strict=True) if ok and c.mention),
            None,
        )
        if previous is not None and previous.kind != "pronoun":
            named = previous


def name_groups(item: Example) -> Iterator[Group]:
    """The antecedents of each pronoun that annotators resolved."""
    last: Mention | None = None
    text, cast = item.gold.article.text, item.reading.cast
    for number, (found, right) in enumerate(speaker_groups(item)):
        mention = next(
            (c.mention for c, ok in zip(found, right, strict=True) if ok), None
        )
        if mention is None:
            continue
        wanted = telling_words(item.quotes[number].get("speaker_resolved"))
        if mention.kind == "pronoun" and wanted:
            group = []
            meant = None
            for earlier, clues in pronouns.antecedents(cast, mention, last):
                features = [
                    name for clue in clues for name in pronouns.features_of(clue)
                ]
                entity = cast.entity(earlier)
                said = telling_words(earlier.span.of(text))
                said |= telling_words(entity.name if entity else "")
                group.append(Candidate(features, bool(said & wanted)))
                if said & wanted:
                    meant = meant or earlier
            yield group
            last = meant or last
        elif mention.kind != "pronoun":
            last = mention


def role_groups(item: Example, history: Table | None = None) -> Iterator[Group]:
    """The six roles of each quote, as told from the annotated speaker.

    The roles before a quote are the annotated ones, or those that `history` gives:
    in use they are guesses, and what is learned from should be no surer than that.
    """
    chosen = []
    scene = _scene(item)
    for number, (found, right) in enumerate(speaker_groups(item)):
        best = next((c for c, ok in zip(found, right, strict=True) if ok), None)
        mention = best.mention if best else None
        cue = scene.cue(number, mention) if best and not best.carried else None
        carried = bool(best and best.carried)
        chosen.append(speakers.Attribution(mention, carried, cue, 1.0, ()))
    memory = people.RoleMemory(item.reading.cast)
    for quote, (_, said, person) in zip(
        item.quotes, people.said_of_each(item.reading, chosen), strict=True
    ):
        role = Role(quote["role"])
        memory.recall(said, person)
        clues = roles.role_clues(said, item.reading.words, item.reading.cast)
        features = [name for clue in clues for name in roles.features_of(clue)]
        memory.keep(role if history is None else likeliest(history, features), person)
        if role in RANKED:
            yield [
                Candidate([f"{other}|{feature}" for feature in features], other is role)
                for other in RANKED
            ]


def likeliest(table: Table, features: Sequence[str]) -> Role:
    """The role that the weights prefer."""
    sums = totals(table, features)
    return RANKED[max(range(len(sums)), key=sums.__getitem__)]


def role_model(items: Sequence[Example]) -> Weights:
    """Fit roles twice: on annotated histories, then on those the first fit guesses.

    Each half of the articles is guessed by what the other half taught.
    """
    halves = items[::2], items[1::2]
    groups: list[Group] = []
    for half, other in (halves, halves[::-1]):
        first = fit((g for item in other for g in role_groups(item)), PENALTY["role"])
        history = as_table(first, [str(role) for role in RANKED])
        groups.extend(g for item in half for g in role_groups(item, history))
    return fit(groups, PENALTY["role"])


def train(golds: Sequence[GoldArticle]) -> Models:
    """Fit all four models, each on what the one before it decides from."""
    golds = in_both_styles(golds)
    items = [example(gold) for gold in golds]
    models: Models = {"kind": {}, "speaker": {}, "name": {}, "role": {}}
    models["kind"] = fit(
        (g for gold in golds for g in kind_groups(gold)), PENALTY["kind"]
    )
    with using(models):
        models["name"] = fit(
            (g for item in items for g in name_groups(item)), PENALTY["name"]
        )
        models["speaker"] = fit(
            (
                [Candidate(c.features, ok) for c, ok in zip(*group, strict=True)]
                for item in items
                for group in speaker_groups(item)
            ),
            PENALTY["speaker"],
        )
    with using(models):
        models["role"] = role_model(items)
    return models


def tables(models: Models) -> dict[str, Table]:
    """The models as their files hold them."""
    one = {
        name: Table(("weight",), {feature: (w,) for feature, w in weights.items()})
        for name, weights in models.items()
        if name != "role"
    }
    return one | {"role": as_table(models["role"], [str(role) for role in RANKED])}


@contextmanager
def using(models: Models) -> Iterator[None]:
    """Read these weights instead of the files while the context lasts."""
    held = tables(models)
    with ExitStack() as patches:
        for module in (quotes, speakers, pronouns):
            read = models.__getitem__
            patches.enter_context(mock.patch.object(module, "read_weights", read))
        read_table = held.__getitem__
        patches.enter_context(mock.patch.object(people, "read_table", read_table))
        yield


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="+")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--shipped", action="store_true", help="train nothing")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--wrong", type=int, default=0)
    args = parser.parse_args()
    golds = read_gold(args.gold)
    order = random.Random(0)
    parts: dict[str, Figures] = {}
    if args.shipped:
        compare(golds, parts)
    else:
        cross_validate(golds, args.folds, order, parts)
    for part, figures in sorted(parts.items()):
        shares = ", ".join(
            f"{name} {share:.3f}" for name, share in report(figures).items()
        )
        print(f"{part}: {shares}")  # noqa: T201
    if args.write:
        for name, table in tables(train(golds)).items():
            write_table(name, table)
            print(f"{name}: {len(table.rows)} features")  # noqa: T201
    wrong = parts[ALL].wrong if parts else []
    order.shuffle(wrong)
    for one in wrong[: args.wrong]:
        show_wrong(*one)


def cross_validate(
    golds: Sequence[GoldArticle],
    folds: int,
    order: random.Random,
    parts: dict[str, Figures],
) -> None:
    """Read each fold with models trained on the others."""
    fold_of = [order.randrange(max(1, folds)) for _ in golds]
    for fold in range(folds):
        models = train([g for g, f in zip(golds, fold_of, strict=True) if f != fold])
        with using(models):
            compare(
                [g for g, f in zip(golds, fold_of, strict=True) if f == fold], parts
            )


if __name__ == "__main__":
    main()
