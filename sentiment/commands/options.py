"""Options that several commands share, each defined once."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import click

from sentiment.errors import UsageError
from sentiment.models import REACTION_ROLES, Role
from sentiment.reading.options import FIELDS, MAX_BYTES, ReadingOptions

JUDGES = ("light", "vader")
DEFAULT_JUDGE = "light"
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
    help="Who decides the stance: light reads framing and words, vader the words only.",
)
freq = click.option(
    "--freq",
    type=click.Choice(FREQUENCIES),
    default="auto",
    show_default=True,
    help="Length of the chart's periods.",
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


roles = click.option(
    "--roles",
    metavar="ROLE,...",
    default=",".join(REACTION_ROLES),
    show_default=True,
    callback=_chosen_roles,
    help="Whose quotations the charts count.",
)


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
)


def reading(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options about reading, gathered as its argument `reading`."""

    @functools.wraps(command)
    def gathered(
        *args: Any,
        fields: dict[str, str],
        any_language: bool,
        fix_text: bool,
        max_bytes: int,
        strict: bool,
        **others: Any,
    ) -> Any:
        chosen = ReadingOptions(
            fields=fields,
            any_language=any_language,
            fix_text=fix_text,
            max_bytes=max_bytes,
            strict=strict,
        )
        return command(*args, reading=chosen, **others)

    for option in reversed(_READING):
        gathered = option(gathered)
    return gathered
