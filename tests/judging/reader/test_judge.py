"""The reader at work, on articles of no training."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from math import exp

import pytest

from sentiment.errors import JudgeUnavailable
from sentiment.finding.quotes import find_quotes
from sentiment.judging import judges
from sentiment.judging.judges import choose_judge, get_judge
from sentiment.judging.reader import judge as judge_module
from sentiment.judging.reader import network
from sentiment.judging.reader.judge import (
    LIGHT_NEUTRAL,
    LIGHT_SIDE,
    LINK,
    NEUTRAL,
    SIDE,
    ReaderJudge,
    contrast,
    join,
)
from sentiment.judging.reader.occlusion import occlude
from sentiment.judging.reader.roles import RULE
from sentiment.judging.weighing import BASELINE
from sentiment.models import LEAST, Article, Dating, Role, Span, Stance, Target
from sentiment.pipeline import analyze_article

ARTICLE = """Alma Reed was slammed on Monday after she closed the town's last library.

"She is a disgrace and she should resign," said Jo Pratt, a mother of two.

Not everyone was angry. "Alma is doing a brilliant job and deserves our thanks," wrote
one resident. "Reed was so kind to my mum," added another.

The council said the building would be "sold in the spring".
"""


def read(text=ARTICLE, target="Alma Reed", judge="reader", title=None):
    article = Article("a", text, Dating(None, None, "none"), title=title)
    return analyze_article(article, Target(target), judge)


def stances(verdicts):
    return [verdict.judgement.stance for verdict in verdicts]


def test_the_reader_tells_support_from_criticism():
    assert stances(read())[:3] == [
        Stance.CRITICAL,
        Stance.SUPPORTIVE,
        Stance.SUPPORTIVE,
    ]


def test_hints_are_of_the_reporters_words():
    article = Article("a", ARTICLE, Dating(None, None, "none"))
    quotes = find_quotes(article)
    hints = get_judge("reader").hint(article, quotes, Target("Alma Reed"))
    assert len(hints) == len(quotes)
    for hint in hints:
        assert sum(map(exp, hint.chances)) <= 1.0 + 1e-6
        assert hint.nobody <= 0
        assert hint.chance(None) >= LEAST
        # What is unlikely is left out, so that something is missing to one.
        assert sum(map(exp, hint.chances)) + exp(hint.nobody) > 0.5
        for stretch in hint.stretches:
            assert not any(
                one.span.start <= stretch.start < one.span.end for one in quotes
            )


def test_the_network_points_at_who_spoke():
    text = ARTICLE.replace("one\nresident", "one resident")
    article = Article("a", text, Dating(None, None, "none"))
    hints = get_judge("reader").hint(article, find_quotes(article), Target("Alma Reed"))
    people = ("Alma Reed", "Jo Pratt", "one resident", "another", "The council")
    spans = [Span(at := text.index(who), at + len(who)) for who in people]
    likeliest = [max(range(5), key=lambda at: hint.chance(spans[at])) for hint in hints]
    assert likeliest == [1, 2, 3, 4]


def test_a_judge_that_reads_nothing_hints_at_nothing():
    article = Article("a", ARTICLE, Dating(None, None, "none"))
    for name in ("light", "vader"):
        assert get_judge(name).hint(article, find_quotes(article), None) is None


def test_an_article_is_read_once(monkeypatch):
    asked = []
    reads = judge_module.read_passages
    monkeypatch.setattr(
        judge_module, "read_passages", lambda *a: asked.append(a) or reads(*a)
    )
    judge = ReaderJudge()
    first = read(judge=judge)
    assert len(asked) == 1
    assert [one.judgement for one in read(judge=judge)] == [
        one.judgement for one in first
    ]
    read(ARTICLE + "It rained.", judge=judge)
    assert len(asked) == 2


@pytest.mark.parametrize(
    ("first", "last"),
    [("Bertha", "O'Shaughnessy"), ("Xiomara", "Quist"), ("Joan", "Lidl-Howe")],
)
def test_another_name_leaves_every_verdict(first, last):
    text = ARTICLE.replace("Alma", first).replace("Reed", last)
    found = read(text, f"{first} {last}")
    assert stances(found) == stances(read())
    for one, other in zip(found, read(), strict=True):
        assert features(one) == features(other)


def features(verdict):
    """What the network said of a verdict's quotation."""
    evidence = verdict.judgement.evidence
    return {(e.rule, e.pull) for e in evidence if e.rule in (SIDE, NEUTRAL)}


def test_one_thread_or_two_come_to_the_same_probabilities():
    one = read(judge=ReaderJudge(threads=1))
    two = read(judge=ReaderJudge(threads=2))
    assert [v.judgement for v in one] == [v.judgement for v in two]


def test_the_verdict_gives_the_network_s_reason_beside_the_light_ones():
    first = read()[0]
    rules = {evidence.rule for evidence in first.judgement.evidence}
    assert SIDE in rules
    assert rules - {SIDE, NEUTRAL}
    side = next(e for e in first.judgement.evidence if e.rule == SIDE)
    assert side.pull < 0
    assert side.span == first.quote.span


