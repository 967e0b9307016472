"""Which words of an article are a quotation's: its own, the near ones, its lead."""

from sentiment.judging.framing import OPENING, REACH, surroundings
from sentiment.models import Kind, Quote, Span

LEAD_IN = "Viewers slammed the host."
SAID = '"Shame on him," wrote one.'


def divided(text):
    start = text.index('"')
    end = text.index('"', start + 1)
    quote = Quote("a", Span(start + 1, end), Span(start, end + 1), Kind.SPEECH)
    tokens, (place,) = surroundings(text, [quote])
    return tokens, place


def test_a_lead_reaches_back_to_the_beginning_of_a_short_article():
    tokens, place = divided(f"{LEAD_IN} It rained.\n\n{SAID}")
    assert tokens.words[place.lead : place.lead + 2] == ["viewers", "slammed"]
    assert tokens.words[place.first : place.last] == ["shame", "on", "him"]


def test_a_lead_far_away_leads_nowhere():
    rain = "It rained all day in the town.\n" * (REACH // 30 + OPENING)
    tokens, place = divided(f"{LEAD_IN}\n{rain}{SAID}")
    assert "slammed" not in tokens.words[place.lead : place.first]
    assert tokens.words[:2] == ["viewers", "slammed"]
    assert tokens.words[place.first : place.last] == ["shame", "on", "him"]


def test_what_nobody_asks_for_is_not_cut_into_tokens():
    rain = "It rained all day in the town.\n" * 1_000
    tokens, _ = divided(f"{LEAD_IN}\n{rain}{SAID}")
    assert len(tokens.words) < 400
