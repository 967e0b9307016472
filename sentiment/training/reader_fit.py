"""Teach the reader's network lessons, and let it read."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from sentiment.judging.reader.judge import hints_of
from sentiment.judging.reader.network import Impression, impression_of, likely
from sentiment.judging.reader.passages import Passage, in_order, read_passages
from sentiment.models import Article, Hint, Quote, Target
from sentiment.training.labelled import Hear
from sentiment.training.reader_lessons import (
    DOUBT,
    STANCES,
    UNLABELLED,
    Lesson,
    speaker_pieces,
)
from sentiment.training.reader_network import Network, gather, padded, point
from sentiment.training.reader_variation import vary

# A pass takes one in so many of the lessons that are only practice.
DEALT = 5
# So many lessons are sorted by length before they are dealt into batches.
SORTED_TOGETHER = 200
WEIGHT_DECAY = 0.01
WARM_UP = 0.06
LOWEST_RATE = 0.02
CLIP = 1.0
# What a speaker is is learned beside what is thought of the target, and counts less.
ROLE_WEIGHT = 0.5


@dataclass(frozen=True)
class Recipe:
    """How long and how fast: passes over the lessons, learning rates of the encoder
    and of what is new, the lowest layers that stay as they are, pieces in a batch, the
    quotations that a step counts as, and how much it counts to point at the speaker.
    """

    passes: int
    rate: float
    frozen: int = 0
    new_rate: float = 1e-3
    pieces: int = 1800
    quotations: float = 25.0
    pointing: float = 0.0


def teach(
    network: Network,
    taught: Sequence[Lesson],
    recipe: Recipe,
    seed: int,
    say: Callable[[str], None],
    practice: Sequence[Lesson] = (),
) -> None:
    """Train the network in place; `say` gets a line after each pass.

    `practice` is shared out over the passes, each of its lessons in one of `DEALT`.
    """
    chance = random.Random(seed)
    torch.manual_seed(seed)
    if recipe.frozen:
        network.freeze(recipe.frozen)
    optimizer = torch.optim.AdamW(_groups(network, recipe), betas=(0.9, 0.98))
    rates = [group["lr"] for group in optimizer.param_groups]
    turns = [[*taught, *practice[at::DEALT]] for at in range(recipe.passes)]
    step, steps = 0, sum(len(deal(turn, recipe.pieces, chance)) for turn in turns)
    network.train()
    for number, turn in enumerate(turns, start=1):
        lost = 0.0
        for batch in deal(turn, recipe.pieces, chance):
            varied = [vary(turn[at], chance) for at in batch]
            loss = _loss(network, varied, recipe.pointing) / recipe.quotations
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), CLIP)
            share = _rate((min(step, steps - 1) + 1) / steps)
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * share
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            step, lost = step + 1, lost + loss.item()
        mean = lost * recipe.passes / steps
        say(f"pass {number} of {recipe.passes}: loss {mean:.3f}")


def read(network: Network, unread: Sequence[Passage]) -> list[list[Impression]]:
    """What the network says of each passage's quotations, in 32-bit arithmetic."""
    network.eval()
    found: list[list[Impression]] = []
    with torch.inference_mode():
        for passage in unread:
            scores = network(*padded([passage]))
            rows = gather(scores, [passage]).tolist()
            pointed = map(likely, point(scores[0], passage).numpy())
            found.append(list(map(impression_of, rows, pointed)))
    return found


def hear_by(network: Network) -> Hear:
    """What a network says of who spoke, in 32-bit arithmetic."""

    def hear(
        article: Article, quotes: Sequence[Quote], target: Target | None
    ) -> list[Hint]:
        passages = read_passages(article, quotes, target)
        return in_order(passages, map(hints_of, passages, read(network, passages)))

    return hear


def deal(
    taught: Sequence[Lesson], pieces: int, chance: random.Random
) -> list[list[int]]:
    """Deal lessons into batches of about so many pieces, similar lengths together."""
    order = list(range(len(taught)))
    chance.shuffle(order)
    batches: list[list[int]] = []
    for start in range(0, len(order), SORTED_TOGETHER):
        near = sorted(
            order[start : start + SORTED_TOGETHER],
            key=lambda at: len(taught[at].passage.ids),
        )
        batch: list[int] = []
        for at in near:
            if batch and (len(batch) + 1) * len(taught[at].passage.ids) > pieces:
                batches.append(batch)
                batch = []
            batch.append(at)
        batches.append(batch)
    chance.shuffle(batches)
    return batches


def _loss(network: Network, batch: Sequence[Lesson], pointing: float) -> Tensor:
    """The weighted sum of cross-entropies over the labelled quotations.

    Of each stance the part in doubt is spread over all three, of each role over all
    six.
    """
    passages = [lesson.passage for lesson in batch]
    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores = network(*padded(passages))
    scores = scores.float()
    told = gather(scores, passages)
    weights = torch.tensor([weight for lesson in batch for weight in lesson.weights])
    doubts = torch.tensor([doubt for lesson in batch for doubt in lesson.doubts])
    stances = torch.tensor([at for lesson in batch for at in lesson.stances])
    roles = torch.tensor([at for lesson in batch for at in lesson.roles])
    of_stances = _surprise(told[:, : len(STANCES)], stances, doubts)
    of_roles = _surprise(told[:, len(STANCES) :], roles, torch.tensor(DOUBT))
    known = (roles != UNLABELLED).float()
    loss = (of_stances * weights).sum() + ROLE_WEIGHT * (of_roles * known).sum()
    if pointing:
        for row, lesson in zip(scores, batch, strict=True):
            loss = loss + pointing * missed(row, lesson)
    return loss


def missed(scores: Tensor, lesson: Lesson) -> Tensor:
    """How unlikely the network takes the speakers of a lesson's quotations to be."""
    told = point(scores, lesson.passage)
    lost = told.new_zeros(())
    for row, pieces in zip(told, speaker_pieces(lesson), strict=True):
        if pieces:
            lost = lost - row[pieces].logsumexp(0)
    return lost


def _surprise(scores: Tensor, right: Tensor, doubts: Tensor) -> Tensor:
    """The cross-entropy of each row, with a part of it spread over all classes."""
    classes = scores.shape[1]
    given = nn.functional.one_hot(right.clamp(min=0), classes)
    doubts = doubts.expand(len(scores))[:, None]
    wanted = given * (1 - doubts) + doubts / classes
    return -(wanted * scores.log_softmax(-1)).sum(-1)


def _groups(network: Network, recipe: Recipe) -> list[dict[str, object]]:
    """Parameters by rate and decay; norms and biases are not drawn to zero."""
    groups: dict[tuple[bool, bool], list[nn.Parameter]] = {}
    for name, parameter in network.named_parameters():
        if parameter.requires_grad:
            new = not name.startswith("encoder.")
            groups.setdefault((new, parameter.ndim > 1), []).append(parameter)
    return [
        {
            "params": members,
            "lr": recipe.new_rate if new else recipe.rate,
            "weight_decay": WEIGHT_DECAY if decays else 0.0,
        }
        for (new, decays), members in groups.items()
    ]


def _rate(done: float) -> float:
    """The share of the full rate: up in the beginning, then down in a straight line."""
    if done < WARM_UP:
        return done / WARM_UP
    return max(LOWEST_RATE, (1 - done) / (1 - WARM_UP))