def test_the_role_is_told_by_the_network_too():
    for verdict in read():
        rules = [evidence.rule for evidence in verdict.speaker.evidence]
        assert rules.count(RULE) == 1
    assert [v.speaker.role for v in read()] == [
        Role.COMMENTER, Role.COMMENTER, Role.COMMENTER, Role.OFFICIAL
    ]  # fmt: skip


def test_the_light_judge_leaves_the_roles_as_they_were_found():
    for verdict in read(judge="light"):
        assert RULE not in {evidence.rule for evidence in verdict.speaker.evidence}


def test_the_joined_weights_give_each_reason_its_part_of_the_leaning():
    light = {
        BASELINE: (0.5, 0.25, 0.0),
        "cue": (1.0, -2.0, 0.5),
        LINK + "far": (9,) * 3,
    }
    joining = {
        BASELINE: (0.25, 0.0, -0.25), LINK + "far": (1.0, 1.0, 0.0),
        LIGHT_SIDE: (0.5, -0.5, 0.0), LIGHT_NEUTRAL: (-0.25, -0.25, 0.5),
    }  # fmt: skip
    joined = join(joining, light)
    side, neutral = contrast((1.5, -1.75, 0.5))  # of baseline and cue together
    for at in range(3):
        leaning = side * joining[LIGHT_SIDE][at] + neutral * joining[LIGHT_NEUTRAL][at]
        found = joined[BASELINE][at] + joined["cue"][at]
        assert found == pytest.approx(joining[BASELINE][at] + leaning)
    assert joined[LINK + "far"] == joining[LINK + "far"]


def test_a_passage_that_comes_again_is_not_run_again(monkeypatch):
    class Counting:
        def __init__(self):
            self.runs = 0
            self.session = network._session(1)

        def run(self, *given):
            self.runs += 1
            return self.session.run(*given)

    counting = Counting()
    monkeypatch.setattr(network, "_session", lambda threads: counting)
    network._scores.cache_clear()
    assert stances(read(judge=ReaderJudge())) == stances(read(judge=ReaderJudge()))
    assert counting.runs == 1
    network._scores.cache_clear()


def test_occlusion_names_the_words_that_moved_the_network():
    verdicts = read()
    quotes = [verdict.quote for verdict in verdicts]
    article = verdicts[0].article
    found = occlude(article, quotes, Target("Alma Reed"), 1)
    hardest = [evidence.span.of(article.text) for evidence in found[:8]]
    # What "Not everyone was angry" announces, or what the praise itself says.
    assert {"angry", "brilliant", "job", "deserves", "thanks"} & set(hardest)
    assert [abs(e.pull) for e in found] == sorted(
        (abs(e.pull) for e in found), reverse=True
    )


def test_an_article_without_quotations_needs_no_network():
    assert read("Nothing was said of Alma Reed.") == []


@pytest.fixture
def broken(monkeypatch):
    """A machine on which the network cannot be loaded."""

    def fail(threads):
        raise JudgeUnavailable("onnxruntime cannot be loaded: no such module")

    monkeypatch.setattr(network, "_session", fail)
    judges.get_judge.cache_clear()
    yield
    judges.get_judge.cache_clear()


@pytest.mark.usefixtures("broken")
def test_the_light_judge_stands_in_and_says_so():
    judge, remark = choose_judge("reader")
    assert judge.name == "light"
    assert "onnxruntime" in remark
    with pytest.warns(RuntimeWarning, match="onnxruntime"):
        assert stances(read()) == stances(read(judge="light"))


@pytest.mark.usefixtures("broken")
def test_the_reader_itself_says_why_it_cannot_work():
    with pytest.raises(JudgeUnavailable, match="onnxruntime"):
        get_judge("reader")


def test_the_digest_follows_the_network(monkeypatch):
    before = ReaderJudge().digest
    monkeypatch.setattr(judge_module, "network_digest", lambda: "another")
    assert ReaderJudge().digest != before


def test_the_digest_follows_every_file_of_weights(monkeypatch):
    asked = []
    digest = judge_module.data_digest
    monkeypatch.setattr(
        judge_module,
        "data_digest",
        lambda *files: asked.extend(files) or digest(*files),
    )
    ReaderJudge()
    assert {*asked} == {
        "reader_weights.csv", "reader_role_weights.csv", "reader_speaker_weights.csv",
    }  # fmt: skip


def test_threads_that_share_a_judge_get_their_own_articles():
    judge = ReaderJudge()
    others = ARTICLE.replace("Jo Pratt", "Al Quist").replace("one\nresident", "a fan")
    alone = {text: read(text, judge=judge) for text in (ARTICLE, others)}
    with ThreadPoolExecutor(4) as threads:
        texts = [ARTICLE, others] * 10
        found = threads.map(lambda text: read(text, judge=judge), texts)
        for text, verdicts in zip(texts, found, strict=True):
            assert verdicts == alone[text]
