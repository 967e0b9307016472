"""Options that several commands share, each defined once."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import fields
from datetime import date
from hashlib import file_digest
from pathlib import Path
from typing import Any

import click

from sentiment.batch.options import ENGINES, SECONDS, BatchOptions
from sentiment.commands.looks import LOOK_OPTIONS
from sentiment.errors import UsageError
from sentiment.models import REACTION_ROLES, Role
from sentiment.reading.options import FIELDS, MAX_BYTES, ReadingOptions
from sentiment.reporting.options import MIN_N, SPLITS, ChartOptions, Look

JUDGES = ("reader", "light", "vader")
DEFAULT_JUDGE = "reader"
COUNTS = ("utterances", "mentions")
FREQUENCIES = ("auto", "day", "week", "month", "quarter", "year")

paths = click.argument("paths", metavar="PATH...", nargs=-1, required=True)
target = click.option(
    "--target", metavar="NAME", help="Who or what is reacted to; found if left out."
)
judge = click.option(
    "--judge",
    type=click.Choice(JUDGES),
    default=DEFAULT_JUDGE,
    show_default=True,
    help=(
        "Who decides the stance: reader is a trained network with the evidence of "
        "light (it has a say in the roles, too), light reads framing and words, vader "
        "the words only."
    ),
)
weights = click.option(
    "--weights",
    metavar="FILE",
    help="Weights of the light judge's evidence; sentiment tune writes them.",
)
raw_csv = click.option(
    "--raw-csv",
    is_flag=True,
    help="Leave CSV cells as they are, though a spreadsheet may run them as formulas.",
)
redact = click.option(
    "--redact-speakers",
    "redact",
    is_flag=True,
    help="Put stable pseudonyms in place of commenters' names and handles.",
)


overrides = click.option(
    "--overrides",
    metavar="FILE",
    help=(
        "CSV with quote_id and what is to be put in place of stance, role, speaker or "
        "date, or a yes under drop; report writes a template."
    ),
)


def _chosen_roles(
    _: click.Context, __: click.Parameter, given: str
) -> tuple[Role, ...]:
    known = {role.value: role for role in Role}
    names = [name.strip() for name in given.split(",") if name.strip()]
    if not names or any(name not in known for name in names):
        raise UsageError(
            f"--roles {given!r}: choose from {', '.join(known)}, separated by commas"
        )
    return tuple(known[name] for name in dict.fromkeys(names))


def day(_: click.Context, option: click.Parameter, given: str | None) -> date | None:
    """Read the day that an option gives."""
    if given is None:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError:
        name = option.opts[0]
        raise UsageError(f"{name} {given!r}: write the day as 2024-03-31") from None


_COUNTING = (
    click.option(
        "--roles",
        metavar="ROLE,...",
        default=",".join(REACTION_ROLES),
        show_default=True,
        callback=_chosen_roles,
        help="Whose quotations the charts count.",
    ),
    click.option(
        "--count",
        type=click.Choice(COUNTS),
        default="utterances",
        show_default=True,
        help="Utterances count once, however many articles tell them; mentions each.",
    ),
    click.option(
        "--since", metavar="DATE", callback=day, help="The first day that counts."
    ),
    click.option(
        "--until", metavar="DATE", callback=day, help="The last day that counts."
    ),
)


_CHARTING = (
    click.option(
        "--freq",
        type=click.Choice(FREQUENCIES),
        default="auto",
        show_default=True,
        help="Length of the chart's periods.",
    ),
    *_COUNTING,
    click.option(
        "--min-n",
        metavar="N",
        type=click.IntRange(min=1),
        default=MIN_N,
        show_default=True,
        help="A net share of fewer quotations is drawn hollow.",
    ),
    click.option(
        "--by",
        type=click.Choice(SPLITS),
        help="Draw a small chart for each of these besides.",
    ),
    click.option(
        "--events",
        "events_file",
        metavar="FILE",
        help="CSV with date and label of events to mark on the chart.",
    ),
    *LOOK_OPTIONS,
)


def charting(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options about charts, gathered as its argument `charting`."""
    return _gathered(command, "charting", _CHARTING, _chart_options)


