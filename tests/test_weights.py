"""Linear models are read from files that can be wrong, and add up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sentiment import weights
from sentiment.errors import LexiconError
from sentiment.models import Evidence
from sentiment.weights import (
    Table,
    Worth,
    Worths,
    logistic,
    read_table,
    read_weights,
    softmax,
    strongest,
    total,
    totals,
    worth_under,
    worths_under,
)

FINITE = st.floats(-50, 50)


@pytest.fixture
def data_file(monkeypatch):
    """Let `read_weights` find the given text, whatever it is asked for."""

    def give(text: str) -> None:
        monkeypatch.setattr(weights, "data_text", lambda file: text)

    forget()
    yield give
    forget()


def forget():
    read_weights.cache_clear()
    read_table.cache_clear()


@pytest.mark.parametrize("name", ["kind", "name", "speaker"])
def test_read_weights_reads_the_shipped(name):
    assert len(read_weights(name)) > 10


def test_read_table_reads_the_shipped_roles():
    table = read_table("role")
    assert "commenter" in table.classes
    assert {len(row) for row in table.rows.values()} == {len(table.classes)}


def test_read_table_gives_a_number_for_each_class(data_file):
    data_file("feature,x,y\na,1,2\nb,0.5,-1\n")
    assert totals(read_table("any"), ["a", "b", "unheard of"]) == [1.5, 1.0]
    assert totals(read_table("any"), []) == [0.0, 0.0]


def test_read_weights_refuses_a_table_of_classes(data_file):
    data_file("feature,x,y\na,1,2\n")
    with pytest.raises(LexiconError, match="feature, weight"):
        read_weights("any")


def test_read_weights_reads_rows(data_file):
    data_file('feature,weight\na,1.5\n"b,c",-2\n')
    assert read_weights("any") == {"a": 1.5, "b,c": -2.0}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", r"any_weights.csv, line 1, column header: .*feature, weight"),
        ("word,number\na,1\n", r"line 1, column header"),
        ("feature,weight\na,1\nb,many\n", r"line 3, column weight: .*a number"),
        ("feature,weight\na\n", r"line 2, column weight"),
    ],
)
def test_read_weights_names_the_fault(data_file, text, message):
    data_file(text)
    with pytest.raises(LexiconError, match=message):
        read_weights("any")


@given(st.lists(FINITE, min_size=1, max_size=8))
def test_softmax_gives_probabilities_in_the_order_of_the_scores(scores):
    chances = softmax(scores)
    assert sum(chances) == pytest.approx(1)
    assert all(0 <= chance <= 1 for chance in chances)
    assert chances[scores.index(max(scores))] == max(chances)


@given(FINITE)
def test_logistic_is_symmetric(score):
    assert logistic(score) + logistic(-score) == pytest.approx(1)


def test_logistic_takes_any_score():
    assert logistic(-10_000) == 0
    assert logistic(10_000) == 1


def test_strongest_leaves_out_what_hardly_counts():
    known = {"a": 0.04, "b": -2.0, "c": 1.0, "d": 2.0}
    assert strongest(known, "abcd", most=2) == [("b", -2.0), ("d", 2.0)]
    assert strongest(known, ["a", "unheard of"]) == []


@given(st.dictionaries(st.text(max_size=3), FINITE, max_size=5))
def test_total_sums_the_features_that_hold(known):
    assert total(known, known) == pytest.approx(sum(known.values()))


def said(clue):
    """The features of a clue of letters: each letter, and the whole."""
    return [*clue, clue]


CLUES = st.lists(st.text("abc", min_size=2, max_size=2), max_size=4)
KNOWN = {
    "a": 0.5, "b": -2.0, "ab": 1.25, "cc": -0.01, "x": -2.5, "y": 1.0, "xy": 2.0,
}  # fmt: skip


@given(CLUES)
def test_worth_is_what_the_features_add_up_to(clues):
    worth = Worth("speaker", KNOWN, said)
    features = [feature for clue in clues for feature in said(clue)]
    for _ in range(2):  # counted, then remembered
        assert sum(worth[clue] for clue in clues) == pytest.approx(
            total(KNOWN, features)
        )


@given(CLUES.filter(bool))
def test_worths_are_what_the_features_add_up_to_for_each_class(clues):
    table = Table(("x", "y"), {f: (w, -2 * w) for f, w in KNOWN.items()})
    features = [feature for clue in clues for feature in said(clue)]
    rows = Worths("role", table, said).rows(clues)
    assert [sum(column) for column in zip(*rows, strict=True)] == pytest.approx(
        totals(table, features)
    )


@pytest.mark.parametrize(
    ("clues", "told"),
    [
        pytest.param("", [], id="nothing was asked"),
        pytest.param("cc", [], id="what hardly counts is no reason"),
        pytest.param("ab", [("b", -2.0)], id="the strongest feature of a clue"),
        pytest.param("aa", [("a", 0.5)], id="counted twice, told once"),
        pytest.param(
            "ac bb ab", [("b", -2.0), ("b", -2.0), ("a", 0.5)], id="strongest first"
        ),
        pytest.param("xy", [("xy", 2.0)], id="the strongest on the clue's side"),
        pytest.param(
            "ac bb cb bc", [("b", -2.0)] * 3, id="of the clues that count most"
        ),
    ],
)
def test_reasons_are_the_strongest_feature_of_each_clue_that_counts(clues, told):
    clues = clues.split()
    worth = Worth("speaker", KNOWN, said)
    for _ in range(2):  # found out, then remembered
        assert worth.reasons(clues) == tuple(
            Evidence(f"speaker:{rule}", pull) for rule, pull in told
        )
    table = Table(("x", "y"), {f: (0.0, w) for f, w in KNOWN.items()})
    worths = Worths("role", table, said)
    rows = worths.rows(clues)
    for _ in range(2):  # found out, then remembered
        assert worths.reasons(clues, rows, 0) == ()
        assert [one.pull for one in worths.reasons(clues, rows, 1)] == [
            pull for _, pull in told
        ]


def test_worth_forgets_when_it_remembers_too_much(monkeypatch):
    monkeypatch.setattr(weights, "REMEMBERED", 2)
    worth = Worth("speaker", KNOWN, said)
    for clue in ("ab", "aa", "bb", "ab"):
        assert worth[clue] == total(KNOWN, said(clue))
        assert len(worth) <= 2


def test_other_weights_are_worth_something_else():
    once, twice = dict(KNOWN), {f: 2 * w for f, w in KNOWN.items()}
    assert worth_under(once, "test", said) is worth_under(once, "test", said)
    assert worth_under(twice, "test", said)["ab"] == 2 * total(once, said("ab"))
    table = Table(("x",), {"a": (1.0,)})
    assert worths_under(table, "test", said) is worths_under(table, "test", said)
    assert worths_under(table, "test", said)["ab"] == (1.0,)
