"""The options about reading, progress and talk, as a user meets them."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sentiment.cli import main
from sentiment.commands import talk

TEXT = "Fans were angry. “Shame on him,” wrote one commenter."


@pytest.fixture
def article(tmp_path: Path) -> str:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def quotes(*given: str, text: str | None = None) -> Result:
    """What `sentiment quotes` answers."""
    arguments = ["quotes", *given, "--judge", "vader"]
    return CliRunner().invoke(main, arguments, input=text)


@pytest.mark.parametrize(
    "text",
    [TEXT, json.dumps({"text": TEXT}) + "\n", f'id,text\n1,"{TEXT}"\n'],
    ids=["text", "JSON lines", "CSV"],
)
def test_quotes_reads_standard_input(text: str) -> None:
    result = quotes("-", text=text)
    assert result.exit_code == 0, result.output
    assert "Shame on him" in result.stdout
    assert "Articles read: 1" in result.stderr


def test_quotes_names_standard_input_in_a_fault() -> None:
    result = quotes("-", text="")
    assert result.exit_code == 1
    assert "Skipped standard input" in result.stderr


def test_report_is_named_for_standard_input(tmp_path: Path) -> None:
    given = ["report", "-", "--judge", "vader", "--out", str(tmp_path)]
    result = CliRunner().invoke(main, given, input=TEXT)
    assert result.exit_code == 0, result.output
    assert [path.name for path in tmp_path.iterdir()] == ["report"]


def test_quiet_says_only_what_failed(article: str, tmp_path: Path) -> None:
    assert quotes(article, "--quiet").stderr == ""
    (tmp_path / "b.txt").write_text("")
    result = quotes(str(tmp_path), "--quiet")
    assert result.exit_code == 1
    assert [line[:7] for line in result.stderr.splitlines()] == ["Skipped"]


def test_verbose_says_how_each_input_is_read(tmp_path: Path) -> None:
    (tmp_path / "a\x1b.txt").write_bytes(TEXT.encode("cp1252"))
    told = quotes(str(tmp_path), "--verbose").stderr
    assert "read_plain" in told
    assert "cp1252" in told
    assert "\x1b" not in told
    assert "cp1252" not in quotes(str(tmp_path)).stderr


@pytest.mark.parametrize("given", ["text", "text=", "=body", "words=body"])
def test_field_is_checked_before_anything_is_read(article: str, given: str) -> None:
    result = quotes(article, "--field", given)
    assert result.exit_code == 2
    assert "FIELD=NAME" in result.stderr
    assert "id, text, title" in result.stderr


def test_field_leads_into_inner_records(tmp_path: Path) -> None:
    row = {"words": TEXT, "meta": {"site": {"label": "The Courier"}}}
    (tmp_path / "a.jsonl").write_text(json.dumps(row))
    fields = ["--field", "text=words", "--field", "outlet=meta.site.label"]
    result = quotes(str(tmp_path), *fields, "--format", "jsonl")
    assert json.loads(result.stdout)["outlet"] == "The Courier"


@pytest.mark.parametrize("number", ["0", "-1", "many"])
def test_max_bytes_is_a_positive_number(article: str, number: str) -> None:
    assert quotes(article, "--max-bytes", number).exit_code == 2


class _Terminal:
    """Standard error as a terminal would be, with what was written to it."""

    def __init__(self) -> None:
        self.written: list[str] = []

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        self.written.append(text)
        return len(text)

    def flush(self) -> None:
        pass


def _progress(monkeypatch: pytest.MonkeyPatch, size: int) -> tuple[Sequence[int], str]:
    terminal = _Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(talk, "REDRAW_SECONDS", -1)
    items = list(talk.with_progress(range(4), lambda: size, lambda: 50))
    return items, "".join(terminal.written)


def test_with_progress_tells_articles_and_rate(monkeypatch: pytest.MonkeyPatch) -> None:
    items, told = _progress(monkeypatch, size=100)
    assert items == [0, 1, 2, 3]
    assert "4 articles" in told
    assert "/s" in told
    assert "50%" in told
    assert "100%" in told


def test_with_progress_is_silent_about_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _progress(monkeypatch, size=0) == ([0, 1, 2, 3], "")


def test_with_progress_is_silent_without_a_terminal(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert list(talk.with_progress([1, 2], lambda: 100, lambda: 50)) == [1, 2]
    assert capsys.readouterr() == ("", "")
