"""What the reader is given to read."""

import pytest

from sentiment.judging.reader.passages import (
    CLOSING_MARKER,
    OPENING_MARKER,
    TARGET_MARKER,
    WINDOW,
    marker,
    read_passages,
    target_pattern,
)
from sentiment.judging.reader.wordpiece import vocabulary
from sentiment.models import Article, Dating, Kind, Quote, Span, Target

TARGET = Target("Alma Reed")


def article_of(text, title=None):
    return Article("a", text, Dating(None, None, "none"), title=title)


def quotes_of(text):
    """A quote for every pair of straight marks."""
    marks = [at for at, character in enumerate(text) if character == '"']
    return [
        Quote(f"a#{n}", Span(start + 1, end), Span(start, end + 1), Kind.SPEECH)
        for n, (start, end) in enumerate(zip(marks[::2], marks[1::2], strict=True))
    ]


def passages_of(text, title=None, target=TARGET):
    return read_passages(article_of(text, title), quotes_of(text), target)


def spelled(passage):
    names = {number: piece for piece, number in vocabulary().items()}
    return " ".join(names[number] for number in passage.ids)


def test_a_passage_holds_headline_text_and_marked_quotation():
    (passage,) = passages_of('A fan said: "Well done, Alma."', title="Alma Reed wins")
    assert spelled(passage) == (
        f"[CLS] {TARGET_MARKER} wins [SEP] a fan said : "
        f'{OPENING_MARKER} " well done , {TARGET_MARKER} . " '
        f"{CLOSING_MARKER} [SEP]"
    )


def test_spans_run_from_the_opening_to_the_closing_marker():
    (passage,) = passages_of('One: "Bad." Two: "Good."')
    assert passage.quotes == (0, 1)
    for span in passage.spans:
        assert passage.ids[span.start] == marker(OPENING_MARKER)
        assert passage.ids[span.end - 1] == marker(CLOSING_MARKER)


def test_origins_lead_back_to_the_words():
    text = 'Alma Reed won. "Marvellous," said a fan.'
    (passage,) = passages_of(text, title="A title")
    origins = [origin.of(text) for origin in passage.origins if origin]
    assert len(passage.origins) == len(passage.ids)
    assert origins[:2] == ["Alma Reed", "won"]
    assert "Marvellous" in origins


def test_an_article_of_any_name_reads_the_same():
    text = 'Alma Reed spoke. "Alma is a star," said a fan of Reed’s. "@AlmaReed wow"'
    other = text.replace("Alma", "Bertrand").replace("Reed", "O'Shaughnessy")
    one = passages_of(text)
    two = passages_of(other, target=Target("Bertrand O'Shaughnessy"))
    assert [p.ids for p in one[:1]] == [p.ids for p in two[:1]]


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("Alma Reed", "alma reed and Reed and ALMA", ["alma reed", "Reed", "ALMA"]),
        ("Alma Reed", "a reed in the wind", []),
        ("Alma Reed", "#TeamAlmaReed now", ["#TeamAlmaReed"]),
        ("Dr Sunil Anand", "the Dr said Anand", ["Anand"]),
        ("Mia Delacroix and Ben Straub", "Straub and Mia", ["Straub", "Mia"]),
        ("The Box Room", "in The Box Room, a Room", ["The Box Room", "Room"]),
        ("Marlowe's", "at Marlowe's today", ["Marlowe's"]),
    ],
)
def test_target_pattern_finds_the_ways_to_name_it(name, text, found):
    pattern = target_pattern(Target(name))
    assert [match.group() for match in pattern.finditer(text)] == found


def test_no_target_masks_nothing():
    (passage,) = passages_of('Alma Reed said "yes".', target=None)
    assert marker(TARGET_MARKER) not in passage.ids


def test_an_article_without_quotations_has_no_passage_to_judge():
    passages = passages_of("Nothing was said.")
    assert all(not passage.quotes for passage in passages)


def test_a_long_article_is_read_in_windows_each_quotation_once():
    text = " ".join(
        f'It rained on day {n}. "Day {n} was fine," he said.' for n in range(300)
    )
    passages = passages_of(text)
    assert len(passages) > 1
    assert [at for passage in passages for at in passage.quotes] == list(range(300))
    for passage in passages:
        assert len(passage.ids) <= WINDOW
        assert all(0 < s.start < s.end <= len(passage.ids) for s in passage.spans)


