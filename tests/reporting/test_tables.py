"""Rows, tables, and what CSV and JSONL make of them."""

from __future__ import annotations

import io
import json

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sentiment.errors import InputError
from sentiment.models import Evidence, Span
from sentiment.reporting.rows import json_line, verdict_line, verdict_row, write_jsonl
from sentiment.reporting.tables import (
    COLUMNS,
    quote_table,
    read_quotes,
    table_rows,
    telling,
    write_csv,
)

# Text that careless readers and writers of tables change, with the reason.
AWKWARD = [
    ("007", "looks like a number"),
    ("NA", "looks missing to pandas"),
    ("null", "looks missing to pandas"),
    ("1e5", "looks like a number"),
    ('She said "no", twice', "quotes and commas"),
    ("one\ntwo", "a line feed"),
    ("one\rtwo", "a lone carriage return"),
    ("one\u2028two", "a line separator"),
    (" padded ", "blanks at the ends"),
    ("“déjà vu” 😬", "signs beyond ASCII"),
    ("x" * 140_000, "longer than a field of the csv module"),
]


def csv_of(frame, tmp_path):
    path = tmp_path / "quotes.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        write_csv(frame, out)
    return path


def jsonl_of(rows):
    out = io.BytesIO()
    write_jsonl(rows, out)
    return out.getvalue().decode()


def test_verdict_row_has_the_columns_in_order(verdict):
    assert tuple(verdict_row(verdict())) == COLUMNS


def test_verdict_row_slices_the_words_and_leaves_the_marks_out(verdict):
    row = verdict_row(verdict(text="Oh dear."))
    assert (row["start"], row["end"], row["text"]) == (1, 9, "Oh dear.")


def test_verdict_row_gives_none_for_an_undated_article(verdict):
    row = verdict_row(verdict(date=None))
    assert row["date"] is None
    assert row["date_precision"] is None
    assert row["date_source"] == "no date found"


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({}, "no reasons"),
        ({"evidence": (Evidence('says "you"', 0.25),)}, "a rule with marks, nowhere"),
        ({"evidence": (Evidence("cue:é", -1 / 3, Span(0, 4), 0.7),)}, "a place"),
        (
            {"evidence": (Evidence("link", 1e-7), Evidence("link", 2.0))},
            "no more than 0",
        ),
        (
            {"evidence": (Evidence("a", -0.0), Evidence("a", 0.0))},
            "two kinds of naught",
        ),
        ({"text": "Oh\u2028dear \ud800."}, "what a line cannot hold"),
    ],
)
def test_verdict_line_is_the_row_as_a_line(given, why, verdict):
    one = verdict(**given)
    # The second time its reasons are remembered.
    for _ in range(2):
        assert verdict_line(one) == json_line(verdict_row(one)), why


def test_verdict_row_tells_what_each_reason_is_about(verdict, reason):
    row = verdict_row(verdict(evidence=(reason,)))
    assert row["evidence"] == [
        {"about": "stance", "rule": "framing: slammed", "pull": -1.25,
         "aside": 0.0, "start": 3, "end": 10}
    ]  # fmt: skip


@given(parts=st.lists(st.floats(0.0, 1.0), min_size=3, max_size=3).filter(sum))
def test_verdict_row_rounds_probabilities_that_still_sum_to_one(parts):
    rounded = [round(part / sum(parts), 4) for part in parts]
    assert sum(rounded) == pytest.approx(1, abs=1e-3)


def test_quote_table_has_the_same_types_when_it_is_empty(seeds):
    empty = quote_table([])
    assert len(empty) == 0
    assert dict(empty.dtypes) == dict(seeds.dtypes)


def test_quote_table_keeps_order_and_numbers_rows_from_zero(quotes):
    frame = quotes([("b", "critical", None), ("a", "supportive", "2024-01-01")])
    assert frame["article_id"].tolist() == ["b", "a"]
    assert frame.index.tolist() == [0, 1]
    assert frame["date"].isna().tolist() == [True, False]


def test_table_rows_give_the_rows_that_made_the_table(verdict, reason):
    verdicts = [verdict(evidence=(reason,)), verdict("b", date=None, target=None)]
    rows = [verdict_row(one) for one in verdicts]
    assert list(table_rows(quote_table(verdicts))) == rows


