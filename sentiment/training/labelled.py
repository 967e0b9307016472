"""Annotated articles as the judges meet them: our own quotes, the annotated stances.

What a judge sees in use is what was found, not what was annotated, so it is trained
and measured on found quotes, speakers and roles. A found quote has the stance of the
annotated one that it matches, and none where it matches none.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sentiment.errors import InputError, MissingInput
from sentiment.finding.people import find_speakers
from sentiment.finding.quotes import find_quotes
from sentiment.judging.judge import Judge
from sentiment.judging.judges import VaderJudge, compound_probabilities
from sentiment.judging.measures import Judged
from sentiment.judging.scoring import score_quote
from sentiment.models import (
    REACTION_ROLES,
    Article,
    Hint,
    Kind,
    Probabilities,
    Quote,
    Role,
    Score,
    Speaker,
    Stance,
    Target,
)
from sentiment.training.gold import GoldArticle, match, read_gold

Hear = Callable[[Article, Sequence[Quote], Target | None], Sequence[Hint] | None]


@dataclass(frozen=True)
class Labelled:
    """An article with what was found in it and the stances that annotators gave.

    `stances` and `roles` are those of the matching annotated quotes, one for each of
    `quotes`, None without a match; `missed` are the stances of the annotated reactions
    that were not found; `doubtful` are the places in `quotes` of stances that the
    annotators were not sure of.
    """

    article: Article
    part: str
    target: Target | None
    quotes: tuple[Quote, ...]
    speakers: tuple[Speaker, ...]
    scores: tuple[Score, ...]
    stances: tuple[Stance | None, ...]
    roles: tuple[Role | None, ...]
    missed: tuple[Stance, ...]
    doubtful: frozenset[int] = frozenset()


def read_labelled(
    paths: Iterable[Path | str], hear: Hear | None = None
) -> list[Labelled]:
    """Read annotated articles (JSONL) and find their quotes and speakers anew.

    `hear` gives hints of the speakers, as a judge does.

    Raises:
        MissingInput: there is no such file.
        InputError: naming the line that is no labelled article, and what it lacks.
    """
    paths = list(paths)
    for path in paths:
        _check(Path(path))
    return [label(gold, hear) for gold in read_gold(paths)]


def judged_by(judge: Judge, path: str) -> list[Judged]:
    """What a judge says of the labelled quotes in a file, JSONL or a quotes.csv."""
    if path.endswith(".csv"):
        return list(_judged_rows(judge, Path(path)))
    articles = read_labelled([path], judge.hint)
    return [row for one in articles for row in judge_labelled(judge, one)]


def _judged_rows(judge: Judge, path: Path) -> Iterator[Judged]:
    """The labelled rows of a quotes.csv: its own stances, or those of the compound."""
    for number, row in enumerate(csv.DictReader(io.StringIO(_text(path))), start=2):
        try:
            given = (row["label"] or "").strip().lower()
            if not given:
                continue
            if isinstance(judge, VaderJudge):
                chances = compound_probabilities(float(row["compound"]))
            else:
                columns = ("p_supportive", "p_critical", "p_neutral")
                chances = Probabilities(*(float(row[column]) for column in columns))
            yield Judged(
                row["article_id"], Stance(given), chances, row["role"] in REACTION_ROLES
            )
        except KeyError as error:
            reason = f"there is no column {error}: fill in a quotes.csv of ours"
            raise InputError(path, reason, 1) from None
        except (TypeError, ValueError) as error:
            raise InputError(path, f"{error}: see the README", number) from None


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except FileNotFoundError:
        raise MissingInput(path, "there is no such file") from None
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(path, f"cannot be read ({error})") from None


def _check(path: Path) -> None:
    """Raise at the first line that is no labelled article."""
    lines = _text(path).splitlines()
    for number, line in enumerate(lines, start=1):
        try:
            record = json.loads(line)
            for key in ("id", "text", "quotes"):
                record[key]
            for quote in record["quotes"]:
                int(quote["start"]), int(quote["end"])
                if Kind(quote["kind"]) is Kind.SPEECH:
                    Role(quote["role"]), Stance(quote["stance"])
        except KeyError as error:
            raise InputError(path, f"there is no {error}", number) from None
        except (TypeError, ValueError) as error:
            reason = f"is no labelled article ({error})"
            raise InputError(path, reason, number) from None
    if not lines:
        raise InputError(path, "is empty: one labelled article a line is wanted")


def label(gold: GoldArticle, hear: Hear | None = None) -> Labelled:
    """Find the quotes of one annotated article and give them its stances.

    `hear` gives hints of their speakers, as a judge does.
    """
    article = gold.article
    target = Target(article.target) if article.target else None
    every = find_quotes(article)
    quotes = [quote for quote in every if quote.kind is Kind.SPEECH]
    hints = hear(article, quotes, target) if hear else None
    stances: list[Stance | None] = [None] * len(quotes)
    roles: list[Role | None] = [None] * len(quotes)
    doubtful = set()
    unfound = dict(enumerate(gold.quotes))
    for number, found in match(article.text, gold.quotes, [q.span for q in quotes]):
        annotated = unfound.pop(number)
        if annotated["kind"] == Kind.SPEECH:
            stances[found] = Stance(annotated["stance"])
            roles[found] = Role(annotated["role"])
            if not annotated.get("sure", True):
                doubtful.add(found)
    return Labelled(
        article, gold.part, target, tuple(quotes),
        tuple(find_speakers(article, every, target, hints)),
        tuple(score_quote(quote.span.of(article.text)) for quote in quotes),
        tuple(stances), tuple(roles), _reactions(unfound.values()), frozenset(doubtful),
    )  # fmt: skip


def _reactions(quotes: Iterable[dict[str, Any]]) -> tuple[Stance, ...]:
    return tuple(
        Stance(quote["stance"])
        for quote in quotes
        if quote["kind"] == Kind.SPEECH and quote["role"] in REACTION_ROLES
    )


def judge_labelled(judge: Judge, one: Labelled) -> list[Judged]:
    """What a judge says of an article's quotes, beside what annotators said.

    Quotes that are neither an annotated reaction nor charted as one are left out.
    """
    speakers = judge.settle(one.article, one.quotes, one.speakers, one.target)
    made = judge.judge(one.article, one.quotes, speakers, one.target, one.scores)
    name = one.article.id
    found = [
        Judged(
            name,
            stance if role in REACTION_ROLES else None,
            judgement.probabilities,
            speaker.role in REACTION_ROLES,
        )
        for stance, role, speaker, judgement in zip(
            one.stances, one.roles, speakers, made, strict=True
        )
    ]
    used = [row for row in found if row.gold or row.charted]
    return used + [Judged(name, stance, None, False) for stance in one.missed]


def known_parts(articles: Sequence[Labelled]) -> list[str]:
    """The parts that the articles come from, sorted."""
    return sorted({one.part for one in articles})
