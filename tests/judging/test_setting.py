"""Where quotations stand, and the single words beside them."""

from __future__ import annotations

import pytest

from sentiment.judging.framing import surroundings
from sentiment.judging.setting import read_setting
from sentiment.judging.vocabulary import vocabulary
from sentiment.models import Kind, Quote, Role, Span, Speaker

TEXT = 'Fans were cross. "Shame," wrote one angry fan. "Lovely," said Ann Poe.'


@pytest.fixture
def found():
    quotes, speakers = [], []
    for words, who, role in (
        ("Shame", "one angry fan", Role.COMMENTER),
        ("Lovely", "Ann Poe", Role.SUBJECT),
    ):
        start = TEXT.index(words)
        span = Span(start, start + len(words))
        quotes.append(Quote(words, span, Span(start - 1, span.end + 2), Kind.SPEECH))
        begin = TEXT.index(who)
        speakers.append(Speaker(Span(begin, begin + len(who)), who, None, role))
    known = vocabulary(
        ["before:cross", "around:wrote", "around:cross", "speaker:angry", "speaker:ann"]
    )
    tokens, places = surroundings(TEXT, quotes)
    return [
        {name: (value, span) for name, value, span in features}
        for features in read_setting(speakers, tokens, places, known)
    ]


def test_words_count_in_their_own_place(found):
    assert {"before:cross", "around:wrote", "speaker:angry"} <= found[0].keys()
    assert "around:cross" not in found[0]
    start, end = found[0]["around:wrote"][1]
    assert TEXT[start:end] == "wrote"


def test_names_of_speakers_are_no_words(found):
    assert "speaker:ann" not in found[1]


def test_reactions_are_placed_among_reactions(found):
    assert {"place:first", "place:first reaction", "place:last reaction"} <= (
        found[0].keys()
    )
    assert "place:last" in found[1]
    assert "place:reaction" not in found[1]
    assert [one["place"][0] for one in found] == [0.0, 1.0]
