"""What a reader of the article says of who spoke, beside what the finder sees."""

from __future__ import annotations

from math import log

import pytest

from sentiment.finding import speakers
from sentiment.finding.people import find_speakers
from sentiment.finding.quotes import find_quotes
from sentiment.models import LEAST, Article, Dating, Hint, Kind, Span
from sentiment.weights import read_weights

TEXT = "Ann Pike met Tom Beck on Monday. “It will not be closed,” said the woman."


def article_of(text):
    return Article("a", text, Dating(None, None, "none"))


def pointing(text, *phrases, chance=0.0, nobody=-9.0):
    """A hint at each of the phrases, its words one stretch each."""
    stretches = []
    for phrase in phrases:
        at = text.index(phrase)
        for word in phrase.split():
            start = text.index(word, at)
            stretches.append(Span(start, start + len(word)))
    each = chance - log(len(stretches))
    shown = (Span(0, len(text)),)
    return Hint(nobody, tuple(stretches), (each,) * len(stretches), shown)


def place(phrase):
    return Span(TEXT.index(phrase), TEXT.index(phrase) + len(phrase))


def hint_of_halves():
    start = TEXT.index("Ann")
    stretches = (Span(start, start + 3), Span(start + 4, start + 8))
    return Hint(-2.0, stretches, (log(0.25), log(0.5)), (Span(0, 60),))


def test_the_chance_of_a_phrase_is_that_of_all_its_stretches():
    assert hint_of_halves().chance(place("Ann Pike")) == pytest.approx(log(0.75))


@pytest.mark.parametrize(
    ("phrase", "chance"),
    [
        pytest.param("Tom Beck", LEAST, id="what is not pointed at"),
        pytest.param(None, -2.0, id="nobody"),
        pytest.param("the woman", -2.0, id="what was not read"),
    ],
)
def test_the_chance_of(phrase, chance):
    assert hint_of_halves().chance(phrase and place(phrase)) == chance


def test_nothing_is_less_likely_than_the_least():
    hint = Hint(-50.0, (Span(0, 8),), (-40.0,), (Span(0, 60),))
    assert hint.chance(None) == LEAST
    assert hint.chance(place("Ann Pike")) == LEAST


def said(text, hint):
    article = article_of(text)
    quotes = find_quotes(article)
    spoken = [quote for quote in quotes if quote.kind is Kind.SPEECH]
    hints = hint and [hint] * len(spoken)
    return [speaker.phrase for speaker in find_speakers(article, quotes, None, hints)]


@pytest.fixture
def trusting(monkeypatch):
    """Hints count many times as much as they do in use."""
    trust = dict(read_weights(speakers.TRUST)) | {speakers.NETWORK: 9.0}
    patched = {speakers.TRUST: trust, "speaker": read_weights("speaker")}
    monkeypatch.setattr(speakers, "read_weights", patched.__getitem__)


@pytest.mark.parametrize("phrase", ["Ann Pike", "Tom Beck", "the woman"])
@pytest.mark.usefixtures("trusting")
def test_a_hint_that_is_sure_decides_in_doubt(phrase, monkeypatch):
    monkeypatch.setattr(speakers, "SURE", 1.1)
    assert said(TEXT, pointing(TEXT, phrase)) == [phrase]


@pytest.mark.usefixtures("trusting")
def test_no_hint_is_asked_where_there_is_no_doubt(monkeypatch):
    monkeypatch.setattr(speakers, "SURE", 0.0)
    assert said(TEXT, pointing(TEXT, "Tom Beck")) == said(TEXT, None)


def test_a_hint_at_what_the_finder_found_changes_nothing():
    assert said(TEXT, None) == said(TEXT, pointing(TEXT, "the woman")) == ["the woman"]


def test_a_hint_is_among_the_reasons():
    article = article_of(TEXT)
    hints = [pointing(TEXT, "the woman")]
    (speaker,) = find_speakers(article, find_quotes(article), None, hints)
    (reason,) = [one for one in speaker.evidence if one.rule == speakers.HEARD]
    assert reason.pull > 0


def test_a_reason_compares_people_not_candidates(monkeypatch):
    text = "Ann Pike left. “It is over for all of us,” she said. “We go now, today.”"
    article = article_of(text)
    hints = [pointing(text, "she")] * 2
    _, second = find_speakers(article, find_quotes(article), None, hints)
    assert second.phrase == "she"
    (reason,) = [one for one in second.evidence if one.rule == speakers.HEARD]
    assert reason.pull > 1


def test_where_only_nobody_can_have_said_it_a_hint_is_no_reason():
    text = "“It is over for all of us here now.”"
    article = article_of(text)
    hint = Hint(-5.0, (), (), (Span(0, len(text)),))
    (speaker,) = find_speakers(article, find_quotes(article), None, [hint])
    assert speaker.phrase is None
    assert speakers.HEARD not in [one.rule for one in speaker.evidence]


def test_no_hint_needs_no_weights_of_trust(monkeypatch):
    weights = {"speaker": read_weights("speaker")}
    monkeypatch.setattr(speakers, "read_weights", weights.__getitem__)
    assert said(TEXT, None) == ["the woman"]
