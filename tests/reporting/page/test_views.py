"""What the page shows, worked out from the table."""

from __future__ import annotations

import datetime as dt
import math

import pytest

from sentiment.models import Evidence, Span
from sentiment.reporting.options import ChartOptions
from sentiment.reporting.page import views
from sentiment.reporting.page.views import Balance
from sentiment.reporting.tables import quote_table
from sentiment.reporting.timelines import timeline

ROLES = ["commenter", "insider", "named"]


def entries(frame, on_axis=(), aside=(), addresses=None):
    names = views.anchors(frame)
    return list(
        views.entries(frame, names, addresses or {}, set(on_axis), set(aside), ROLES)
    )


def test_balance_shares_add_up():
    balance = Balance(1, 2, 1)
    assert (balance.n, balance.net) == (4, -0.25)
    assert [(stance, share) for stance, _, _, share in balance.parts] == [
        ("supportive", 25.0), ("neutral", 25.0), ("critical", 50.0)
    ]  # fmt: skip
    assert [left for _, _, left, _ in balance.parts] == [0.0, 25.0, 50.0]


def test_balance_of_nothing_has_no_net_share():
    assert Balance(0, 0, 0).net is None
    assert Balance(0, 0, 0).share("critical") == 0.0


def test_charted_balance_is_that_of_the_axis(seeds):
    assert views.charted_balance(timeline(seeds)) == Balance(0, 10, 1)


def test_anchors_differ_though_ids_do_not(quotes):
    frame = quotes([("a", "critical", None)] * 2).assign(quote_id=["x", "x"])
    assert views.anchors(frame) == ["q-x", "q-x-2"]


@pytest.mark.parametrize("odd", ['a" b', "ä:1", "<x>", "a b" * 90])
def test_anchor_of_an_odd_id_is_harmless_and_its_own(odd):
    name = views.anchor_of(odd)
    assert set(name) <= set(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.:-"
    )
    assert name != views.anchor_of(odd + "!")
    assert len(name) < 60


def test_charted_tells_what_stands_on_the_axis_and_beside_it(seeds):
    on_axis, aside = views.charted(seeds, ChartOptions(), "quarter")
    assert len(on_axis) == 11
    assert aside == {"001-9"}


def test_charted_leaves_out_what_since_and_until_cut(quotes):
    frame = quotes(
        [("a", "critical", "2024-01-05"), ("b", "critical", "2024-03-05")]
    ).assign(utterance_id=["1", "2"])
    options = ChartOptions(since=dt.date(2024, 2, 1))
    assert views.charted(frame, options, "month") == ({"b-2"}, set())


def test_sections_go_by_period_then_less_exact_then_undated(quotes):
    frame = quotes(
        [
            ("a", "critical", None),
            ("b", "critical", "2024-02-05"),
            ("c", "critical", "2024-01-01", "named", "year"),
            ("d", "supportive", "2024-01-09"),
        ]
    )
    found = views.sections(frame, "month", {"d-4"})
    assert [section.label for section in found] == [
        "Jan 2024", "Feb 2024", "Dated less exactly than to the month", "Undated"
    ]  # fmt: skip
    assert [list(section.rows) for section in found] == [[3], [1], [2], [0]]
    assert [section.counted.n for section in found] == [1, 0, 0, 0]


def test_an_entry_tells_why_the_chart_leaves_it_out(verdict):
    frame = quote_table(
        [
            verdict("a", role="official", date=None),
            verdict("b", date=None, text="Nobody asked the people of this valley."),
            verdict("c", text="It was the best of all the shows I ever went to."),
            verdict("d", text="It was the best of all the shows I ever went to.",
                    date="2023-01-01"),
        ]
    )  # fmt: skip
    found = entries(frame, ["c-1"], ["b-1"], {"q-c-1": "#q-c-1"})
    assert [entry.apart for entry in found] == [
        "not charted: role official", "beside the axis: date not exact enough", "",
        "told before, counted once",
    ]  # fmt: skip
    assert [entry.first for entry in found] == [None, None, None, "#q-c-1"]
    assert [entry.counted for entry in found] == [False, False, True, False]


