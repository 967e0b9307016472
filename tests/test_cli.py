"""The command as a whole: help, exit codes, and no traceback ever."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys

import click
import pytest

from sentiment import __version__
from sentiment.cli import main
from sentiment.errors import InputError, SentimentError, UsageError

COMMANDS = sorted(main.commands)
HEAVY = {"pandas", "matplotlib", "numpy", "vaderSentiment", "jinja2", "onnxruntime"}


def python(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True
    )


@pytest.mark.parametrize("arguments", [[], *([name] for name in COMMANDS)])
def test_help_answers_without_heavy_imports(arguments):
    code = (
        "import sys\nfrom sentiment.cli import main\n"
        "main(sys.argv[1:] + ['--help'], standalone_mode=False)\n"
        f"print('heavy:', {HEAVY!r} & set(sys.modules))\n"
    )
    done = python(code, *arguments)
    assert done.returncode == 0, done.stderr
    assert "heavy: set()" in done.stdout
    assert "Usage:" in done.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_command_shows_examples_and_explains_each_option(name):
    command = main.commands[name]
    assert "Example" in (command.help or "")
    for option in command.params:
        if isinstance(option, click.Option):
            assert option.help, option.name


EXAMPLES = [
    line.strip()
    for command in (main, *main.commands.values())
    for line in (command.help or "").splitlines()
    if line.strip().startswith("sentiment ")
]


def test_every_command_s_examples_are_found():
    assert len(EXAMPLES) > len(COMMANDS)


@pytest.mark.parametrize("line", EXAMPLES)
def test_example_is_understood(parse, line):
    assert parse(line) in COMMANDS


@pytest.mark.parametrize("line", sorted({e for e in EXAMPLES if "article" not in e}))
def test_example_with_what_the_project_has_runs(run, root, tmp_path, line):
    if "mine" in line:
        pytest.skip("it wants labels of one's own")
    (tmp_path / "seeds").symlink_to(root / "seeds")
    result = run(*shlex.split(line)[1:])
    assert result.exit_code == 0
    assert result.stdout


@pytest.mark.parametrize("line", ["sentiment report seeds --nonsense", "sentiment x y"])
def test_a_wrong_example_would_be_found(parse, line):
    with pytest.raises((click.UsageError, KeyError)):
        parse(line)


def test_version_is_that_of_the_package(run):
    assert __version__ in run("--version").stdout


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (UsageError("say it right"), 2),
        (InputError("a.txt", "is broken", 3), 1),
        (SentimentError("mend it"), 1),
        (BrokenPipeError(), 1),
    ],
)
def test_errors_become_messages_and_exit_codes(monkeypatch, run, error, code):
    def fail(*_, **__):
        raise error

    monkeypatch.setattr(main.commands["score"], "callback", fail)
    # A closed pipe closes the stream that stands for it.
    monkeypatch.setattr(sys.stderr, "close", lambda: None, raising=False)
    result = run("score", "x")
    assert result.exit_code == code
    assert str(error) in result.stderr
    assert "Traceback" not in result.output


def test_module_is_the_command():
    done = subprocess.run(
        [sys.executable, "-m", "sentiment", "--version"], capture_output=True, text=True
    )
    assert done.stdout.startswith("sentiment, version")


@pytest.mark.skipif(os.name != "posix", reason="pipes of a shell")
def test_output_into_a_closed_pipe_is_no_fault(seed_folder):
    line = (
        f"{sys.executable} -m sentiment quotes {seed_folder} --format jsonl -q | true"
    )
    done = subprocess.run(line, shell=True, capture_output=True, text=True)
    assert "Traceback" not in done.stderr
