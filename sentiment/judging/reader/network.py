"""The reader's network at work: passages in, the scores of their quotations out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from math import log
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from sentiment.errors import JudgeUnavailable
from sentiment.judging.reader.passages import Passage
from sentiment.judging.weighing import Triple
from sentiment.lexicons import DATA, file_hash
from sentiment.models import RANKED, Span

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession

NETWORK = "reader/network.onnx"
# The network tells so much of a quotation: three stances, then the six roles.
SCORES = 3 + len(RANKED)

# So many numbers hold what is asked for a quotation's speaker, and as many what a piece
# answers to that.
POINTING = 32
WIDTH = 2 * (SCORES + POINTING)
# A piece that is less likely is left out, so that few are remembered: a logarithm.
FAINTEST = log(0.01)

# What onnxruntime would do to make a network faster: a sum and its norm in one take
# several times as long as one after the other.
SLOWER = ["SkipLayerNormFusion"]

# Agency copy stands in many papers; so many passages are not read a second time.
REMEMBERED = 4096


class Impression(NamedTuple):
    """What the network says of a quotation, as logarithms up to a constant.

    `stance` has supportive, critical and neutral; `roles` the roles of `RANKED`.
    `pointed` are the pieces that may name the speaker, the first for nobody.
    """

    stance: Triple
    roles: tuple[float, ...]
    pointed: tuple[tuple[int, float], ...] = ()


def score_passage(passage: Passage, threads: int = 1) -> list[Impression]:
    """Read the quotations of a passage, in the order of `passage.quotes`.

    Passages are run one by one: the 8-bit arithmetic scales numbers by the largest
    of all that are run together, so that a batch would change its members' scores.

    Raises:
        JudgeUnavailable: onnxruntime or the network cannot be loaded.
    """
    if not passage.spans:
        return []
    quoted = tuple(passage.quoted())
    return list(_scores(passage.ids, passage.spans, quoted, threads))


@lru_cache(maxsize=REMEMBERED)
def _scores(
    ids: tuple[int, ...],
    spans: tuple[Span, ...],
    quoted: tuple[bool, ...],
    threads: int,
) -> tuple[Impression, ...]:
    (scores,) = _session(threads).run(None, {"ids": [list(ids)]})
    rows = scores[0].astype(float)
    pointed = _pointed(rows, spans, quoted)
    found = []
    for (start, end), chances in zip(spans, pointed, strict=True):
        total = rows[start, :SCORES] + rows[start:end, SCORES : 2 * SCORES].mean(axis=0)
        found.append(impression_of(total.tolist(), likely(chances)))
    return tuple(found)


def _pointed(
    rows: NDArray[np.float64], spans: Sequence[Span], quoted: Sequence[bool]
) -> NDArray[np.float64]:
    """How likely each piece names the speaker of each quotation, as logarithms.

    Without BLAS, whose threads would come on top of those that were asked for.
    """
    asked = rows[[start for start, _ in spans], 2 * SCORES : 2 * SCORES + POINTING]
    answers = rows[:, 2 * SCORES + POINTING :]
    told = np.einsum("qd,pd->qp", asked, answers) / POINTING**0.5
    # What is quoted names nobody who quotes.
    told[:, list(quoted)] = -np.inf
    whole = np.logaddexp.reduce(told, axis=1, keepdims=True)
    return np.asarray(told - whole)


def likely(chances: NDArray[np.floating[Any]]) -> tuple[tuple[int, float], ...]:
    """The pieces that are likely at all, with the logarithms of their chances."""
    places = np.flatnonzero(chances > FAINTEST)
    return tuple((int(at), round(float(chances[at]), 4)) for at in places)


def impression_of(
    scores: Sequence[float], pointed: tuple[tuple[int, float], ...] = ()
) -> Impression:
    """The scores of a quotation, in the order in which the network gives them."""
    supportive, critical, neutral, *roles = scores
    return Impression((supportive, critical, neutral), tuple(roles), pointed)


def load(threads: int = 1) -> None:
    """Load the network, or raise `JudgeUnavailable`."""
    _session(threads)


def network_digest() -> str:
    """Twelve hexadecimal digits that change when the network does."""
    return file_hash(NETWORK)[:12]


@cache
def _session(threads: int) -> InferenceSession:
    # onnxruntime takes a fifth of a second to import; only this judge needs it.
    try:
        import onnxruntime as ort
    except ImportError as error:
        raise JudgeUnavailable(f"onnxruntime cannot be loaded: {error}") from error
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    if threads > 1:
        # Threads that wait for work by trying again and again get in each other's way
        # where there are fewer cores than it seems.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        session = ort.InferenceSession(
            (DATA / NETWORK).read_bytes(),
            options,
            providers=["CPUExecutionProvider"],
            disabled_optimizers=SLOWER,
        )
    except Exception as error:  # onnxruntime raises classes of its own
        raise JudgeUnavailable(f"{NETWORK} cannot be loaded: {error}") from error
    width = session.get_outputs()[0].shape[-1]
    if width != WIDTH:
        reason = f"gives {width} numbers a piece, not {WIDTH}: install it anew"
        raise JudgeUnavailable(f"{NETWORK} {reason}")
    return session
