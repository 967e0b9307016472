"""Verdicts as rows of plain values, and rows as lines of JSON in UTF-8.

Without pandas, so that workers and streams start at once.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from json.encoder import encode_basestring
from typing import BinaryIO, Final

from sentiment.models import Evidence, Verdict
from sentiment.reporting.contexts import context_span

Row = dict[str, object]

SURROGATE: Final = re.compile(f"[{chr(0xD800)}-{chr(0xDFFF)}]")
# Characters that other programs take for the end of a line inside a JSON string.
_LINE_ENDS: Final = (("\x85", "\\u0085"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029"))
# So many reasons are remembered as they are written.
REMEMBERED: Final = 10_000
# Made once: json.dumps would make one for each line.
_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def verdict_row(verdict: Verdict) -> Row:
    """One verdict as plain values, keyed by column, in the order of `COLUMNS`.

    Args:
        verdict: the quotation.

    Returns:
        Strings, numbers and None; dates in ISO form; `evidence` a list of objects
        with about (stance, speaker or quote), rule, pull, start and end. Offsets
        count characters of the article's text. `date_inferred` is true where no
        source states the date and `date_source` says what it is inferred from.
        `context` is the lines around it, from `context_start` on.
        `corrected` says what was put right by hand: nothing yet; see `overrides`.
        `utterance_id`, `first_date` and `reach` are those of a quotation that stands
        alone; see `retold`.
    """
    row = _without_reasons(verdict)
    row["evidence"] = [
        {"about": about, "rule": one.rule, "pull": _rounded(one.pull),
         "aside": _rounded(one.aside), "start": start, "end": end}
        for about, one in _reasons(verdict)
        for start, end in (one.span or (None, None),)
    ]  # fmt: skip
    row["corrected"] = None
    return row


def verdict_line(verdict: Verdict) -> bytes:
    """`json_line(verdict_row(verdict))`, in half the time."""
    row = _encode(_without_reasons(verdict)).removesuffix("}")
    told = []
    for about, (rule, pull, span, aside) in _reasons(verdict):
        start, end = (str(span[0]), str(span[1])) if span else ("null", "null")
        told.append(
            f'{_TOLD[about, rule, pull, aside]}, "start": {start}, "end": {end}}}'
        )
    return _written(f'{row}, "evidence": [{", ".join(told)}], "corrected": null}}')


def _without_reasons(verdict: Verdict) -> Row:
    article, speaker, judgement = verdict.article, verdict.speaker, verdict.judgement
    dating, chances = article.dating, judgement.probabilities
    around = context_span(article.text, verdict.quote.marks)
    day = dating.date.isoformat() if dating.date else None
    return {
        "article_id": article.id,
        "quote_id": verdict.quote.id,
        "start": verdict.quote.span.start,
        "end": verdict.quote.span.end,
        "text": verdict.quote.span.of(article.text),
        "speaker": speaker.phrase,
        "speaker_name": speaker.name,
        "role": speaker.role.value,
        "target": verdict.target,
        "compound": round(verdict.score.compound, 4),
        "positive": round(verdict.score.positive, 4),
        "neutral": round(verdict.score.neutral, 4),
        "negative": round(verdict.score.negative, 4),
        "compound_adjusted": round(verdict.score.adjusted, 4),
        "stance": judgement.stance.value,
        "p_supportive": round(chances.supportive, 4),
        "p_critical": round(chances.critical, 4),
        "p_neutral": round(chances.neutral, 4),
        "judge": verdict.judge or None,
        "date": day,
        "date_precision": dating.precision.value if dating.precision else None,
        "date_source": dating.source,
        "date_inferred": dating.inferred,
        "utterance_id": verdict.quote.id,
        "first_date": day,
        "reach": 1,
        "outlet": article.outlet,
        "url": article.url,
        "title": article.title,
        "context": around.of(article.text),
        "context_start": around.start,
    }


def _reasons(verdict: Verdict) -> list[tuple[str, Evidence]]:
    """The evidence of a verdict, and what each is about.

    A pull means support or criticism in a judgement only, so each says its subject.
    """
    return [
        *[("stance", reason) for reason in verdict.judgement.evidence],
        *[("speaker", reason) for reason in verdict.speaker.evidence],
        *[("quote", reason) for reason in verdict.quote.evidence],
    ]


class _Told(dict[tuple[str, str, float, float], str]):
    """Reasons as JSON, up to where they stand, remembered: most come again."""

    def __missing__(self, reason: tuple[str, str, float, float]) -> str:
        if len(self) >= REMEMBERED:
            self.clear()
        about, rule, pull, aside = reason
        told = self[reason] = (
            f'{{"about": "{about}", "rule": {encode_basestring(rule)}, '
            f'"pull": {_rounded(pull)!r}, "aside": {_rounded(aside)!r}'
        )
        return told


_TOLD: Final = _Told()


def _rounded(pull: float) -> float:
    """Four digits of a pull; what equals 0 is written as 0.0, never as -0.0."""
    return round(pull, 4) + 0.0


def is_name(speaker: str) -> bool:
    """Whether a phrase names somebody: it begins with a capital or @.

    >>> is_name("Jo Pratt"), is_name("@jo"), is_name("another viewer")
    (True, True, False)
    """
    return speaker[:1].isupper() or speaker[:1] == "@"


def json_line(row: Mapping[str, object]) -> bytes:
    """One row as a JSON object without a line's end; its values stay exact."""
    return _written(_encode(row))


def _written(line: str) -> bytes:
    for character, escape in _LINE_ENDS:
        if character in line:
            line = line.replace(character, escape)
    try:
        return line.encode("utf-8")
    except UnicodeEncodeError:
        whole = SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", line)
        return whole.encode("utf-8")


def renamed(line: bytes, old: str, new: str) -> bytes:
    """The line of a row whose article is called otherwise."""
    row = json.loads(line)
    row["article_id"] = new
    for column in ("quote_id", "utterance_id"):
        row[column] = new + row[column].removeprefix(old)
    return json_line(row)


def write_jsonl(rows: Iterable[Mapping[str, object]], out: BinaryIO) -> int:
    """Write one JSON object a line and return their number.

    Args:
        rows: from `verdict_row` or `table_rows`; they are not gathered in memory.
        out: takes UTF-8; what that cannot hold is written as JSON escapes it.
    """
    count = 0
    for row in rows:
        out.write(json_line(row) + b"\n")
        count += 1
    return count
