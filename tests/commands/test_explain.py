"""`sentiment explain`: one quotation, the reasons, and what moved the judge."""

from __future__ import annotations

import json
import math
import re

import pytest

from sentiment.commands.explain import MOVING_SHOWN, REASONS_SHOWN
from sentiment.judging import judges

ARTICLE = """Alma Reed was slammed on Monday after she closed the town's last library.

"She is a disgrace and she should resign," said Jo Pratt, a mother of two.

Not everyone was angry. "Alma is doing a brilliant job and deserves our thanks," wrote
one resident. "Reed was so kind to my mum," added another.
"""


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(ARTICLE, "utf-8")
    return path


def quoted(run, path, *options):
    lines = run("quotes", path, "--format", "jsonl", *options).stdout.splitlines()
    return [json.loads(line) for line in lines]


def pulls(lines):
    found = (re.fullmatch(r" +([+-]\d\.\d\d)  .*", line) for line in lines)
    return [float(match[1]) for match in found if match]


def test_explain_shows_words_reasons_and_neighbours(run, seed_folder):
    quotes = quoted(run, seed_folder)
    middle = quotes[3]
    result = run("explain", seed_folder, "--quote", middle["quote_id"])
    assert result.exit_code == 0
    for part in (middle["stance"], "Reasons", "Before:", "After:", middle["judge"]):
        assert part in result.stdout


def test_explain_names_ids_where_there_is_none_such(run, article):
    result = run("explain", article, "--quote", "x")
    assert result.exit_code == 2
    assert "ids are like a:" in result.stderr


def test_explain_gives_valences_beside_the_words_that_count(run, article):
    first = quoted(run, article)[0]
    lines = run("explain", article, "--quote", first["quote_id"]).stdout.splitlines()
    assert "Jo Pratt" in lines[0]
    assert re.search(r"disgrace\[-\d\.\d\]", lines[1])


def test_explain_adds_up_to_the_log_odds(run, article):
    first = quoted(run, article, "--judge", "light")[0]
    given = ["--quote", first["quote_id"], "--judge", "light"]
    lines = run("explain", article, *given).stdout.splitlines()
    leaning = math.log(first["p_supportive"] / first["p_critical"])
    assert sum(pulls(lines)) == pytest.approx(leaning, abs=0.1)
    assert len(pulls(lines)) <= REASONS_SHOWN + 1


def test_explain_by_the_light_judge_names_no_word_of_the_reader(run, article):
    first = quoted(run, article)[0]
    given = ["--quote", first["quote_id"], "--judge", "light"]
    result = run("explain", article, *given)
    assert "moved the reader" not in result.stdout


@pytest.fixture
def needs_reader():
    judge, remark = judges.choose_judge("reader")
    if judge.name != "reader":
        pytest.skip(str(remark))


@pytest.mark.usefixtures("needs_reader")
def test_explain_names_the_words_that_moved_the_reader(run, article):
    reader = ("--judge", "reader")
    second = quoted(run, article, *reader)[1]
    result = run("explain", article, "--quote", second["quote_id"], *reader)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    start = next(at for at, line in enumerate(lines) if "moved the reader" in line)
    moved = lines[start + 1 :]
    assert len(moved) == len(pulls(moved)) == MOVING_SHOWN
    assert [abs(p) for p in pulls(moved)] == sorted(map(abs, pulls(moved)))[::-1]
    words = {line.split()[-1] for line in moved}
    # Its own or its neighbours': which of several that say the same differs by network.
    telling = {"brilliant", "deserves", "thanks", "disgrace", "resign", "kind", "angry"}
    assert words & telling
    assert not words & {"is", "a", "and", ",", "."}


# On some processors one of them does move it: the network's last digits differ.
@pytest.mark.xfail(reason="to hide one of several words does little", strict=False)
@pytest.mark.usefixtures("needs_reader")
def test_explain_names_words_of_the_quotation_itself(run, article):
    reader = ("--judge", "reader")
    second = quoted(run, article, *reader)[1]
    result = run("explain", article, "--quote", second["quote_id"], *reader)
    moved = result.stdout.partition("moved the reader")[2].splitlines()[1:]
    assert {line.split()[-1] for line in moved} & {"brilliant", "deserves", "thanks"}


@pytest.mark.usefixtures("needs_reader")
def test_explain_looks_at_the_article_of_the_quotation_alone(run, article, tmp_path):
    reader = ("--judge", "reader", "--target", "Alma Reed")
    second = quoted(run, article, *reader)[1]
    alone = run("explain", article, "--quote", second["quote_id"], *reader).stdout
    (tmp_path / "0.txt").write_text('"Alma Reed, well done," said one fan of hers.\n')
    both = run("explain", "0.txt", article, "--quote", second["quote_id"], *reader)
    assert both.stdout.partition("Words")[2] == alone.partition("Words")[2] != ""
