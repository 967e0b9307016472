"""No name of a commenter is left in any output; everything else is."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from sentiment.cli import main
from sentiment.models import Article, Dating, Role, Verdict
from sentiment.pipeline import analyze_article
from sentiment.redaction import pseudonym, redacted

TEXT = """Fans of Alec Fox were divided on Monday after his post.

“Leave him alone,” wrote @sunny_fan under the post. Another user, Mary_Holt99, \
replied to @sunny_fan: “He should be ashamed, @sunny_fan.”

“I still love him,” said fan Jenny Marsh, 34, from Leeds. Marsh added: “He is great.”

Fox's brother Stephen said: “Jenny Marsh is right.”

“Stay strong,” one commenter wrote.
"""
NAMES = re.compile("sunny|holt99|jenny|marsh", re.IGNORECASE)


@pytest.fixture
def verdicts() -> list[Verdict]:
    article = Article("a", TEXT, Dating(None, None, "none"), title="Marsh speaks")
    found = analyze_article(article, "Alec Fox", "vader")
    assert {v.speaker.name for v in found if v.speaker.role is Role.COMMENTER} > {
        "@sunny_fan",
        "Jenny Marsh",
    }
    return found


def test_redacted_leaves_no_name(verdicts: list[Verdict]) -> None:
    for verdict in redacted(verdicts):
        assert not NAMES.search(str(verdict))


def test_redacted_keeps_offsets_and_other_people(verdicts: list[Verdict]) -> None:
    hidden = redacted(verdicts)
    for before, after in zip(verdicts, hidden, strict=True):
        assert after.quote.span == before.quote.span
        assert len(after.article.text) == len(before.article.text)
        assert after.score == before.score
    assert "Stephen" in hidden[-1].article.text
    assert hidden[-1].speaker == verdicts[-1].speaker


def test_redacted_gives_one_person_one_pseudonym(verdicts: list[Verdict]) -> None:
    names = [v.speaker.name for v in redacted(verdicts)]
    assert names[2] == names[3] == pseudonym("Jenny Marsh")
    assert names[0] == pseudonym("@sunny_fan")


def test_redacted_leaves_articles_without_commenters(verdicts: list[Verdict]) -> None:
    others = [v for v in verdicts if v.speaker.role is not Role.COMMENTER]
    assert redacted(others) == others


def test_redact_speakers_holds_in_every_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    given = [str(tmp_path / "a.txt"), "--judge", "vader", "--redact-speakers"]
    runner = CliRunner()
    report = runner.invoke(main, ["report", *given, "--out", str(tmp_path / "out")])
    assert report.exit_code == 0
    texts = [report.output]
    texts += [
        path.read_text("utf-8")
        for path in (tmp_path / "out" / "a").iterdir()
        if path.suffix != ".png"
    ]
    for form in ("table", "csv", "jsonl"):
        texts.append(runner.invoke(main, ["quotes", *given, "--format", form]).output)
    assert not [text for text in texts if NAMES.search(text)]
    assert "commenter-" in json.loads(texts[-1].splitlines()[0])["speaker"]