def test_a_quotation_longer_than_the_window_is_cut_at_its_end():
    text = "So it began. " * 200 + '"' + "I say it again. " * 400 + '" he said.'
    (passage,) = passages_of(text)
    (span,) = passage.spans
    assert passage.ids[span.start] == marker(OPENING_MARKER)
    assert span.end <= len(passage.ids) <= WINDOW


def told(paragraphs):
    """An article of paragraphs, a quotation in the one that says so."""
    filler = "Nothing else was heard of it in the town that week. " * 3
    lines = [f"Day {number}. {filler}" for number in range(paragraphs)]
    lines[paragraphs // 2] = f'Day {paragraphs // 2}. A fan said: "Well done, Alma."'
    return "\n\n".join(lines)


@pytest.mark.parametrize(
    ("paragraphs", "shown"),
    [
        pytest.param(8, range(8), id="short: all of it"),
        pytest.param(30, [0, 14, 15, 16], id="long: the lead and what is near"),
    ],
)
def test_of_a_long_article_only_what_is_near_a_quotation_is_read(paragraphs, shown):
    (passage,) = passages_of(told(paragraphs))
    read = spelled(passage)
    assert [n for n in range(paragraphs) if f"day {n} ." in read] == list(shown)


@pytest.mark.parametrize(
    ("after", "read"),
    [
        pytest.param("- Hayley T", "- Hayley T", id="a line: all of it"),
        pytest.param(
            f"{'She has been ill ' * 4}.",
            "She has been ill She has been ill She has been ill She has",
            id="longer: its beginning in whole words",
        ),
        pytest.param("Hm" * 40, "Hm" * 30, id="one long word"),
        pytest.param("", 'Alma."', id="nothing follows"),
    ],
)
def test_of_what_follows_a_quotation_in_a_long_article_the_beginning_is_read(
    after, read
):
    lines = told(30).split("\n\n")[:16]
    text = "\n\n".join([*lines, after, "No more is said of it."])
    text = text if after else "\n\n".join(lines)
    (passage,) = passages_of(text)
    assert passage.shown()[-1].of(text).endswith(f" {read}" if not after else read)
    assert "no more is said" not in spelled(passage)


def test_a_quotation_keeps_its_words_where_paragraphs_before_it_are_left_out():
    text = told(30)
    (passage,) = passages_of(text)
    ((start, end),) = passage.spans
    pieces = [origin.of(text) for origin in passage.origins[start + 1 : end - 1]]
    assert "".join(pieces) == '"Welldone,Alma."'


LONG = "\n\n".join(
    [
        "Alma Reed won.",
        *["It rained again in the whole of the county on that day."] * 60,
        'A fan said: "Marvellous."',
        *["It rained again in the whole of the county on that day."] * 60,
        'Her rival said: "A disgrace."',
    ]
)


def test_what_is_shown_of_a_long_article_is_known():
    (passage,) = passages_of(LONG)
    shown = [span.of(LONG) for span in passage.shown()]
    assert shown[0] == "Alma Reed won."
    assert any("A fan said" in one for one in shown)
    assert any("Her rival said" in one for one in shown)
    assert sum(map(len, shown)) < len(LONG) / 4


def test_of_a_short_article_all_is_shown():
    text = 'Alma Reed won. "Marvellous," said a fan.\n\n"Yes," said another.'
    (passage,) = passages_of(text)
    assert passage.shown() == (Span(0, len(text)),)


def test_every_quotation_in_sight_is_known_as_quoted():
    text = " ".join(['Jo Bell said: "It is over for the whole of the town."'] * 60)
    passages = passages_of(text)
    assert len(passages) > 1
    opening, closing = marker(OPENING_MARKER), marker(CLOSING_MARKER)
    for passage in passages:
        quoted = passage.quoted()
        assert len(quoted) == len(passage.ids)
        inside = dict(zip(passage.origins, quoted, strict=True))
        for origin, held in inside.items():
            if origin is not None and origin.of(text) in ("Jo", "Bell", "said"):
                assert not held
        for start, end in passage.spans:
            assert all(quoted[start:end])
        held = sum(quoted[number] for number in range(len(quoted)))
        assert held > sum(end - start for start, end in passage.spans)
        for number, piece in enumerate(passage.ids):
            if piece in (opening, closing):
                assert quoted[number]
