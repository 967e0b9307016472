"""Teach the reader's network lessons, and let it read."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import torch
from torch import Tensor, nn

from sentiment.judging.light import Triple
from sentiment.judging.reader.passages import ROLE_MARKERS, marker
from sentiment.models import Role
from sentiment.training.reader_lessons import Lesson
from sentiment.training.reader_network import Network, gather, padded

# So many lessons are sorted by length before they are dealt into batches.
SORTED_TOGETHER = 200
# A role is hidden this often: the finder takes some for others.
HIDDEN_ROLE = 0.1
# Readers differ on some quotations; full certainty is never right.
SMOOTHING = 0.05
WEIGHT_DECAY = 0.01
WARM_UP = 0.06
LOWEST_RATE = 0.02
CLIP = 1.0


@dataclass(frozen=True)
class Recipe:
    """How long and how fast: passes over the lessons, learning rates of the encoder
    and of what is new, pieces in a batch, and the quotations that a step counts as.
    """

    passes: int
    rate: float
    new_rate: float = 1e-3
    pieces: int = 1800
    quotations: float = 25.0


def teach(
    network: Network,
    taught: Sequence[Lesson],
    recipe: Recipe,
    seed: int,
    say: Callable[[str], None],
) -> None:
    """Train the network in place; `say` gets a line after each pass."""
    chance = random.Random(seed)
    torch.manual_seed(seed)
    optimizer = torch.optim.AdamW(_groups(network, recipe), betas=(0.9, 0.98))
    rates = [group["lr"] for group in optimizer.param_groups]
    step, steps = 0, recipe.passes * len(deal(taught, recipe.pieces, chance))
    network.train()
    for turn in range(recipe.passes):
        lost = 0.0
        for batch in deal(taught, recipe.pieces, chance):
            hidden = [_hide_roles(taught[at], chance) for at in batch]
            loss = _loss(network, hidden) / recipe.quotations
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), CLIP)
            share = _rate((min(step, steps - 1) + 1) / steps)
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * share
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            step, lost = step + 1, lost + loss.item()
        mean = lost * recipe.passes / steps
        say(f"pass {turn + 1} of {recipe.passes}: loss {mean:.3f}")


def read(network: Network, unread: Sequence[Lesson]) -> list[list[Triple]]:
    """The stance scores of the quotations of each lesson, in 32-bit arithmetic."""
    network.eval()
    found: list[list[Triple]] = []
    with torch.inference_mode():
        for lesson in unread:
            rows = gather(network(*padded([lesson])), [lesson]).tolist()
            found.append([(a, b, c) for a, b, c in rows])
    return found


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


def _loss(network: Network, batch: Sequence[Lesson]) -> Tensor:
    """The weighted sum of cross-entropies over the labelled quotations."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores = network(*padded(batch))
    stances = torch.tensor([at for lesson in batch for at in lesson.stances])
    weights = torch.tensor([weight for lesson in batch for weight in lesson.weights])
    each = nn.functional.cross_entropy(
        gather(scores.float(), batch),
        stances.clamp(min=0),
        reduction="none",
        label_smoothing=SMOOTHING,
    )
    return (each * weights).sum()


def _hide_roles(lesson: Lesson, chance: random.Random) -> Lesson:
    ids = list(lesson.passage.ids)
    for span in lesson.passage.spans:
        if chance.random() < HIDDEN_ROLE:
            ids[span.start] = marker(ROLE_MARKERS[Role.UNKNOWN])
    return replace(lesson, passage=replace(lesson.passage, ids=tuple(ids)))


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
