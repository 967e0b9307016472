"""What every judge does.

Whoever reads the article may also know better who spoke, and what a speaker is to the
target.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from sentiment.models import Article, Hint, Judgement, Quote, Score, Speaker, Target


class Judge(Protocol):
    """Decides the stances of one article's quotations toward its target.

    `digest` changes when the data behind the decisions does.
    """

    name: str
    digest: str

    def hint(
        self, article: Article, quotes: Sequence[Quote], target: Target | None
    ) -> Sequence[Hint] | None:
        """What is known of who spoke each of `quotes` before speakers are looked for.

        Most know nothing.
        """
        return None

    def settle(
        self,
        article: Article,
        quotes: Sequence[Quote],
        speakers: Sequence[Speaker],
        target: Target | None,
    ) -> Sequence[Speaker]:
        """The speakers of `quotes`, with other roles where this judge knows better.

        Most don't: the speakers as they were found.
        """
        return speakers

    def judge(
        self,
        article: Article,
        quotes: Sequence[Quote],
        speakers: Sequence[Speaker],
        target: Target | None,
        scores: Sequence[Score],
    ) -> list[Judgement]:
        """Judge `quotes` (speech, in text order), one judgement for each.

        `speakers[i]` said `quotes[i]`, whose words VADER scored `scores[i]`.
        """
        ...
