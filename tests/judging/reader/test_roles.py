"""Roles that the finder and the network tell together."""

from dataclasses import replace

import pytest

from sentiment.judging.reader.network import Impression
from sentiment.judging.reader.roles import (
    FEATURES,
    FINDER,
    NETWORK,
    RULE,
    role_features,
    settle_roles,
)
from sentiment.models import RANKED, Evidence, Role, Speaker
from sentiment.weights import Table, read_table


def table(finder=1.0, network=1.0, **more):
    """Weights that trust finder and network so far, and those of other features."""
    rows = dict.fromkeys(FEATURES, (0.0,) * len(RANKED))
    for at, role in enumerate(RANKED):
        for source, trust in ((FINDER, finder), (NETWORK, network)):
            row = [0.0] * len(RANKED)
            row[at] = trust
            rows[f"{source} {role}"] = tuple(row)
    for feature, weights in more.items():
        assert feature.replace("_", " ") in rows
        rows[feature.replace("_", " ")] = tuple(
            weights.get(str(role), 0.0) for role in RANKED
        )
    return Table(tuple(map(str, RANKED)), rows)


def leaning(**chances):
    """The probabilities of the roles, what is left shared by the others."""
    rest = (1 - sum(chances.values())) / (len(RANKED) - len(chances))
    return tuple(chances.get(str(role), rest) for role in RANKED)


def told(**scores):
    """What the network says of a quotation: its scores of the roles."""
    roles = tuple(scores.get(str(role), 0.0) for role in RANKED)
    return Impression((0.0, 0.0, 0.0), roles)


def settled(speaker, impression, weights=None):
    (found,) = settle_roles([speaker], [impression], weights or table())
    return found


def speaker_of(role, **chances):
    return Speaker(None, None, None, role, role_chances=leaning(**chances))


@pytest.mark.parametrize(
    ("finder", "network", "role"),
    [
        pytest.param({"named": 0.9}, {}, Role.NAMED, id="the network says nothing"),
        pytest.param(
            {"named": 0.5, "commenter": 0.4}, {"commenter": 2.0}, Role.COMMENTER,
            id="the finder was in doubt",
        ),
        pytest.param(
            {"insider": 0.98}, {"official": 1.0}, Role.INSIDER,
            id="the finder was surer",
        ),
        pytest.param(
            {"named": 1.0}, {"subject": 20.0}, Role.SUBJECT,
            id="nothing is so sure that it can't be overruled",
        ),
        pytest.param({}, {}, Role.UNKNOWN, id="nobody knows"),
    ],
)  # fmt: skip
def test_the_role_is_what_both_make_likeliest(finder, network, role):
    before = Role.NAMED if finder else Role.UNKNOWN
    assert settled(speaker_of(before, **finder), told(**network)).role is role


def test_weights_tell_how_far_each_is_trusted():
    speaker, impression = speaker_of(Role.NAMED, named=0.7), told(subject=5.0)
    assert settled(speaker, impression).role is Role.SUBJECT
    assert settled(speaker, impression, table(network=0.1)).role is Role.NAMED


def test_a_role_can_be_likelier_of_itself():
    speaker, impression = speaker_of(Role.NAMED, named=0.5, commenter=0.4), told()
    weights = table(always={"commenter": 1.0})
    assert settled(speaker, impression, weights).role is Role.COMMENTER


@pytest.fixture
def three():
    """What tells of somebody with a name who speaks first and last, and of nobody."""
    jo = replace(speaker_of(Role.NAMED, named=0.95), name="Jo Bell", phrase="Bell")
    nobody = speaker_of(Role.UNKNOWN)
    again = replace(speaker_of(Role.NAMED, named=0.95), name="Jo Bell", phrase="he")
    impressions = [told(named=9.0), told(insider=9.0), told(named=9.0)]
    rows = role_features([jo, nobody, again], impressions)
    return [dict(zip(FEATURES, row, strict=True)) for row in rows]


