"""The command `sentiment`: gathers the commands, turns errors into exit codes.

Data goes to standard output, everything said about it to standard error. Exit codes:
0 all done, 1 some input could not be used (the rest is done), 2 wrong usage.

What a command needs is imported when it runs, so that `--help` answers at once.
"""

from __future__ import annotations

import sys
from typing import Any

import click

from sentiment.batch.garbage import collect_less
from sentiment.commands.compare import compare
from sentiment.commands.evaluate import evaluate
from sentiment.commands.explain import explain
from sentiment.commands.quotes import quotes
from sentiment.commands.report import report
from sentiment.commands.score import score
from sentiment.commands.tune import tune
from sentiment.errors import MissingInput, SentimentError, UsageError


class _Failure(click.ClickException):
    """A message and the exit code that goes with it."""

    def __init__(self, message: str, code: int) -> None:
        super().__init__(message)
        self.exit_code = code  # type: ignore[misc]


class _Group(click.Group):
    """Turns the library's errors into messages and exit codes, in one place."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (UsageError, MissingInput) as error:
            raise _Failure(str(error), 2) from None
        except SentimentError as error:
            raise _Failure(str(error), 1) from None
        except BrokenPipeError:
            # Whoever reads us has seen enough (`| head`); that is no fault.
            sys.stderr.close()
            raise click.exceptions.Exit(1) from None


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="sentiment-news", prog_name="sentiment")
def main() -> None:
    """Who says what about whom in news articles, and how that changes over time.

    \b
    Examples:
      sentiment report seeds
      sentiment quotes seeds --format jsonl
      sentiment compare seeds --before 2024-01-01
      sentiment score "Stay strong my friend."
    """
    collect_less()


for command in (report, quotes, compare, score, explain, evaluate, tune):
    main.add_command(command)
