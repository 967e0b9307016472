"""Commenters without their names: members of the public did not ask to be quoted.

A pseudonym is made from the name alone, so that it is the same in every output and on
every run. It hides a name from readers, not from somebody who already has a list of
names to try: for that, give the names to nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import blake2b

from sentiment.models import Article, Evidence, Role, Speaker, Verdict

# Eight digits keep the pseudonyms of a million names apart but for about a hundred.
DIGITS = 8
MASK = "█"
_HANDLE = re.compile(r"@\w[\w.]*\w|@\w")


def redacted(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Put pseudonyms in place of the commenters of one article.

    Names and handles within its text are masked at the same length, so that all
    offsets hold.
    """
    names = _names(verdicts)
    if not names:
        return list(verdicts)
    hidden = _Hidden(names)
    articles = {id(v.article): hidden.article(v.article) for v in verdicts}
    return [
        replace(
            verdict,
            article=articles[id(verdict.article)],
            speaker=hidden.speaker(verdict.speaker),
            quote=replace(
                verdict.quote, evidence=hidden.reasons(verdict.quote.evidence)
            ),
            judgement=replace(
                verdict.judgement, evidence=hidden.reasons(verdict.judgement.evidence)
            ),
        )
        for verdict in verdicts
    ]


def pseudonym(name: str) -> str:
    """A stable name for a commenter that does not tell who it is.

    >>> pseudonym("@sunny_fan") == pseudonym("Sunny_Fan ")
    True
    """
    key = name.strip().lstrip("@").casefold()
    digest = blake2b(key.encode("utf-8", "replace"), digest_size=DIGITS // 2)
    return f"commenter-{digest.hexdigest()}"


def _names(verdicts: Iterable[Verdict]) -> dict[str, str]:
    """What commenters are called, in lower case, with a pseudonym for each.

    A surname alone hides behind the full name's pseudonym, unless the target shares it.
    """
    found: dict[str, str] = {}
    for verdict in verdicts:
        speaker = verdict.speaker
        if speaker.role is not Role.COMMENTER:
            continue
        for handle in _HANDLE.findall(speaker.phrase or ""):
            found[handle.casefold()] = pseudonym(handle)
        if speaker.name:
            public = (verdict.target or "").casefold().split()
            for part in (speaker.name, *speaker.name.split()):
                if part[0].isupper() and part.casefold() not in public:
                    found.setdefault(part.casefold(), pseudonym(speaker.name))
            found[speaker.name.casefold()] = pseudonym(speaker.name)
    return found


class _Hidden:
    """Hides some names wherever they stand."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._pseudonyms = names
        longest_first = sorted(names, key=lambda name: (-len(name), name))
        shown = "|".join(map(re.escape, longest_first))
        self._names = re.compile(rf"(?<!\w)(?:{shown})(?!\w)", re.IGNORECASE)

    def article(self, article: Article) -> Article:
        title = self._masked(article.title) if article.title else None
        return replace(article, text=self._masked(article.text), title=title)

    def speaker(self, speaker: Speaker) -> Speaker:
        if speaker.role is not Role.COMMENTER:
            return replace(speaker, evidence=self.reasons(speaker.evidence))
        return replace(
            speaker,
            phrase=self._named_anew(speaker.phrase),
            name=pseudonym(speaker.name) if speaker.name else None,
            evidence=self.reasons(speaker.evidence),
        )

    def reasons(self, evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
        return tuple(replace(e, rule=self._named_anew(e.rule) or "") for e in evidence)

    def _masked(self, text: str) -> str:
        return self._names.sub(lambda found: MASK * len(found.group()), text)

    def _named_anew(self, text: str | None) -> str | None:
        return text and self._names.sub(
            lambda found: self._pseudonyms.get(found[0].casefold(), MASK), text
        )
