"""A quotation in its lines, cut into parts: nothing lost, nothing marked twice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sentiment.reporting.page.passages import MAX_MARKED, Part, passage, reasons

CONTEXT = "He was slammed: “What a shame,” one fan wrote."
QUOTED = CONTEXT.index("What"), CONTEXT.index(",”") + 1
FIRST = 100  # where the context begins in its article


def reason(words, pull, rule="word:x", about="stance"):
    start = CONTEXT.index(words) + FIRST
    return {
        "about": about, "rule": rule, "pull": pull,
        "start": start, "end": start + len(words),
    }  # fmt: skip


def row(*evidence, context=CONTEXT):
    return {
        "text": CONTEXT[slice(*QUOTED)], "context": context, "context_start": FIRST,
        "start": QUOTED[0] + FIRST, "end": QUOTED[1] + FIRST, "evidence": evidence,
    }  # fmt: skip


def parts(*evidence):
    made = row(*evidence)
    return passage(made, reasons(made))


def test_reasons_come_strongest_first_with_their_words():
    found = reasons(row(reason("shame", -0.5), reason("slammed", -1.5)))
    assert [(one.words, one.pull) for one in found] == [
        ("slammed", -1.5), ("shame", -0.5)
    ]  # fmt: skip
    assert {one.side for one in found} == {"critical"}


@pytest.mark.parametrize(
    "weak",
    [
        reason("shame", 0.01),
        reason("shame", -2.0, about="speaker"),
        reason("shame", None),
    ],
)
def test_reasons_leave_out_what_hardly_counts_for_the_stance(weak):
    assert reasons(row(weak)) == []


def test_reasons_beyond_the_context_have_no_words():
    early = {
        "about": "stance", "rule": "lead:run", "pull": 1.0, "start": 3, "end": 9
    }  # fmt: skip
    whole = {**early, "start": QUOTED[0] + FIRST, "end": QUOTED[1] + FIRST}
    spotless = {**early, "start": None, "end": None}
    assert [one.words for one in reasons(row(early, whole, spotless))] == ["", "", ""]


def test_passage_marks_reasons_within_and_around_the_quotation():
    marked = list(parts(reason("slammed", -1), reason("shame", -1)))
    assert "".join(part.text for part in marked) == CONTEXT
    assert Part("slammed", False, "critical", "word:x") in marked
    assert Part("shame", True, "critical", "word:x") in marked
    quoted = "".join(part.text for part in marked if part.quoted)
    assert quoted == "What a shame,"


def test_passage_marks_the_stronger_of_two_that_overlap():
    found = parts(reason("a shame", -1), reason("shame", 2, rule="word:y"))
    assert [(p.text, p.side) for p in found if p.side] == [("shame", "supportive")]


def test_passage_marks_no_more_than_a_reader_takes_in():
    words = ("slam", "med", "sham", "fan", "wro", "te")
    found = parts(*(reason(word, -1) for word in words))
    assert sum(bool(part.side) for part in found) == MAX_MARKED


def test_passage_marks_neither_roles_nor_faint_reasons_nor_small_words():
    found = parts(
        reason("one fan", -1, rule="role:commenter"), reason("shame", 0.2),
        reason("was", -1), reason("What", 2.0),
    )  # fmt: skip
    assert not any(part.side for part in found)


def test_passage_is_nothing_where_the_lines_are_not_known():
    assert passage(row(context=None), []) == []


@given(
    spots=st.lists(
        st.tuples(st.integers(0, 200), st.integers(0, 200), st.floats(-3, 3)),
        max_size=8,
    )
)
def test_passage_gives_back_every_character_whatever_the_reasons(spots):
    evidence = [
        {"about": "stance", "rule": "word:x", "pull": pull, "start": a, "end": b}
        for a, b, pull in spots
    ]
    found = parts(*evidence)
    assert "".join(part.text for part in found) == CONTEXT
    assert "".join(p.text for p in found if p.quoted) == CONTEXT[slice(*QUOTED)]
