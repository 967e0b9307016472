"""What a command says about its work, all of it on standard error."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])
Item = TypeVar("Item")

_QUIET = "sentiment.quiet"
# Redrawing more often costs more than it tells.
REDRAW_SECONDS = 0.2


def _set_quiet(context: click.Context, _: click.Parameter, quiet: bool) -> None:
    context.meta[_QUIET] = quiet


def _set_verbose(_: click.Context, __: click.Parameter, verbose: bool) -> None:
    log = logging.getLogger("sentiment")
    # One process may run many commands, as tests do: each sets its own level.
    log.handlers = [_EchoHandler()] if verbose else []
    log.setLevel(logging.DEBUG if verbose else logging.WARNING)
    log.propagate = not verbose


class _EchoHandler(logging.Handler):
    """Prints the library's log, clean of what a terminal could obey."""

    def emit(self, record: logging.LogRecord) -> None:
        from sentiment.text import printable

        click.echo(printable(record.getMessage()), err=True)


_quiet = click.option(
    "--quiet", "-q", is_flag=True, expose_value=False, callback=_set_quiet,
    help="Say nothing but what failed.",
)  # fmt: skip
_verbose = click.option(
    "--verbose", "-v", is_flag=True, expose_value=False, callback=_set_verbose,
    help="Say how each input is read: its format and encoding.",
)  # fmt: skip


def talk(command: Command) -> Command:
    """Give a command the options --quiet and --verbose."""
    return _quiet(_verbose(command))


def is_quiet() -> bool:
    """Whether the command that runs was told to be quiet."""
    context = click.get_current_context(silent=True)
    return bool(context and context.meta.get(_QUIET))


def say(line: str) -> None:
    """Say something about the work on standard error, unless told to be quiet."""
    if not is_quiet():
        click.echo(line, err=True)


def with_progress(
    articles: Iterable[Item], size: Callable[[], int], read: Callable[[], int]
) -> Iterator[Item]:
    """Show on a terminal how far the articles are read, their rate and the time left.

    Args:
        articles: are passed on as they come.
        size: tells the bytes of all inputs; asked on a terminal only.
        read: tells how many bytes have been read.
    """
    total = 0 if is_quiet() or not sys.stderr.isatty() else size()
    if not total:
        yield from articles
        return
    start = shown = time.monotonic()
    count = 0
    bar: Any
    with click.progressbar(
        length=total, file=sys.stderr, item_show_func=lambda _: f"{count:,} articles, "
        f"{count / max(0.1, time.monotonic() - start):,.0f}/s",
    ) as bar:  # fmt: skip
        for article in articles:
            count += 1
            yield article
            if time.monotonic() - shown > REDRAW_SECONDS:
                shown = time.monotonic()
                bar.update(min(read(), total) - bar.pos)
        bar.update(total - bar.pos)