def counting(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options about what counts, gathered as `counting`."""
    return _gathered(command, "counting", _COUNTING, ChartOptions)


def _chart_options(*, events_file: str | None, **chosen: Any) -> ChartOptions:
    from sentiment.reporting.events import read_events

    look = Look(**{field.name: chosen.pop(field.name) for field in fields(Look)})
    events = read_events(events_file) if events_file else ()
    return ChartOptions(events=events, look=look, **chosen)


def _gathered(
    command: Callable[..., Any],
    name: str,
    wanted: Sequence[Callable[..., Any]],
    gather: Callable[..., Any],
) -> Callable[..., Any]:
    """Give a command options that reach it gathered in one argument."""

    @functools.wraps(command)
    def gathered(*args: Any, **given: Any) -> Any:
        own = {key: given.pop(key) for key in names}
        return command(*args, **{name: gather(**own)}, **given)

    before = len(_parameters(gathered))
    for option in reversed(wanted):
        gathered = option(gathered)
    names = [str(option.name) for option in _parameters(gathered)[before:]]
    return gathered


# Options that change nothing of what is written, or only where.
_ASIDE = ("out", "workers", "cache", "engine", "scheduler")


def given() -> dict[str, object]:
    """What `run.json` says of the running command's options: those that were given.

    Each file among them has its SHA-256 beside it.
    """
    context = click.get_current_context()
    told = {}
    for option in context.command.params:
        name = str(option.name)
        source = context.get_parameter_source(name)
        if (
            isinstance(option, click.Option)
            and source is click.core.ParameterSource.COMMANDLINE
            and name in context.params
            and name not in _ASIDE
        ):
            told[option.opts[0].lstrip("-")] = _plain(option, context.params[name])
    return told


def _plain(option: click.Option, value: Any) -> object:
    if option.metavar == "FILE":
        return {"file": value, "sha256": _sha256(value)}
    if isinstance(value, dict):
        return [f"{key}={name}" for key, name in value.items()]
    if isinstance(value, tuple):
        return [str(one) for one in value]
    return (
        value if value is None or isinstance(value, bool | int | float) else str(value)
    )


def _sha256(path: str) -> str:
    with Path(path).open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _parameters(command: Callable[..., Any]) -> list[click.Parameter]:
    return list(getattr(command, "__click_params__", ()))


def _field_names(
    _: click.Context, __: click.Parameter, given: tuple[str, ...]
) -> dict[str, str]:
    pairs = [pair.partition("=")[::2] for pair in given]
    for ours, theirs in pairs:
        if ours not in FIELDS or not theirs:
            shown = ", ".join(FIELDS)
            reason = f"write FIELD=NAME, where FIELD is one of {shown}"
            raise UsageError(f"--field {ours}={theirs}: {reason}")
    return dict(pairs)


_READING = (
    click.option(
        "--field",
        "fields",
        metavar="FIELD=NAME",
        multiple=True,
        callback=_field_names,
        help="What the input calls a field: --field text=body. May be repeated.",
    ),
    click.option(
        "--any-language",
        is_flag=True,
        help="Read articles that are not English too; VADER knows only English.",
    ),
    click.option(
        "--fix-text",
        is_flag=True,
        help="Repair letters garbled by a wrong encoding (“Itâ€™s”).",
    ),
    click.option(
        "--max-bytes",
        metavar="N",
        type=click.IntRange(min=1),
        default=MAX_BYTES,
        show_default=True,
        help="The largest article; larger ones are skipped.",
    ),
    click.option("--strict", is_flag=True, help="Stop at the first fault."),
    click.option(
        "--date-field",
        metavar="NAME",
        help="The field that holds the date: as --field published=NAME.",
    ),
    click.option(
        "--dates",
        "dates_file",
        metavar="FILE",
        help="CSV with article_id and date of articles that tell none themselves.",
    ),
    click.option(
        "--dayfirst/--monthfirst",
        default=None,
        help="Whether 03/04/2024 is in April or in March; undated without either.",
    ),
    click.option(
        "--infer-dates/--no-infer-dates",
        default=True,
        show_default=True,
        help="Date an article by quotations that it shares, or its season.",
    ),
)


def reading(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options about reading, gathered as its argument `reading`."""
    return _gathered(command, "reading", _READING, _reading_options)


def _reading_options(
    *,
    date_field: str | None,
    dates_file: str | None,
    fields: dict[str, str],
    **chosen: Any,
) -> ReadingOptions:
    if date_field:
        fields = {**fields, "published": date_field}
    if dates_file is None:
        return ReadingOptions(fields=fields, **chosen)
    from sentiment.reading.dated_rows import read_dates

    dates = read_dates(dates_file, chosen["dayfirst"])
    return ReadingOptions(fields=fields, dates=dates, **chosen)


_BATCH = (
    click.option(
        "--workers",
        metavar="N",
        type=click.IntRange(min=1),
        help="Processes to work with; all cores for many articles if left out.",
    ),
    click.option(
        "--engine",
        type=click.Choice(ENGINES),
        default=ENGINES[0],
        show_default=True,
        help="Work on this machine, or on a Dask cluster.",
    ),
    click.option(
        "--scheduler", metavar="ADDRESS", help="The Dask cluster's scheduler."
    ),
    click.option(
        "--cache",
        metavar="DIR",
        type=click.Path(file_okay=False, path_type=Path),
        help="Keep what is finished here; a second run does only what is new.",
    ),
    click.option(
        "--time-limit",
        "seconds",
        metavar="SECONDS",
        type=click.FloatRange(min=0, min_open=True),
        default=SECONDS,
        show_default=True,
        help="An article that takes longer is left out, and named.",
    ),
)


def batch(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options about many articles, gathered as `batch`."""
    return _gathered(command, "batch", _BATCH, _batch_options)


def _batch_options(
    *, engine: str, scheduler: str | None, **chosen: Any
) -> BatchOptions:
    if (engine == "dask") != (scheduler is not None):
        raise UsageError("--engine dask and --scheduler ADDRESS go together")
    return BatchOptions(scheduler=scheduler, **chosen)
