"""What the reader is taught."""

import json
from dataclasses import replace

import pytest

from sentiment.judging.reader.passages import OPENING_MARKER, TARGET_MARKER, marker
from sentiment.judging.reader.wordpiece import tokenize
from sentiment.models import RANKED, Article, Dating, Role, Span, Stance
from sentiment.training.gold import GoldArticle
from sentiment.training.labelled import label
from sentiment.training.reader_lessons import (
    DOUBT,
    GREAT_DOUBT,
    HARD_PART,
    NO_PARAGRAPH,
    OTHER_ROLE,
    STANCES,
    UNLABELLED,
    lessons,
    read_sentences,
    sentence_passage,
)

TEXT = (
    'Alma Reed resigned. "Good riddance," wrote one fan. '
    '"She will be missed," a spokesman for the council said. "Nobody knows," he added.'
)


def annotated(words, role, stance):
    start = TEXT.index(words)
    return {
        "start": start, "end": start + len(words), "kind": "speech",
        "role": role, "stance": stance,
    }  # fmt: skip


@pytest.fixture
def gold():
    article = Article(
        "a", TEXT, Dating(None, None, "none"), title="Out", target="Alma Reed"
    )
    quotes = (
        annotated("Good riddance,", "commenter", "critical"),
        annotated("She will be missed,", "official", "supportive"),
    )
    return GoldArticle(article, quotes, "tabloid-plain")


def test_a_lesson_knows_the_stance_of_what_was_annotated(gold):
    (lesson,) = lessons(label(gold))
    assert lesson.stances == (
        STANCES.index(Stance.CRITICAL),
        STANCES.index(Stance.SUPPORTIVE),
        UNLABELLED,
    )


def test_reactions_count_most_and_the_unknown_nothing(gold):
    (lesson,) = lessons(label(gold))
    assert lesson.weights == (1.0, OTHER_ROLE, 0.0)


def test_a_lesson_knows_the_roles_too(gold):
    (lesson,) = lessons(label(gold))
    official = RANKED.index(Role.OFFICIAL)
    assert lesson.roles == (RANKED.index(Role.COMMENTER), official, UNLABELLED)


def test_hard_parts_count_less(gold):
    hard = GoldArticle(gold.article, gold.quotes, "brands")
    (lesson,) = lessons(label(hard))
    assert lesson.weights[0] == HARD_PART


def test_what_annotators_were_not_sure_of_is_doubted(gold):
    unsure = {**gold.quotes[0], "sure": False}
    doubtful = GoldArticle(gold.article, (unsure, gold.quotes[1]), gold.part)
    (lesson,) = lessons(label(doubtful))
    assert lesson.doubts == (GREAT_DOUBT, DOUBT, DOUBT)


def test_pieces_know_their_paragraphs(gold):
    text = TEXT.replace('. "', '.\n\n"')
    (lesson,) = lessons(label(GoldArticle(replace(gold.article, text=text), (), "a")))
    numbers = [lesson.paragraphs[start] for start, _ in lesson.passage.spans]
    assert numbers == [1, 2, 3]
    assert lesson.paragraphs[0] == NO_PARAGRAPH
    for start, end in lesson.passage.spans:
        assert len(set(lesson.paragraphs[start:end])) == 1


def test_a_sentence_is_one_quotation_with_its_target_masked():
    passage = sentence_passage("Xi met Ann Lee and Ann left.", [Span(7, 14)])
    assert passage.quotes == (0,)
    start, end = passage.spans[0]
    words = [
        marker(OPENING_MARKER),
        *(piece.id for piece in tokenize("Xi met")),
        marker(TARGET_MARKER),
        *(piece.id for piece in tokenize("and Ann left.")),
    ]
    assert list(passage.ids[start : end - 1]) == words


def test_overlapping_mentions_are_masked_once():
    passage = sentence_passage("Mr Ann Lee left.", [Span(0, 10), Span(3, 10)])
    assert passage.ids.count(marker(TARGET_MARKER)) == 1


def test_read_sentences_takes_labels_and_mentions(tmp_path):
    row = {
        "id": "1", "text": "He praised Ann.", "target": "Ann", "label": "supportive",
        "from": 11, "to": 14, "further": [[0, 2]],
    }  # fmt: skip
    path = tmp_path / "sentences.jsonl"
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    (lesson,) = read_sentences(path)
    assert lesson.stances == (STANCES.index(Stance.SUPPORTIVE),)
    assert lesson.passage.ids.count(marker(TARGET_MARKER)) == 2
