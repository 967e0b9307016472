"""What is taught is what is run: both arithmetics point at the same pieces."""

from __future__ import annotations

import numpy as np
import pytest

from sentiment.judging.reader import network
from sentiment.judging.reader.passages import read_passages
from sentiment.models import Article, Dating, Kind, Quote, Span

torch = pytest.importorskip("torch")
pytest.importorskip("transformers")

TEXT = "Ann Pike met Jo Bell. “It is over,” said Pike. “Nothing is,” said Bell."


@pytest.fixture
def passage():
    marks = [(at, TEXT.index("”", at) + 1) for at, c in enumerate(TEXT) if c == "“"]
    quotes = [
        Quote(str(at), Span(at + 1, end - 1), Span(at, end), Kind.SPEECH)
        for at, end in marks
    ]
    (passage,) = read_passages(
        Article("a", TEXT, Dating(None, None, "-")), quotes, None
    )
    return passage


@pytest.fixture
def scores(passage):
    torch.manual_seed(1)
    return torch.randn(len(passage.ids) + 3, network.WIDTH)


def test_both_point_alike(passage, scores):
    from sentiment.training.reader_network import point

    taught = point(scores, passage).numpy()
    rows = scores[: len(passage.ids)].numpy().astype(float)
    run = network._pointed(rows, passage.spans, passage.quoted())
    assert np.allclose(np.exp(taught), np.exp(run), atol=1e-5)
    assert np.allclose(np.exp(run).sum(axis=1), 1.0)
    assert not np.exp(run)[:, passage.quoted()].any()


def test_pointing_at_the_speaker_costs_less(passage, scores):
    from sentiment.training.reader_fit import missed
    from sentiment.training.reader_lessons import Lesson

    origins = [origin for origin in passage.origins if origin is not None]
    pike = frozenset(o for o in origins if o.of(TEXT) == "Pike")
    n = len(passage.spans)
    lesson = Lesson(
        passage, (0,) * n, (1.0,) * n, (0.0,) * n, (0,) * n, (pike,) * n,
        (0,) * len(passage.ids),
    )  # fmt: skip
    unknown = Lesson(
        passage, (0,) * n, (1.0,) * n, (0.0,) * n, (0,) * n, (None,) * n,
        (0,) * len(passage.ids),
    )  # fmt: skip
    assert missed(scores, unknown) == 0
    before = missed(scores, lesson)
    assert before > 0
    question = slice(2 * network.SCORES, 2 * network.SCORES + network.POINTING)
    for at, origin in enumerate(passage.origins):
        if origin in pike:
            asked = sum(scores[start, question] for start, _ in passage.spans)
            scores[at, question.stop :] = asked
    assert missed(scores, lesson) < before
