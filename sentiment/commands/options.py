"""Options that several commands share, each defined once."""

from __future__ import annotations

import click

from sentiment.errors import UsageError
from sentiment.models import REACTION_ROLES, Role

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
