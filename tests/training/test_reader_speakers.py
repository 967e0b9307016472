"""Whom the network is taught to point at, and how far it is then trusted."""

from __future__ import annotations

import pytest

from sentiment.finding.speakers import CARRIED, FINDER, NETWORK, NOBODY
from sentiment.models import LEAST, Article, Dating, Hint, Span
from sentiment.training.fit import Candidate, fit
from sentiment.training.gold import GoldArticle
from sentiment.training.labelled import label
from sentiment.training.reader_lessons import lessons, speaker_pieces
from sentiment.training.reader_speakers import (
    fit_trust,
    speaker_places,
    trust_groups,
)

TEXT = (
    "Ann Pike met the mayor, Jo Bell, who had left. “It is over for the whole of the "
    "town and nobody cares,” said Pike.\n\n“Nothing will be as it was before in this "
    "place, ever,” it said on the wall."
)
MODELS = {"speaker": {"before0.0s0q|turns 0": 1.0}}


def annotated(start_of, end_of, speaker, resolved=None):
    start, end = TEXT.index(start_of), TEXT.index(end_of) + len(end_of)
    return {
        "start": start, "end": end, "kind": "speech", "speaker": speaker,
        "speaker_resolved": resolved, "role": "commenter", "stance": "neutral",
    }  # fmt: skip


@pytest.fixture
def gold():
    quotes = (
        annotated("It is over", "nobody cares,", "Pike", "Ann Pike"),
        annotated("Nothing will", "ever,", None),
    )
    return GoldArticle(Article("a", TEXT, Dating(None, None, "-")), quotes, "dev")


def words(spans):
    return [span.of(TEXT) for span in spans]


def test_places_are_those_of_the_annotated_speaker(gold):
    places = speaker_places(gold, label(gold))
    assert "Pike" in words(places[0])
    assert "Jo Bell" not in " ".join(words(places[0]))
    assert places[1] == ()


def test_lessons_know_the_pieces_of_the_speaker(gold):
    found = label(gold)
    (lesson,) = lessons(found, speaker_places(gold, found))
    said, nobody = lesson.speakers
    assert said
    assert "pike" in {origin.of(TEXT).lower() for origin in said}
    assert nobody == frozenset()
    assert all(one.speakers == (None, None) for one in lessons(found))
    pieces = speaker_pieces(lesson)
    assert pieces[1] == [0]
    assert {lesson.passage.origins[at] for at in pieces[0]} == said
    bare = lessons(found)[0]
    assert speaker_pieces(bare) == [[], []]


def hear(article, quotes, target):
    """Points at Pike, then at nobody."""
    at = TEXT.rindex("Pike")
    shown = (Span(0, len(TEXT)),)
    return [Hint(LEAST, (Span(at, at + 4),), (0.0,), shown), Hint(0.0, (), (), shown)]


def test_trust_is_asked_of_all_candidates(gold):
    groups = list(trust_groups(gold, MODELS, hear))
    assert len(groups) == 2
    for group in groups:
        assert any(one.right for one in group)
        assert {*group[0].features} == {FINDER, NETWORK, CARRIED, NOBODY}
        right = max(one.features[NETWORK] for one in group if one.right)
        assert right == max(one.features[NETWORK] for one in group) == 0.0


def test_a_network_that_is_right_is_trusted(gold):
    groups = list(trust_groups(gold, MODELS, hear)) * 20
    assert fit_trust(groups)[NETWORK] > 0.3
    told = fit_trust(groups)
    assert {*told} == {FINDER, NETWORK, CARRIED, NOBODY}


def test_fit_takes_values_of_features():
    groups = [
        [Candidate({"size": 2.0}, True), Candidate({"size": 0.5}, False)],
        [Candidate({"size": 1.0}, False), Candidate({"size": 3.0}, True)],
    ] * 5
    assert fit(groups)["size"] > 0.5


def test_fit_leaves_out_what_hardly_counts():
    groups = [[Candidate(["a"], True), Candidate(["b"], False)]] * 9
    groups += [[Candidate(["a", "c"], True), Candidate(["a"], False)]] * 5
    groups += [[Candidate(["a", "c"], False), Candidate(["a"], True)]] * 5
    assert {*fit(groups)} == {"a", "b"}
    assert "c" in fit(groups, faintest=0.0)


def test_a_sure_finder_is_not_asked_about(gold):
    """In use no hint is asked for then, so there is no trust to be learned."""
    sure = {"speaker": {"before0.0s0q|turns 0": 1.0, "nobody": 30.0}}
    assert list(trust_groups(gold, sure, hear)) == []
