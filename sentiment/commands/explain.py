"""`sentiment explain`: why one quotation was judged as it was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from sentiment.commands import options
from sentiment.commands.run import Run
from sentiment.commands.talk import talk
from sentiment.errors import UsageError
from sentiment.reading.options import ReadingOptions

if TYPE_CHECKING:
    from sentiment.models import Evidence, Target, Verdict

REASONS_SHOWN = 15
IDS_SHOWN = 5
WORDS_SHOWN = 60  # characters
MOVING_SHOWN = 10


@click.command()
@talk
@options.paths
@click.option(
    "--quote",
    "wanted",
    metavar="ID",
    required=True,
    help="The quotation's id, as `sentiment quotes` prints it in quote_id.",
)
@options.target
@options.judge
@options.weights
@options.reading
def explain(
    paths: tuple[str, ...],
    wanted: str,
    target: str | None,
    judge: str,
    weights: str | None,
    reading: ReadingOptions,
) -> None:
    """Show why one quotation was judged as it was.

    \b
    Prints the quotation with the words that VADER counts, the reasons with their pull
    (above zero toward support, below toward criticism; then above zero toward neither,
    below toward a side), the quotations beside it, and the probabilities. The pulls add
    up to the log-odds of support against criticism, and of neutral against a side.
    Where the reader judges, also the words that moved its network hardest.

    \b
    Examples:
      sentiment explain seeds --quote 003_1e7efea492f09f0a:897
      sentiment explain seeds --quote 003_1e7efea492f09f0a:897 --judge reader
    """
    run = Run(paths, target, judge, reading, weights=weights)
    verdicts = list(run.verdicts())
    places = [at for at, verdict in enumerate(verdicts) if verdict.quote.id == wanted]
    if not places:
        known = ", ".join(verdict.quote.id for verdict in verdicts[:IDS_SHOWN])
        raise UsageError(f"--quote {wanted!r}: no such quotation; ids are like {known}")
    for line in explanation(verdicts, places[0]):
        click.echo(line)
    for line in moving_words(verdicts, places[0], run.aim):
        click.echo(line)
    run.finish()


def explanation(verdicts: Sequence[Verdict], at: int) -> Iterator[str]:
    """The lines that tell why the quotation at place `at` was judged as it was."""
    from sentiment.text import printable

    verdict = verdicts[at]
    chances = verdict.judgement.probabilities
    speaker = printable(verdict.speaker.name or verdict.speaker.phrase or "somebody")
    target = printable(verdict.target or "nobody in particular")
    yield f"{speaker} ({verdict.speaker.role.value}) on {target}:"
    yield f"  {printable(_marked(verdict))}"
    yield (
        f"Stance: {verdict.judgement.stance.value}  "
        f"(supportive {chances.supportive:.2f}, critical {chances.critical:.2f}, "
        f"neutral {chances.neutral:.2f}) by {verdict.judge}"
    )
    if chances.likeliest() is not verdict.judgement.stance:
        yield "Neither side stands out, so none is named."
    yield (
        f"VADER: compound {verdict.score.compound:+.4f}, "
        f"adjusted {verdict.score.adjusted:+.4f}"
    )
    yield "Reasons, strongest first (+ support, - criticism; + neither, - a side):"
    shown = verdict.judgement.evidence[:REASONS_SHOWN]
    for reason in shown:
        yield _pulls([reason]) + printable(_reason(reason, verdict))
    rest = verdict.judgement.evidence[REASONS_SHOWN:]
    if rest:
        yield _pulls(rest) + "weaker reasons, together"
    for name, other in (("Before", at - 1), ("After", at + 1)):
        if 0 <= other < len(verdicts) and verdicts[other].article == verdict.article:
            stance = verdicts[other].judgement.stance.value
            yield f"{name}: {stance}  {printable(_start(verdicts[other]))}"


def _pulls(reasons: Sequence[Evidence]) -> str:
    """What reasons pull together: toward support, and toward neither side."""
    pull = sum(reason.pull for reason in reasons)
    aside = sum(reason.aside for reason in reasons)
    return f"  {pull:+6.2f} {aside:+6.2f}  "


def moving_words(
    verdicts: Sequence[Verdict], at: int, aim: Target | str | None
) -> Iterator[str]:
    """The lines that tell which words moved the reader, where it was the judge."""
    verdict = verdicts[at]
    if not verdict.judge.startswith("reader:"):
        return
    from sentiment.judging.reader.occlusion import occlude
    from sentiment.pipeline import article_target
    from sentiment.text import printable

    article = verdict.article
    own = [other for other in verdicts if other.article is article]
    quotes = [one.quote for one in own]
    found = occlude(article, quotes, article_target(article, aim), own.index(verdict))
    yield "Words that moved the reader: what hiding each of them would change"
    for reason in found[:MOVING_SHOWN]:
        words = reason.span.of(article.text) if reason.span else ""
        yield f"  {reason.pull:+6.2f}  {printable(words)}"


def _marked(verdict: Verdict) -> str:
    """The quotation with the valence behind each word that VADER counts."""
    from sentiment.judging.scoring import scored_words

    text, span = verdict.article.text, verdict.quote.span
    parts, begin = [], span.start
    for word in scored_words(text, *span):
        parts.append(f"{text[begin : word.span.end]}[{word.valence:+.1f}]")
        begin = word.span.end
    return "".join([*parts, text[begin : span.end]])


def _reason(reason: Evidence, verdict: Verdict) -> str:
    from sentiment.judging.reasons import describe

    line = describe(reason.rule)
    if reason.span is None or reason.span == verdict.quote.span:
        return line
    return f'{line}: "{reason.span.of(verdict.article.text)}"'


def _start(verdict: Verdict) -> str:
    words = verdict.quote.span.of(verdict.article.text)
    return words if len(words) <= WORDS_SHOWN else f"{words[:WORDS_SHOWN].rstrip()}..."
