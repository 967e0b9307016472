"""Who is asked first whether they said a quote, and who only in doubt."""

from __future__ import annotations

import pytest

from sentiment.finding import speakers
from sentiment.finding.candidates import Scene
from sentiment.finding.people import read_people
from sentiment.finding.quotes import find_quotes
from sentiment.models import Article, Dating

FAR = (
    "Ann Pike said the council, the clerk, Tom Beck and Jo Fox had been “asleep at the "
    "wheel” for years."
)
NEAR = "“It will not be closed,” said Ann Pike. The clerk and Tom Beck left."


def scene_of(text):
    article = Article("a", text, Dating(None, None, "none"))
    reading = read_people(article, find_quotes(article), None)
    return Scene(text, reading.words, reading.quotes, reading.voices)


@pytest.mark.parametrize("text", [FAR, NEAR])
def test_near_and_further_are_all_and_share_nobody(text):
    scene = scene_of(text)
    near = [mention for mention, *_ in scene.near(0, None)]
    further = [mention for mention, *_ in scene.further(0)]
    found = [candidate.mention for candidate in scene.candidates(0, None)]
    assert found == near + further
    assert not {*map(id, near)} & {*map(id, further)}
    assert None in near
    assert {*map(id, scene.mentions)} == {id(one) for one in found if one is not None}


def test_a_speaker_further_off_is_found_where_no_near_one_is_likely(find_spoken):
    ((_, speaker),) = find_spoken(FAR)
    assert speaker.name == "Ann Pike"


def test_nobody_further_off_is_asked_where_a_near_one_is_likely(
    find_spoken, monkeypatch
):
    asked = []
    monkeypatch.setattr(
        Scene, "further", lambda self, number, hinted: asked.append(number) or []
    )
    ((_, speaker),) = find_spoken(NEAR)
    assert (speaker.name, asked) == ("Ann Pike", [])


@pytest.mark.parametrize("sure", [0.0, 2.0])
def test_all_candidates_are_asked_only_in_doubt(monkeypatch, find_spoken, sure):
    monkeypatch.setattr(speakers, "SURE", sure)
    ((_, speaker),) = find_spoken(FAR)
    assert (speaker.name == "Ann Pike") == (sure > 1)


def test_a_hint_may_be_of_somebody_further_off():
    crowd = "Al Bond, Ann Cole, Ed Dean, Ida Eden, Sue Ford, Kit Gray and Tom Beck"
    scene = scene_of(f"Jo Fox met {crowd}: “It will not be closed at all.”")
    assert len(scene.mentions) > 7
    by_itself, hinted = scene.further(0), scene.further(0, hinted=True)
    assert hinted[: len(by_itself)] == by_itself
    first = scene.mentions[0]
    assert first not in [mention for mention, *_ in by_itself]
    assert first in [mention for mention, *_ in hinted]
