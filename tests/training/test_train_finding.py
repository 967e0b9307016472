"""What counts as the annotated speaker when the finders learn."""

from __future__ import annotations

import pytest

from sentiment.models import Article, Dating
from sentiment.training.gold import GoldArticle
from sentiment.training.train_finding import example, speaker_groups

INTRODUCED = "Mayor Jo Bell was not amused. “It is a farce,” Bell said on Monday."
TOLD = "“You are a star,” a fan told Jo Bell on Monday."
THANKED = "Jo Bell was thanked. “You are a star,” a fan wrote. Bell blushed."


def right_phrases(text, words, speaker):
    """The candidates that count as right for the one quote of a text."""
    start = text.index(words)
    quote = {
        "start": start, "end": start + len(words), "text": words, "kind": "speech",
        "speaker": speaker, "role": "named", "stance": "neutral",
    }  # fmt: skip
    article = Article("a", text, Dating(None, None, "none"))
    item = example(GoldArticle(article, (quote,), "dev"))
    ((found, right),) = speaker_groups(item)
    return {
        one.mention.span.of(text) if one.mention else None
        for one, ok in zip(found, right, strict=True)
        if ok
    }


@pytest.mark.parametrize(
    ("text", "words", "speaker", "right"),
    [
        pytest.param(
            INTRODUCED, "It is a farce,", "Mayor Jo Bell", {"Mayor Jo Bell", "Bell"},
            id="the phrase that introduces, and the name beside the verb",
        ),
        pytest.param(
            THANKED, "You are a star,", "a fan", {"a fan"},
            id="nobody else who stands near",
        ),
        pytest.param(
            TOLD, "You are a star,", "a fan", {"a fan"},
            id="nobody else who is named beside the verb",
        ),
    ],
)  # fmt: skip
def test_the_right_candidates_are(text, words, speaker, right):
    assert right_phrases(text, words, speaker) == right


def test_a_name_in_another_sentence_than_the_quote_is_not_learned():
    text = "Jo Bell spoke first. “It is a farce,” said Jo Bell. Bell then left."
    assert right_phrases(text, "It is a farce,", "Jo Bell") == {"Jo Bell"}
