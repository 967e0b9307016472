"""The word lists are sound, and a fault in one is named with its place."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from sentiment import lexicons
from sentiment.errors import LexiconError
from sentiment.lexicons import (
    SCHEMAS,
    Schema,
    alternation,
    checked_rows,
    data_digest,
    data_hashes,
    data_text,
    forms_of,
    lookup,
    read_lexicon,
    small_words,
)
from sentiment.text import fold

LISTS = sorted(SCHEMAS)
WITH_EXAMPLE = [name for name in LISTS if "example" in SCHEMAS[name].columns]
SAME_FRAME = 8
WITH_FORMS = [name for name in LISTS if SCHEMAS[name].forms]

SMALL = Schema(
    ("word", "forms", "kind", "power", "note"),
    {"kind": frozenset({"good", "bad"})},
    {"power": (1, 3)},
    forms="forms",
)
HEADER = "word,forms,kind,power,note"


def rows_of(*lines: str, header: str = HEADER) -> list[lexicons.Row]:
    text = "\n".join((header, *lines)) + "\n"
    return list(checked_rows("small.csv", text, SMALL))


def occurs(form: str, sentence: str) -> bool:
    """Whether `form` stands in `sentence` as whole words, typography aside."""
    pattern = rf"(?<!\w){re.escape(form)}(?!\w)"
    return re.search(pattern, fold(sentence), re.IGNORECASE) is not None


@pytest.mark.parametrize("name", LISTS)
def test_read_lexicon_finds_no_fault_in(name: str) -> None:
    assert read_lexicon(name)


@pytest.mark.parametrize("name", WITH_EXAMPLE)
def test_example_holds_a_form_of_its_entry(name: str) -> None:
    schema = SCHEMAS[name]
    silent = [
        (row[schema.columns[0]], row["example"])
        for row in read_lexicon(name)
        if not any(occurs(form, row["example"]) for form in forms_of(row, schema))
    ]
    assert silent == []


@pytest.mark.parametrize("name", WITH_FORMS)
def test_forms_are_whole_and_belong_to_one_entry(name: str) -> None:
    schema = SCHEMAS[name]
    entry_of: dict[str, str] = {}
    for row in read_lexicon(name):
        entry = row[schema.columns[0]]
        for form in forms_of(row, schema):
            assert form, f"{entry}: an empty form"
            assert form == form.strip(), f"{entry}: blanks around {form!r}"
            assert form not in entry_of, f"{form!r}: {entry_of.get(form)} and {entry}"
            entry_of[form] = entry


def test_examples_of_reporting_verbs_show_the_verb_outside_the_quotation() -> None:
    schema = SCHEMAS["reporting_verbs"]
    silent = []
    for row in read_lexicon("reporting_verbs"):
        assert row["example"].count('"') == 2, row["example"]
        around = re.sub('"[^"]*"', " ", row["example"])
        if not any(occurs(form, around) for form in forms_of(row, schema)):
            silent.append(row["example"])
    assert silent == []


FAULTS = [
    ("columns in another order", "forms,word,kind,power,note", ("a,a,good,1,",),
     1, "header"),
    ("column missing", "word,forms,kind,power", ("a,a,good,1",), 1, "header"),
    ("column too many", HEADER + ",more", ("a,a,good,1,,x",), 1, "header"),
    ("no header", "a,a,good,1,", ("b,b,good,1,",), 1, "header"),
    ("empty key", HEADER, (",a,good,1,",), 2, "word"),
    ("empty value", HEADER, ("a,a,,1,",), 2, "kind"),
    ("row too short", HEADER, ("a,a,good",), 2, "power"),
    ("row too long", HEADER, ("a,a,good,1,,x",), 2, "end"),
    ("blank before", HEADER, ("a,a,good,1,", " b,b,good,1,"), 3, "word"),
    ("blank behind", HEADER, ("a,a ,good,1,",), 2, "forms"),
    ("blank in the note", HEADER, ("a,a,good,1,why ",), 2, "note"),
    ("unsorted", HEADER, ("b,b,good,1,", "a,a,good,1,"), 3, "word"),
    ("accents sorted as letters", HEADER, ("é,é,good,1,", "f,f,good,1,"), 3, "word"),
    ("entry twice", HEADER, ("a,a,good,1,", "a,b,bad,2,"), 3, "word"),
    ("capital in the key", HEADER, ("Ann,ann,good,1,",), 2, "word"),
    ("capital in a form", HEADER, ("ann,ann|Anns,good,1,",), 2, "forms"),
    ("curly apostrophe", HEADER, ("don’t,don't,good,1,",), 2, "word"),
    ("curly quotation mark", HEADER, ("a,“a”,good,1,",), 2, "forms"),
    ("accent as a letter of its own", HEADER, ("cafe\u0301,cafe,good,1,",), 2, "word"),
    ("unknown kind", HEADER, ("a,a,ugly,1,",), 2, "kind"),
    ("kind with a capital", HEADER, ("a,a,Good,1,",), 2, "kind"),
    ("number too high", HEADER, ("a,a,good,3.5,",), 2, "power"),
    ("number too low", HEADER, ("a,a,good,0,",), 2, "power"),
    ("not a number", HEADER, ("a,a,good,lots,",), 2, "power"),
    ("number that is none", HEADER, ("a,a,good,nan,",), 2, "power"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("header", "lines", "line", "column"),
    [fault[1:] for fault in FAULTS],
    ids=[fault[0] for fault in FAULTS],
)
def test_checked_rows_names_the_place_of_a_fault(
    header: str, lines: tuple[str, ...], line: int, column: str
) -> None:
    with pytest.raises(LexiconError) as caught:
        rows_of(*lines, header=header)
    fault = caught.value
    assert (fault.file, fault.line, fault.column) == ("small.csv", line, column)
    assert str(fault).startswith(f"small.csv, line {line}, column {column}: ")


def test_checked_rows_says_what_is_allowed() -> None:
    with pytest.raises(LexiconError, match="'ugly': must be one of bad, good"):
        rows_of("a,a,ugly,1,")
    with pytest.raises(LexiconError, match="'7': must lie between 1 and 3"):
        rows_of("a,a,good,7,")


SOUND = [
    ("empty note", "a,a,good,1,"),
    ("capitals and curly marks in the note", "a,a,good,1,“Ann’s”"),
    ("comma in quotes", 'a,a,good,1,"one, two"'),
    ("lowest number", "a,a,bad,1.0,"),
    ("highest number", "a,a,bad,3,"),
    ("straight apostrophe", "don't,don't|dont,bad,2,"),
    ("letter with an accent", "café,café|cafe,good,2,"),
]


@pytest.mark.parametrize("line", [row[1] for row in SOUND], ids=[r[0] for r in SOUND])
def test_checked_rows_accepts(line: str) -> None:
    assert len(rows_of(line)) == 1


def test_checked_rows_counts_lines_not_rows() -> None:
    with pytest.raises(LexiconError) as caught:
        rows_of('a,a,good,1,"over\ntwo lines"', "b,b,ugly,1,")
    assert caught.value.line == 4


def test_checked_rows_of_a_bare_header_is_empty() -> None:
    assert rows_of() == []


@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "byte-order mark"])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["unix", "spreadsheet"])
def test_data_text_reads_what_spreadsheets_save(
    mark: str, end: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = mark + end.join((HEADER, "a,a,good,1,", ""))
    (tmp_path / "small.csv").write_bytes(saved.encode())
    monkeypatch.setattr(lexicons, "DATA", tmp_path)
    text = data_text("small.csv")
    assert [row["word"] for row in checked_rows("small.csv", text, SMALL)] == ["a"]


def test_forms_of_splits_the_forms_or_takes_the_key() -> None:
    [row] = rows_of("go,go|goes|went,good,1,")
    assert forms_of(row, SMALL) == ["go", "goes", "went"]
    assert forms_of({"cue": "so-called"}, Schema(("cue",))) == ["so-called"]


LOOKUPS = [
    ("reporting_verbs", "kind", "said", "said"),
    ("reporting_verbs", "kind", "hit back", "said"),
    ("reporting_verbs", "kind", "branded", "called"),
    ("reporting_verbs", "kind", "tweeted", "wrote"),
    ("reporting_verbs", "kind", "shrugged", "weak"),
    ("role_nouns", "role", "viewers", "commenter"),
    ("role_nouns", "role", "member of staff", "insider"),
    ("role_nouns", "role", "spokespeople", "spokesman"),
    ("honorifics", "gender", "mrs", "f"),
    ("given_names", "gender", "seán", "m"),
    ("given_names", "gender", "sean", "m"),
]


@pytest.mark.parametrize(("name", "column", "form", "value"), LOOKUPS)
def test_lookup_finds_inflected_forms(
    name: str, column: str, form: str, value: str
) -> None:
    assert lookup(name, column)[form] == value


# Names borne by women and men alike would give a pronoun to the wrong person.
@pytest.mark.parametrize("name", ["alex", "jordan", "robin", "sam", "taylor"])
def test_given_names_leave_out_names_of_both_genders(name: str) -> None:
    assert name not in lookup("given_names", "gender")


def test_alternation_prefers_the_longest_and_stretches_blanks() -> None:
    pattern = re.compile(alternation(["hit", "hit back", "a.k.a."]))
    assert pattern.findall("hit  back, hit\nback, hit, a.k.a. axkxa") == [
        "hit  back", "hit\nback", "hit", "a.k.a.",
    ]  # fmt: skip


def test_data_digest_tells_lists_and_their_order_apart() -> None:
    one = data_digest("honorifics.csv", "elisions.csv")
    assert re.fullmatch("[0-9a-f]{12}", one)
    assert one == data_digest("honorifics.csv", "elisions.csv")
    assert one != data_digest("elisions.csv", "honorifics.csv")
    assert one != data_digest("honorifics.csv")


def test_small_words_have_no_meaning_of_their_own() -> None:
    assert {"the", "in", "her"} <= small_words()
    assert not {"not", "never", "isn't", "shame"} & small_words()


def test_data_hashes_name_every_list_and_weights_file() -> None:
    hashes = data_hashes()
    assert {f"{name}.csv" for name in LISTS} <= set(hashes)
    assert "kind_weights.csv" in hashes
    assert "reader/vocab.txt" not in hashes
    assert {"reader/vocab.txt", "reader/network.onnx"} <= set(data_hashes("reader"))
    assert "reader/README.md" not in data_hashes("reader")


# An example that fits any entry shows nothing of how this one is used.
@pytest.mark.parametrize("name", ["framing_cues", "stance_phrases", "vader_changes"])
def test_examples_are_sentences_of_their_own(name: str) -> None:
    schema = SCHEMAS[name]
    frames: Counter[str] = Counter()
    for row in read_lexicon(name):
        held = re.compile(alternation(forms_of(row, schema)), re.IGNORECASE)
        frames[held.sub("…", fold(row["example"]))] += 1
    repeated = {
        frame: count
        for frame, count in frames.items()
        if count > SAME_FRAME and re.search(r"\w", frame)
    }
    assert repeated == {}
