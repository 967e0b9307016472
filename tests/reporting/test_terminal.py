"""Lines for a terminal: they fit, tell the truth, and nothing in them is obeyed."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sentiment.models import Probabilities, Stance
from sentiment.reporting import terminal
from sentiment.reporting.options import ChartOptions
from sentiment.reporting.tables import quote_table
from sentiment.reporting.terminal import balance_bar, telling_lines, terminal_table


def test_terminal_table_shows_a_row_per_quotation(seeds):
    lines = terminal_table(seeds, 80).split("\n")
    assert len(lines) == len(seeds) + 1
    assert lines[0].split() == [
        "date", "stance", "compound", "role", "speaker", "text"
    ]  # fmt: skip
    assert lines[1].split()[:4] == ["2022-10-23", "critical", "-0.48", "commenter"]


@pytest.mark.parametrize(
    ("precision", "shown"),
    [("day", "2022-10-01"), ("month", "2022-10"), ("year", "2022")],
)
def test_terminal_table_shows_a_date_no_more_exactly_than_known(
    precision, shown, quotes
):
    frame = quotes([("a", "critical", "2022-10-01", "named", precision)])
    assert terminal_table(frame, 80).split("\n")[1].split()[0] == shown


def test_terminal_table_says_when_there_is_nothing():
    assert terminal_table(quote_table([]), 80) == "No quotations."


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(min_size=1, max_size=300), width=st.integers(4, 200))
def test_terminal_table_fits_the_width_and_obeys_nothing(text, width, verdict):
    frame = quote_table([verdict(text=text, speaker=text, name=text)])
    lines = terminal_table(frame, width).split("\n")
    assert len(lines) == 2
    for line in lines:
        assert sum(map(terminal._columns, line)) <= width
        assert not any(unicodedata.category(char)[0] == "C" for char in line)


def counts(supportive=0, neutral=0, critical=0):
    return {
        Stance.SUPPORTIVE: supportive,
        Stance.NEUTRAL: neutral,
        Stance.CRITICAL: critical,
    }


def test_balance_bar_is_drawn_in_proportion():
    bar = balance_bar(counts(30, 10, 60), 52)
    assert "".join(part for _, part in bar) == (
        "30 supportive ++++++++..---------------- 60 critical"
    )
    assert [of for of, _ in bar][1:4] == list(terminal.SIGNS)


@given(numbers=st.tuples(*[st.integers(0, 10**6)] * 3), width=st.integers(0, 200))
def test_balance_bar_fits_and_shows_what_there_is(numbers, width):
    bar = balance_bar(counts(*numbers), width)
    assert sum(len(part) for _, part in bar) <= width
    for number, (_, part) in zip(numbers, bar[1:4], strict=False):
        assert bool(number) == bool(part)


def test_balance_bar_of_nothing_is_none():
    assert balance_bar(counts(), 80) == []


def sure(verdict, text, chance, stance="supportive", **more):
    rest = (1 - chance) / 2
    chances = {"supportive": rest, "critical": rest, "neutral": rest, stance: chance}
    made = verdict(text, stance, text=text, **more)
    return replace(
        made, judgement=replace(made.judgement, probabilities=Probabilities(**chances))
    )


def test_telling_lines_name_the_surest_of_each_side(verdict):
    frame = quote_table(
        [
            sure(verdict, "Fine.", 0.6),
            sure(verdict, "Bravo!", 0.9, name="Jo Pratt", outlet="The Owl"),
            sure(verdict, "Good.", 0.7, date=None),
            sure(verdict, "Nice.", 0.8),
            sure(verdict, "Shame.", 0.8, "critical", precision="month"),
            sure(verdict, "Who cares.", 0.9, "neutral"),
            sure(verdict, "I am the best.", 0.99, role="subject"),
        ]
    )
    assert list(telling_lines(frame, ChartOptions(), 80)) == [
        "Most clearly supportive:",
        "   90 %  Jo Pratt, The Owl, 23 Oct 2022: “Bravo!”",
        "   80 %  one commenter, 23 Oct 2022: “Nice.”",
        "   70 %  one commenter, undated: “Good.”",
        "Most clearly critical:",
        "   80 %  one commenter, Oct 2022: “Shame.”",
    ]


def test_telling_lines_repeat_no_words_and_keep_to_the_days_asked_for(verdict):
    frame = quote_table(
        [
            sure(verdict, "Shame!", 0.9, "critical", date="2022-10-23"),
            sure(verdict, "SHAME!", 0.8, "critical", date="2022-10-24", name="Al"),
            sure(verdict, "Boo.", 0.7, "critical", date="2022-10-25"),
            sure(verdict, "Hiss.", 0.7, "critical", date=None),
        ]
    )
    assert len(list(telling_lines(frame, ChartOptions(), 80))) == 4
    options = ChartOptions(since=dt.date(2022, 10, 25))
    assert [line[-6:] for line in telling_lines(frame, options, 80)][1:] == ["“Boo.”"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(min_size=1, max_size=300), width=st.integers(4, 200))
def test_telling_lines_fit_the_width_and_obey_nothing(text, width, verdict):
    frame = quote_table([verdict(text=text, speaker=text, name=text, outlet=text)])
    lines = list(telling_lines(frame, ChartOptions(), width))
    assert len(lines) == 2
    for line in lines[1:]:
        assert sum(map(terminal._columns, line)) <= width
        assert not any(unicodedata.category(char)[0] == "C" for char in line)


def test_report_ends_with_the_balance_and_plain_lines_when_piped(run, seed_folder):
    result = run("report", seed_folder, env={"COLUMNS": "90"})
    lines = result.stdout.splitlines()
    bar = re.compile(r"\d+ supportive \++\.*-+ \d+ critical")
    assert [line for line in lines if bar.fullmatch(line)]
    assert "Most clearly critical:" in lines
    assert "\x1b" not in result.stdout


def test_report_colours_the_bar_on_a_terminal(run, seed_folder):
    coloured = run("report", seed_folder, env={"COLUMNS": "90"}, color=True)
    assert "\x1b[34m+" in coloured.stdout
