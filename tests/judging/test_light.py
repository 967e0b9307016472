"""The light judge: cases, evidence that adds up, chains, and what it cannot do."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sentiment.judging.light import LightJudge, smooth
from sentiment.models import Stance
from sentiment.pipeline import analyze_article
from sentiment.reading.articles import read_articles

SUMS = st.tuples(*[st.floats(-6, 6)] * 3)


@pytest.mark.cases("stance")
def test_stances_of_a_text(case, make_article) -> None:
    verdicts = analyze_article(make_article(case["text"]), "Ann Poe", "light")
    found = [verdict.judgement.stance.value for verdict in verdicts]
    assert found == case["expected"], case["reason"]


def test_evidence_adds_up_to_the_verdict(seed_folder) -> None:
    verdicts = [
        verdict
        for article in read_articles(seed_folder)
        for verdict in analyze_article(article, "Alec Baldwin")
    ]
    assert len(verdicts) > 15
    for verdict in verdicts:
        judgement, text = verdict.judgement, verdict.article.text
        chances = judgement.probabilities
        leaning = sum(reason.pull for reason in judgement.evidence)
        odds = math.log(chances.supportive / chances.critical)
        assert leaning == pytest.approx(odds, abs=1e-6)
        if judgement.stance is not Stance.NEUTRAL:
            assert (judgement.stance is Stance.SUPPORTIVE) == (leaning > 0)
        pulls = [abs(reason.pull) for reason in judgement.evidence]
        assert pulls == sorted(pulls, reverse=True)
        for reason in judgement.evidence:
            assert reason.span is None or reason.span.of(text).strip()


def test_same_article_same_judgements(make_article) -> None:
    article = make_article('One fan wrote: "I love her." Another said: "Shame on her."')
    first = analyze_article(article, "Ann", LightJudge())
    assert first == analyze_article(article, "Ann", LightJudge())


@pytest.mark.parametrize(
    "text", ["", "No quotation.", '"', '"!"', "“…” “…”", '"a"' * 30]
)
def test_any_text_is_judged(text: str, make_article) -> None:
    for verdict in analyze_article(make_article(text)):
        chances = verdict.judgement.probabilities
        total = chances.supportive + chances.critical + chances.neutral
        assert total == pytest.approx(1)


@given(st.lists(st.tuples(SUMS, SUMS), min_size=1, max_size=4))
def test_smooth_sums_over_all_paths(places) -> None:
    alone, links = [place[0] for place in places], [place[1] for place in places]
    totals = [[0.0] * 3 for _ in places]
    for path in itertools.product(range(3), repeat=len(places)):
        score = sum(alone[at][state] for at, state in enumerate(path))
        score += sum(
            links[at][path[at]]
            for at in range(1, len(path))
            if path[at] == path[at - 1]
        )
        for at, state in enumerate(path):
            totals[at][state] += math.exp(score)
    for marginal, total in zip(smooth(alone, links), totals, strict=True):
        whole = sum(total)
        assert marginal == pytest.approx([part / whole for part in total], abs=1e-6)