def test_an_entry_gives_speaker_chance_and_reasons(verdict):
    reasons = tuple(Evidence(f"word:{n}", -1.0 - n, Span(1, 6)) for n in range(9))
    (entry,) = entries(quote_table([verdict(evidence=reasons, name="Jo Pratt")]))
    assert (entry.speaker, entry.chance, entry.undecided) == ("Jo Pratt", 70.0, "")
    assert len(entry.reasons) == views.REASONS_SHOWN
    assert entry.reasons[0][0].pull == -9.0
    assert "".join(part.text for part in entry.parts) == "“Shame on you.”"


def test_a_neutral_stance_is_explained_by_what_speaks_for_neither_side(verdict):
    reasons = (
        Evidence("word:a", -2.0, Span(1, 6), aside=-0.3),
        Evidence("place:last", 0.01, None, aside=1.5),
    )
    frame = quote_table(
        [verdict("a", stance, evidence=reasons) for stance in ("neutral", "critical")]
    )
    neutral, critical = entries(frame)
    assert [(r.pull, r.side) for r, _ in neutral.reasons] == [
        (1.5, "neutral"), (-0.3, "critical")
    ]  # fmt: skip
    assert "neither side" in neutral.meaning
    assert [(r.pull, r.side) for r, _ in critical.reasons] == [(-2.0, "critical")]
    assert "criticism" in critical.meaning


def test_an_undecided_stance_tells_both_sides(quotes):
    frame = quotes([("a", "neutral", None)]).assign(
        p_supportive=0.5, p_critical=0.48, p_neutral=0.02
    )
    (entry,) = entries(frame)
    assert entry.undecided == "supportive 50\u00a0%, critical 48\u00a0%"


@pytest.mark.parametrize(
    ("corrected", "judged"),
    [
        (None, "critical"),
        ("role named → official", "critical"),
        ("stance neutral (supportive 0.10, critical 0.20, neutral 0.70) → critical",
         "the judge said neutral"),
    ],
)  # fmt: skip
def test_reasons_are_those_of_the_judge_though_the_stance_is_not(
    quotes, corrected, judged
):
    frame = quotes([("a", "critical", None)]).assign(corrected=corrected)
    (entry,) = entries(frame)
    assert (entry.judged, entry.corrected) == (judged, corrected or "")


@pytest.mark.parametrize(
    ("date", "precision", "shown"),
    [
        ("2022-10-23", "day", "23 Oct 2022"),
        ("2022-10-01", "month", "Oct 2022"),
        ("2022-01-01", "year", "2022"),
        (None, None, "undated"),
    ],
)
def test_a_date_is_shown_no_more_exactly_than_known(date, precision, shown):
    assert views.shown_date({"date": date, "date_precision": precision}) == shown


def test_role_groups_begin_with_those_that_count(seeds):
    groups = views.role_groups(seeds, ["insider", "commenter"])
    assert [(group.name, group.counted) for group in groups] == [
        ("commenter", True), ("insider", True), ("named", False), ("subject", False)
    ]  # fmt: skip


def test_speaker_groups_are_the_most_quoted_who_have_a_name(verdict):
    names = ["Jo"] * 3 + ["Al"] * 3 + ["Bea"] + [None] + [f"X{n}" for n in range(20)]
    names += ["another fan"] * 9
    frame = quote_table(
        verdict(str(n), name=name, date=None) for n, name in enumerate(names)
    )
    groups = views.speaker_groups(frame)
    assert [(g.name, g.balance.n) for g in groups[:3]] == [
        ("Al", 3), ("Jo", 3), ("Bea", 1)
    ]  # fmt: skip
    assert len(groups) == views.NAMES_SHOWN


def test_headline_answers_in_one_sentence(seeds):
    table = timeline(seeds)
    first, second = views.headline(table, views.charted_balance(table))
    assert first == "11 quotations in 3 articles, 23 Oct 2022 to 17 Feb 2025:"
    assert second == (
        "0\u00a0% supportive, 91\u00a0% critical, net −0.91 [−0.97, +0.38]"
    )


def test_headline_has_no_band_where_one_article_speaks(quotes):
    table = timeline(quotes([("a", "critical", "2024-01-05")]))
    assert math.isnan(table.attrs["net_low"])
    assert views.headline(table, views.charted_balance(table))[1].endswith("net −1.00")


def test_headline_of_nothing_says_so(quotes):
    table = timeline(quotes([("a", "critical", None)]))
    assert views.headline(table, views.charted_balance(table))[0] == (
        "No dated quotations by commenter, insider, named to chart."
    )