@pytest.mark.parametrize(
    ("feature", "values"),
    [
        ("always", [1, 1, 1]),
        ("first", [1, 0, 0]),
        ("named", [1, 0, 1]),
        ("nobody", [0, 1, 0]),
        ("capital", [1, 0, 0]),
        ("again", [1, 0, 1]),
        ("finder sure named", [1, 0, 1]),
        ("finder sure insider", [0, 0, 0]),
    ],
)
def test_plain_facts_hold_or_not(three, feature, values):
    assert [row[feature] for row in three] == values


def test_what_neighbours_are_is_told_and_nothing_beyond_the_edges(three):
    first, middle, last = three
    assert first["finder before named"] == first["network before named"] == 0.0
    assert last["network after named"] == 0.0
    # Logarithms: near zero is likely.
    for row, feature in (
        (middle, "finder before named"),
        (middle, "network before named"),
        (middle, "network after named"),
        (first, "network after insider"),
        (last, "network before insider"),
    ):
        assert -0.1 < row[feature] < 0
    assert middle["network before insider"] < -2 > last["network before named"]
    assert last["finder before named"] == pytest.approx(last["finder before insider"])


def test_the_shipped_weights_are_of_these_features():
    shipped = read_table("reader_role")
    assert shipped.classes == tuple(map(str, RANKED))
    assert shipped.rows.keys() == set(FEATURES)


def test_neighbours_are_heard():
    speakers = [speaker_of(Role.NAMED, named=0.5, insider=0.4)] * 2
    impressions = [told(), told(official=20.0)]
    weights = table(network=0.0, network_after_official={"insider": -1.0})
    first, last = settle_roles(speakers, impressions, weights)
    # What is unlikely of the next speaker has a logarithm far below zero.
    assert (first.role, last.role) == (Role.NAMED, Role.NAMED)
    impressions.reverse()
    first, last = settle_roles(speakers, impressions, weights)
    assert (first.role, last.role) == (Role.INSIDER, Role.NAMED)


def test_what_the_finder_is_sure_of_can_count_more():
    sure, unsure = (speaker_of(Role.NAMED, named=chance) for chance in (0.95, 0.85))
    weights = table(finder_sure_named={"named": 4.0})
    for speaker, role in ((sure, Role.NAMED), (unsure, Role.SUBJECT)):
        assert settled(speaker, told(subject=6.0), weights).role is role


def test_the_evidence_tells_how_hard_the_network_pulled():
    speaker = speaker_of(Role.NAMED, named=0.5, subject=0.4)
    evidence = settled(speaker, told(subject=3.0, named=1.0)).evidence[-1]
    assert (evidence.rule, round(evidence.pull, 2)) == (RULE, 2.0)
    kept = settled(speaker, told(named=1.5, insider=1.0)).evidence[-1]
    assert (kept.rule, round(kept.pull, 2)) == (RULE, 0.5)


def test_of_a_role_given_up_no_reason_is_left():
    finder = Evidence("role:who=person", 0.9), Evidence("speaker:rank0", 1.5)
    speaker = replace(speaker_of(Role.NAMED, named=0.6), evidence=finder)
    kept = settled(speaker, told(named=1.0)).evidence
    assert [one.rule for one in kept] == ["speaker:rank0", RULE, "role:who=person"]
    gone = settled(speaker, told(official=9.0)).evidence
    assert [one.rule for one in gone] == ["speaker:rank0", RULE]


def test_a_person_with_a_name_has_one_role_in_an_article():
    unsure = {"named": 0.5, "commenter": 0.4}
    twice = [replace(speaker_of(Role.NAMED, **unsure), name="Jo Bell")] * 2
    nobody = speaker_of(Role.NAMED, **unsure)
    impressions = [told(commenter=3.0), told(named=1.0), told(commenter=3.0)]
    found = settle_roles([*twice, nobody], impressions, table())
    assert [one.role for one in found] == [Role.COMMENTER] * 3
    impressions[1] = told(named=4.0)
    found = settle_roles([*twice, nobody], impressions, table())
    assert [one.role for one in found] == [Role.NAMED, Role.NAMED, Role.COMMENTER]


def test_a_speaker_whose_role_nobody_weighed_is_the_network_s_to_tell():
    speaker = Speaker(None, None, None, Role.UNKNOWN)
    assert settled(speaker, told(outlet=2.0)).role is Role.OUTLET
