"""The light judge: cases, evidence that adds up, chains, and what it cannot do."""

from __future__ import annotations

import itertools
import math
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sentiment.judging import light
from sentiment.judging.light import LightJudge
from sentiment.judging.measures import measure
from sentiment.judging.weighing import smooth
from sentiment.models import Probabilities, Stance
from sentiment.pipeline import analyze_article
from sentiment.reading.articles import read_articles
from sentiment.training.labelled import judge_labelled, read_labelled

GOLD = "tests/gold/dev.jsonl"
SUMS = st.tuples(*[st.floats(-6, 6)] * 3)


@pytest.mark.cases("stance")
def test_stances_of_a_text(case, make_article) -> None:
    verdicts = analyze_article(make_article(case["text"]), "Ann Poe", "light")
    found = [verdict.judgement.stance.value for verdict in verdicts]
    assert found == case["expected"], case["reason"]


@pytest.fixture(scope="module")
def verdicts(root):
    """Verdicts on the seeds and on articles that have all three stances."""
    articles = [*read_articles(root / "seeds"), *read_articles(root / GOLD)]
    return [v for one in articles for v in analyze_article(one, judge="light")]


def test_verdicts_of_the_tests_have_all_three_stances(verdicts) -> None:
    counts = Counter(verdict.judgement.stance for verdict in verdicts)
    assert min(counts[stance] for stance in Stance) > 15


def test_evidence_replays_to_the_probabilities_and_the_verdict(verdicts) -> None:
    for verdict in verdicts:
        judgement = verdict.judgement
        # The log-odds of support against criticism, and of neutral against a side.
        pull = sum(reason.pull for reason in judgement.evidence)
        aside = sum(reason.aside for reason in judgement.evidence)
        odds = {
            Stance.SUPPORTIVE: math.exp(pull / 2),
            Stance.CRITICAL: math.exp(-pull / 2),
            Stance.NEUTRAL: math.exp(aside),
        }
        whole = sum(odds.values())
        replayed = Probabilities(*(odds[stance] / whole for stance in Stance))
        chances = judgement.probabilities
        assert replayed.supportive == pytest.approx(chances.supportive, abs=1e-6)
        assert replayed.critical == pytest.approx(chances.critical, abs=1e-6)
        assert replayed.neutral == pytest.approx(chances.neutral, abs=1e-6)
        assert replayed.stance() is judgement.stance


def test_evidence_is_told_strongest_first_and_where_it_stands(verdicts) -> None:
    for verdict in verdicts:
        reasons, text = verdict.judgement.evidence, verdict.article.text
        pulls = [abs(reason.pull) for reason in reasons]
        assert pulls == sorted(pulls, reverse=True)
        for reason in reasons:
            assert reason.span is None or reason.span.of(text).strip()


def judged(root, *names):
    """What the light judge says of annotated articles."""
    articles = read_labelled([root / f"tests/gold/{name}.jsonl" for name in names])
    return [row for one in articles for row in judge_labelled(LightJudge(), one)]


def test_reactions_of_the_seeds_are_judged_right(root) -> None:
    found = measure(judged(root, "seeds"))
    assert found.count == 19
    assert found.accuracy * 19 >= 14


def test_articles_never_fitted_on_are_judged_as_well_as_promised(root) -> None:
    found = measure(judged(root, "fresh-a", "fresh-b"))
    assert found.macro_f1 >= 0.5
    assert found.wrong_side <= 0.2
    assert found.net_error <= 0.35
    assert found.calibration_error <= 0.1


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


def test_the_weights_are_read_when_they_are_needed(monkeypatch):
    read = []
    monkeypatch.setattr(light, "shipped_weights", lambda: read.append(1) or {})
    judge = LightJudge()
    assert judge.digest
    assert not read
    assert judge.weights == {}
    assert judge.known == judge.known
    assert read == [1]
