"""The one way from articles to verdicts: quotes, speakers, scores, judgements."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from sentiment.finding.people import find_speakers
from sentiment.finding.quotes import find_quotes
from sentiment.finding.targets import find_target
from sentiment.judging.judge import Judge
from sentiment.judging.judges import DEFAULT_JUDGE, choose_judge, signature
from sentiment.judging.scoring import score_quote
from sentiment.models import Article, Kind, Target, Verdict
from sentiment.reading.articles import read_articles

if TYPE_CHECKING:
    import pandas as pd

# A target stands out in far fewer articles than this, and they are held in memory.
TARGET_SAMPLE = 200


def analyze_article(
    article: Article,
    target: Target | str | None = None,
    judge: Judge | str = DEFAULT_JUDGE,
) -> list[Verdict]:
    """Find, attribute, score and judge the quotations of one article.

    Args:
        article: the article; its text is not changed.
        target: what the public reacts to. Without it the article's own `target`
            counts, else the name that headline and lead are about.
        judge: a judge or its name.

    Returns:
        One verdict a quotation, in the order of the text.
    """
    judge = _able(judge) if isinstance(judge, str) else judge
    aim = article_target(article, target)
    every = find_quotes(article)
    quotes = [quote for quote in every if quote.kind is Kind.SPEECH]
    hints = judge.hint(article, quotes, aim)
    found = find_speakers(article, every, aim, hints)
    speakers = judge.settle(article, quotes, found, aim)
    scores = [score_quote(quote.span.of(article.text)) for quote in quotes]
    judgements = judge.judge(article, quotes, speakers, aim, scores)
    name, signed = aim.name if aim else None, signature(judge)
    return [
        Verdict(article, quote, speaker, name, score, judgement, signed)
        for quote, speaker, score, judgement in zip(
            quotes, speakers, scores, judgements, strict=True
        )
    ]


def _able(name: str) -> Judge:
    judge, remark = choose_judge(name)
    if remark:
        warnings.warn(remark, RuntimeWarning, stacklevel=3)
    return judge


def article_target(article: Article, target: Target | str | None) -> Target | None:
    """What an article's quotations are judged toward, as `analyze_article` takes it."""
    if isinstance(target, str):
        return Target(target)
    if target is not None and not target.found:
        return target
    if article.target:
        return Target(article.target)
    return target or find_target([article])


def analyze_articles(
    articles: Iterable[Article],
    target: Target | str | None = None,
    judge: Judge | str = DEFAULT_JUDGE,
) -> Iterator[Verdict]:
    """Analyse a stream of articles, one after the other, in bounded memory.

    Without a target, articles that name none share the one that the first
    `TARGET_SAMPLE` of them are about.
    """
    if target is None:
        target, articles = shared_target(articles)
    for article in articles:
        yield from analyze_article(article, target, judge)


def shared_target(
    articles: Iterable[Article],
) -> tuple[Target | None, Iterator[Article]]:
    """The target that the articles without one of their own are about.

    Returns it with all the articles, those that were looked at among them.
    """
    stream = iter(articles)
    sample = list(islice(stream, TARGET_SAMPLE))
    found = find_target(article for article in sample if not article.target)
    return found, chain(sample, stream)


def analyze(
    articles: Sequence[str | Path | Article] | str | Path,
    target: Target | str | None = None,
    judge: Judge | str = DEFAULT_JUDGE,
) -> pd.DataFrame:
    """Analyse files, folders or articles to a table with one row a quotation.

    Args:
        articles: paths of files and folders, or articles, or both.
        target: what the public reacts to; found in the articles if left out.
        judge: a judge or its name.

    Returns:
        A DataFrame with the columns that the README lists.

    Raises:
        InputError: naming the first file that cannot be read.
    """
    # pandas takes longer to import than most collections take to analyse.
    from sentiment.reporting.tables import quote_table

    given = [articles] if isinstance(articles, str | Path) else articles
    read: list[Article] = []
    for item in given:
        read.extend([item] if isinstance(item, Article) else read_articles(item))
    return quote_table(analyze_articles(read, target, judge))
