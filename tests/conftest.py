"""What every room's tests share: the seeds, the cases, a runner of the command."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import settings

from sentiment.cli import main
from sentiment.models import Article, Dating

# No test is timed: a busy machine is no fault of the program.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def seed_folder() -> Path:
    """The four articles that the README's chart is made of."""
    return ROOT / "seeds"


@pytest.fixture(scope="session")
def make_article() -> Callable[..., Article]:
    """An article of the given text, undated."""

    def make(text: str, **more: str) -> Article:
        return Article(more.pop("id", "a"), text, Dating(None, None, "none"), **more)

    return make


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Result]:
    """Run the command in a folder of its own, as a user would."""
    monkeypatch.chdir(tmp_path)

    def invoke(*arguments: str | Path, **more: str) -> Result:
        result = CliRunner().invoke(main, [str(part) for part in arguments], **more)
        # Anything but an exit would have been a traceback on the user's screen.
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return invoke


@pytest.fixture(scope="session")
def parse() -> Callable[[str], str]:
    """Parse a line as a shell and the command would, and give the command's name."""

    def parsed(line: str) -> str:
        program, name, *arguments = shlex.split(line)
        assert program == "sentiment"
        # Raises where an option is unknown or its value is not allowed.
        main.commands[name].make_context(name, arguments).close()
        return name

    return parsed


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Parametrise a test marked `cases("name")` by `tests/cases/name.json`.

    A case has a label, which names it, a text, what is expected, and a reason.
    """
    for mark in metafunc.definition.iter_markers("cases"):
        cases = json.loads(
            (ROOT / "tests" / "cases" / f"{mark.args[0]}.json").read_text("utf-8")
        )
        labels = [case["label"] for case in cases]
        metafunc.parametrize("case", cases, ids=labels)
