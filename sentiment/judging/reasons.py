"""The rules of a judgement's evidence in plain words."""

from __future__ import annotations

_PLACES = {
    "own": "the words around it",
    "near": "the sentence before",
    "lead": "the lines before",
    "open": "the lines before the first quotation",
}
_WORDS = {
    "word": "the word itself",
    "cue": "the cue itself",
    "pair": "the two words together",
    "around": "a word around it",
    "before": "a word of the sentence before",
    "speaker": "a word for the speaker",
}
_WHOLE = {
    "baseline": "what any quotation starts from",
    "further": "everything weaker, together",
    "neighbours": "the quotations beside it",
    "names target": "it names the target",
    "says you": "it speaks to somebody",
    "says she": "it speaks of somebody",
    "says i": "it speaks of the speaker",
    "says nobody": "it names nobody",
    "phrase:none": "no telling phrase in it",
    "place": "how far down the article it stands",
    "place:first": "it is the first quotation",
    "place:last": "it is the last quotation",
    "place:reaction": "how far down the reactions it stands",
    "place:first reaction": "it is the first reaction",
    "place:last reaction": "it is the last reaction",
    "reader:side": "which side the network leans to",
    "reader:neutral": "whether the network sees a side at all",
    "vader:compound": "VADER's compound",
    "vader:flat": "VADER calls the words neutral",
    "vader:positive": "VADER calls the words positive",
    "vader:negative": "VADER calls the words negative",
}


def describe(rule: str) -> str:
    """Say what a rule stands for.

    >>> describe("own:run:critical:3")
    'critical cue in the words around it (strength 3)'
    >>> describe("reader:side")
    'which side the network leans to'
    >>> describe("word:should")
    'the word itself'
    """
    if rule in _WHOLE:
        return _WHOLE[rule]
    head, *rest = rule.split(":")
    if head in _PLACES and len(rest) == 3:
        return f"{rest[1]} cue in {_PLACES[head]} (strength {rest[2]})"
    if head == "phrase" and len(rest) == 2:
        return f"{rest[0]} phrase (strength {rest[1]})"
    if head == "phrases":
        return f"its phrases are {rest[0]} on the whole"
    if head == "announced":
        return f"a {rest[0]} run was announced, and a {rest[1]} speaks"
    if head == "opening":
        return f"headline and opening are {rest[0]}"
    if head == "role":
        return f"the speaker's role: {rest[0]}"
    if head in _WORDS:
        return _WORDS[head]
    if rule.startswith("phrase="):
        return "the phrase itself"
    if head == "place":
        return f"how far down the article it stands, and a {rest[0]} speaks"
    if rest:
        return f"{_WHOLE.get(head, head)}, and its phrases are {rest[0]}"
    return f"its form: {rule}"