@pytest.mark.parametrize(("text", "why"), AWKWARD, ids=[why for _, why in AWKWARD])
def test_write_csv_and_read_quotes_keep_text(text, why, verdict, reason, tmp_path):
    more = {"article_id": text, "speaker": text, "title": text}
    frame = quote_table([verdict(text=text, evidence=(reason,), **more)])
    back = read_quotes(csv_of(frame, tmp_path))
    pd.testing.assert_frame_equal(back, frame)


@pytest.mark.parametrize(("text", "why"), AWKWARD, ids=[why for _, why in AWKWARD])
def test_write_jsonl_keeps_text_on_one_line(text, why, verdict):
    row = verdict_row(verdict(text=text))
    written = jsonl_of([row])
    assert written.splitlines() == [written.removesuffix("\n")]
    assert json.loads(written) == row


def test_write_jsonl_and_csv_survive_half_a_character(verdict, tmp_path):
    frame = quote_table([verdict(text="half \ud83d of it")])
    written = jsonl_of(table_rows(frame))
    assert json.loads(written.encode())["text"] == "half \ud83d of it"
    assert read_quotes(csv_of(frame, tmp_path))["text"][0] == "half \ufffd of it"


def test_write_csv_keeps_columns_it_does_not_know(quotes, tmp_path):
    frame = quotes([("a", "critical", None)]).assign(label="critical")
    assert read_quotes(csv_of(frame, tmp_path))["label"].tolist() == ["critical"]


def test_write_csv_gives_evidence_as_compact_json(verdict, reason):
    out = io.StringIO()
    write_csv(quote_table([verdict(evidence=(reason,))]), out)
    assert '[{""about"":""stance"",""rule"":""framing: slammed""' in out.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "not a table"),
        ("article_id,text\na,b\n", "columns are missing: quote_id"),
    ],
    ids=["empty", "other columns"],
)
def test_read_quotes_names_file_and_fault(content, words, tmp_path):
    path = tmp_path / "other.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=words) as caught:
        read_quotes(path)
    assert caught.value.path == str(path)


def test_read_quotes_names_a_value_of_the_wrong_kind(seeds, tmp_path):
    path = csv_of(seeds, tmp_path)
    path.write_text(path.read_text().replace(",1,14,", ",one,14,", 1))
    with pytest.raises(InputError, match="'one'"):
        read_quotes(path)


FORMULAS = ["=1+1", "+44 20", "-well", "@SUM(1)", "\t=1", "\r=1", "＝1", "'=1", "''-a"]


@pytest.mark.parametrize("text", FORMULAS)
def test_write_csv_neutralises_formulas_and_read_quotes_brings_them_back(
    text, verdict, tmp_path
):
    frame = quote_table([verdict(text=text)])
    path = csv_of(frame, tmp_path)
    assert f'"\'{text}"' in path.read_bytes().decode()
    assert read_quotes(path)["text"].tolist() == [text]


def test_write_csv_leaves_formulas_when_they_are_wanted(verdict):
    out = io.StringIO()
    write_csv(quote_table([verdict(text="=1+1")]), out, raw=True)
    assert ',"=1+1",' in out.getvalue()


def test_write_csv_leaves_harmless_text_and_numbers(verdict):
    out = io.StringIO()
    write_csv(quote_table([verdict(text="'tis = fine")]), out)
    assert ',"\'tis = fine",' in out.getvalue()
    assert ",-0.4767," in out.getvalue()


@pytest.mark.parametrize(
    ("phrase", "known"),
    [("he", "Ann Pike"), (None, "Ann Pike"), ("the singer", "Ann Pike"),
     ("a spokesman", None), ("Another lawyer", None)],
)  # fmt: skip
def test_the_target_speaks_but_nobody_brought_up_anew_is_the_target(phrase, known):
    row = {
        "text": "No comment.", "speaker": phrase, "speaker_name": None,
        "role": "subject", "target": "Ann Pike", "date": None, "date_precision": None,
        "quote_id": "a:0", "article_id": "a", "outlet": None, "date_inferred": False,
        "date_source": "none",
    }  # fmt: skip
    assert telling(row).speaker == known
