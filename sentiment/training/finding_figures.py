"""How well quotes, speakers, names and roles are found in annotated articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sentiment.finding import people, quotes
from sentiment.models import RANKED, Kind, Speaker, Target
from sentiment.training.gold import GoldArticle, match, same_speaker, telling_words

ALL = "all"
PRONOUNS = frozenset({"he", "she", "they", "it", "him", "her", "them", "we", "i"})


def target_of(gold: GoldArticle) -> Target | None:
    return Target(gold.article.target) if gold.article.target else None


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
        if stands in PRONOUNS and quote.get("speaker_resolved"):
            figures.pronouns += 1
            resolved = telling_words(quote["speaker_resolved"])
            figures.pronouns_right += bool(telling_words(speaker.name) & resolved)
        if not right or (quote.get("role") and quote["role"] != speaker.role):
            figures.wrong.append((gold, quote, speaker, right))


def report(figures: Figures) -> dict[str, float]:
    """The shares that count."""
    by_role = []
    for role in RANKED:
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


def compare(golds: Sequence[GoldArticle], parts: dict[str, Figures]) -> None:
    """Read articles with the models in use; count by part, and all together."""
    for gold in golds:
        for part in (gold.part, ALL):
            read_and_compare(gold, parts.setdefault(part, Figures()))


def show_wrong(
    gold: GoldArticle, quote: dict[str, Any], speaker: Speaker, right: bool
) -> None:
    """Print a quote whose speaker or role is wrong, with the words around."""
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
