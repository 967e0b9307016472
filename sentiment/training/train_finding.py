"""Train and cross-validate what finds quotes, speakers, names and roles.

    python -m sentiment.training.train_finding GOLD.jsonl... [--folds 5] [--write]

Each fold trains the four models on the other articles and reads its own with them;
no article is trained on and tested. `--write` trains on all and writes the weights
into `sentiment/data/`.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
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
from sentiment.models import Kind, Quote, Role, Span, Target
from sentiment.training.fit import Candidate, Group, as_table, fit, write_table
from sentiment.training.gold import (
    GoldArticle,
    match,
    read_gold,
    same_speaker,
    telling_words,
)
from sentiment.weights import Table, Weights, totals

PENALTY = {"kind": 1.0, "speaker": 0.7, "name": 3.0, "role": 3.0}
_PRONOUNS = frozenset({"he", "she", "they", "it", "him", "her", "them", "we", "i"})

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


def target_of(gold: GoldArticle) -> Target | None:
    return Target(gold.article.target) if gold.article.target else None


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
    if stands in _PRONOUNS:
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
        return any(_leads(candidate.mention, item, place) for place in places)
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


def speaker_groups(
    item: Example,
) -> Iterator[tuple[list[candidates.Candidate], list[bool]]]:
    """The candidates for each quote and which are right, right ones carried on."""
    scene = candidates.Scene(
        item.reading.words, item.reading.quotes, item.reading.voices
    )
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
    scene = candidates.Scene(
        item.reading.words, item.reading.quotes, item.reading.voices
    )
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
        clues = roles.role_clues(
            memory.recall(said, person), item.reading.words, item.reading.cast
        )
        features = [name for clue in clues for name in roles.features_of(clue)]
        memory.keep(role if history is None else likeliest(history, features), person)
        yield [
            Candidate([f"{other}|{feature}" for feature in features], other is role)
            for other in roles.RANKED
        ]


def likeliest(table: Table, features: Sequence[str]) -> Role:
    """The role that the weights prefer."""
    sums = totals(table, features)
    return roles.RANKED[max(range(len(sums)), key=sums.__getitem__)]


def role_model(items: Sequence[Example]) -> Weights:
    """Fit roles twice: on annotated histories, then on those the first fit guesses.

    Each half of the articles is guessed by what the other half taught.
    """
    halves = items[::2], items[1::2]
    groups: list[Group] = []
    for half, other in (halves, halves[::-1]):
        first = fit((g for item in other for g in role_groups(item)), PENALTY["role"])
        history = as_table(first, [str(role) for role in roles.RANKED])
        groups.extend(g for item in half for g in role_groups(item, history))
    return fit(groups, PENALTY["role"])


def train(golds: Sequence[GoldArticle]) -> Models:
    """Fit all four models, each on what the one before it decides from."""
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
    return one | {
        "role": as_table(models["role"], [str(role) for role in roles.RANKED])
    }


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


@dataclass
class Figures:
    """Counts over articles; each figure is a share of them."""

    speech: int = 0
    found: int = 0
    taken: int = 0
    other: int = 0
    other_taken: int = 0
    speaker_right: int = 0
    pronouns: int = 0
    pronouns_right: int = 0
    roles: list[tuple[str, str]] = field(default_factory=list)
    wrong: list[Any] = field(default_factory=list)


def read_and_compare(gold: GoldArticle, figures: Figures) -> None:
    """Read one article with the models in use and count what is right."""
    every = quotes.find_quotes(gold.article)
    spoken = [quote for quote in every if quote.kind is Kind.SPEECH]
    said = people.find_speakers(gold.article, every, target_of(gold))
    pairs = dict(match(gold.article.text, gold.quotes, [q.span for q in spoken]))
    figures.taken += len(spoken)
    for number, quote in enumerate(gold.quotes):
        found = pairs.get(number)
        if quote["kind"] != "speech":
            figures.other += 1
            figures.other_taken += found is not None
            continue
        figures.speech += 1
        if found is None:
            continue
        figures.found += 1
        speaker = said[found]
        right = same_speaker(quote, speaker.phrase, speaker.name)
        figures.speaker_right += right
        if quote.get("role"):
            figures.roles.append((quote["role"], str(speaker.role)))
        stands = (quote.get("speaker") or "").lower()
        if stands in _PRONOUNS and quote.get("speaker_resolved"):
            figures.pronouns += 1
            resolved = telling_words(quote["speaker_resolved"])
            figures.pronouns_right += bool(telling_words(speaker.name) & resolved)
        if not right or (quote.get("role") and quote["role"] != speaker.role):
            figures.wrong.append((gold, quote, speaker, right))


def report(figures: Figures) -> dict[str, float]:
    """The shares that count."""
    by_role = []
    for role in roles.RANKED:
        true = sum(g == p == role for g, p in figures.roles)
        either = sum(g == role for g, _ in figures.roles) + sum(
            p == role for _, p in figures.roles
        )
        if either:
            by_role.append(2 * true / either)
    return {
        "quote F1": 2 * figures.found / max(1, figures.speech + figures.taken),
        "titles, terms taken": figures.other_taken / max(1, figures.other),
        "speaker accuracy": figures.speaker_right / max(1, figures.found),
        "role accuracy": sum(g == p for g, p in figures.roles)
        / max(1, len(figures.roles)),
        "role macro-F1": sum(by_role) / max(1, len(by_role)),
        "pronouns resolved": figures.pronouns_right / max(1, figures.pronouns),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="+")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--test", nargs="*", default=[])
    parser.add_argument("--wrong", type=int, default=0)
    args = parser.parse_args()
    golds = read_gold(args.gold)
    order = random.Random(0)
    fold_of = [order.randrange(max(1, args.folds)) for _ in golds]
    whole = Figures()
    parts: dict[str, Figures] = {}
    for fold in range(args.folds):
        models = train([g for g, f in zip(golds, fold_of, strict=True) if f != fold])
        with using(models):
            for gold, own in zip(golds, fold_of, strict=True):
                if own == fold:
                    read_and_compare(gold, whole)
                    read_and_compare(gold, parts.setdefault(gold.part, Figures()))
    for part, figures in [*sorted(parts.items()), ("all", whole)]:
        shares = ", ".join(
            f"{name} {share:.3f}" for name, share in report(figures).items()
        )
        print(f"{part}: {shares}")  # noqa: T201
    if args.write or args.test:
        models = train(golds)
        for path in args.test:
            figures = Figures()
            with using(models):
                for gold in read_gold([path]):
                    read_and_compare(gold, figures)
            print(path, {k: round(v, 3) for k, v in report(figures).items()})  # noqa: T201
            whole.wrong += figures.wrong if args.wrong else []
        if args.write:
            for name, table in tables(models).items():
                write_table(name, table)
                print(f"{name}: {len(table.rows)} features")  # noqa: T201
    order.shuffle(whole.wrong)
    for gold, quote, speaker, right in whole.wrong[: args.wrong]:
        text = gold.article.text
        before = text[max(0, quote["start"] - 100) : quote["start"]]
        print(  # noqa: T201
            f"{gold.article.id} [{gold.article.target}] "
            f"{'ok' if right else 'WRONG'} "
            f"{quote['speaker']} | {quote.get('speaker_resolved')} | "
            f"{quote.get('role')} -> "
            f"{speaker.phrase} | {speaker.name} | {speaker.role}\n"
            f"    {before!r} << {quote['text'][:40]!r} >> "
            f"{text[quote['end'] : quote['end'] + 90]!r}"
        )


if __name__ == "__main__":
    main()
