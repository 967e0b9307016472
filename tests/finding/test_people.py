"""Quotations find their speakers: phrase, name and role."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sentiment.finding.people import find_speakers
from sentiment.finding.quotes import find_quotes
from sentiment.models import Article, Dating, Kind, Target

WORDS = st.sampled_from(
    ["“", "”", '"', "'", "\n\n", ". ", ", ", ": ", " said ", " wrote ", "Ann Pike",
     "Pike", "she", "one fan", "another", "@pike", "a source", "I left", "according to"]
)  # fmt: skip
STORY = st.lists(WORDS | st.text(max_size=5)).map(" ".join)


@pytest.mark.cases("speakers")
def test_find_speakers_names_the_speaker_of(case, check):
    check(case, "speakers")


@pytest.mark.cases("roles")
def test_find_speakers_tells_the_role_of(case, check):
    check(case, "roles")


@settings(max_examples=60)
@given(STORY, st.sampled_from([None, Target("Ann Pike"), Target("?")]))
def test_find_speakers_gives_one_for_each_spoken_quote(text, target):
    article = Article("a", text, Dating(None, None, "none"))
    quotes = find_quotes(article)
    speakers = find_speakers(article, quotes, target)
    assert len(speakers) == sum(quote.kind is Kind.SPEECH for quote in quotes)
    for speaker in speakers:
        assert (speaker.mention is None) == (speaker.phrase is None)
        if speaker.mention is not None:
            assert speaker.mention.of(text) == speaker.phrase


@pytest.mark.parametrize(
    "text",
    [
        "“I will sue them all,”“And I will win,” said Ann Pike.",
        "\ue000 “I will sue them all,” said Ann Pike. \ue001\ue000",
        "‘She came late. “I am sorry for that,” said Ann Pike",
    ],
    ids=["quotes that touch", "our own sign in the text", "single mark left open"],
)
def test_find_speakers_keeps_count_of_the_quotes(find_spoken, text):
    *_, (_, speaker) = find_spoken(text)
    assert speaker.name == "Ann Pike"


def test_find_speakers_says_why(find_spoken):
    ((_, speaker),) = find_spoken("“I will sue them all,” said Ann Pike.")
    stages = {reason.rule.split(":")[0] for reason in speaker.evidence}
    assert stages == {"speaker", "role"}
    assert speaker.cue is not None
