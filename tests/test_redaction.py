"""No name of a commenter is left in any output; everything else is."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from sentiment.cli import main
from sentiment.models import Article, Dating, Role
from sentiment.pipeline import analyze_article
from sentiment.redaction import MASK, pseudonym, redacted
from sentiment.reporting.rows import Row, verdict_row

TEXT = """Fans of Alec Fox were divided on Monday after his post.

“Leave him alone,” wrote @sunny_fan under the post. Another user, Mary_Holt99, \
replied to @sunny_fan: “He should be ashamed, @sunny_fan.”

“I still love him,” said fan Jenny Marsh, 34, from Leeds. Marsh added: “He is great.”

Fox's brother Stephen said: “Jenny Marsh is right.”

“Stay strong,” one commenter wrote.
"""
NAMES = re.compile("sunny|holt99|jenny|marsh", re.IGNORECASE)


@pytest.fixture
def rows() -> list[Row]:
    article = Article("a", TEXT, Dating(None, None, "none"), title="Marsh speaks")
    found = list(map(verdict_row, analyze_article(article, "Alec Fox", "vader")))
    assert {row["speaker_name"] for row in commenters(found)} > {
        "@sunny_fan",
        "Jenny Marsh",
    }
    return found


def commenters(rows: list[Row]) -> list[Row]:
    return [row for row in rows if row["role"] == Role.COMMENTER]


def test_redacted_leaves_no_name(rows: list[Row]) -> None:
    assert NAMES.search(str(rows))
    assert not NAMES.search(str(redacted(rows)))


def test_redacted_keeps_offsets_and_other_people(rows: list[Row]) -> None:
    hidden = redacted(rows)
    for before, after in zip(rows, hidden, strict=True):
        for name in ("start", "end", "compound", "context_start"):
            assert after[name] == before[name]
        for name in ("text", "context", "title"):
            assert len(str(after[name])) == len(str(before[name]))
    assert MASK * len("Jenny Marsh") in str(hidden[-2]["text"])
    for name in ("speaker", "speaker_name"):
        assert hidden[-2][name] == rows[-2][name]
    assert "Stephen" in str(hidden[-2]["speaker"])


def test_redacted_gives_one_person_one_pseudonym(rows: list[Row]) -> None:
    names = [row["speaker_name"] for row in redacted(rows)]
    assert names[2] == names[3] == pseudonym("Jenny Marsh")
    assert names[0] == pseudonym("@sunny_fan")


def test_redacted_leaves_articles_without_commenters(rows: list[Row]) -> None:
    others = [row for row in rows if row["role"] != Role.COMMENTER]
    assert redacted(others) == others


def test_redacted_leaves_no_name_in_what_was_put_right(rows: list[Row]) -> None:
    rows[2]["corrected"] = "speaker Jenny Marsh → Ann Oak"
    assert redacted(rows)[2]["corrected"] == (
        f"speaker {pseudonym('Jenny Marsh')} → Ann Oak"
    )


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
