"""Découper un fichier SQL en instructions, comme le fait psql.

Le serveur ne découpe que pour lui-même : pour couper une migration entre deux instructions, il faut savoir
où elles finissent.
"""

import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""
    (?P<line_comment> --[^\n]* )
    | (?P<comment> /\* )
    | (?P<escaped> (?<![\w$]) [eE] ' (?: [^'\\] | \\. | '' )* (?: ' | \Z ) )
    | (?P<text> ' (?: [^'] | '' )* (?: ' | \Z ) )
    | (?P<identifier> " (?: [^"] | "" )* (?: " | \Z ) )
    | (?P<dollar> (?<![\w$]) \$ (?: [^\W\d] \w* )? \$ )
    | (?P<word> [^\W\d] [\w$]* )
    | (?P<paren> [()] )
    | (?P<end> ; )
    | (?P<other> \S )
    """,
    re.DOTALL | re.VERBOSE,
)
_COMMENT_MARK = re.compile(r"/\*|\*/")
_ROUTINE = re.compile(r"CREATE (OR REPLACE )?(FUNCTION|PROCEDURE)\b")


@dataclass(frozen=True)
class Statement:
    """Une instruction, sans les commentaires qui la précèdent."""

    text: str
    line: int
    offset: int
    """Sa place dans le fichier, en signes."""
    words: str
    """Ses mots, en majuscules, hors des textes et des commentaires."""


def split(text: str) -> list[Statement]:
    """Rend les instructions d'un texte SQL, dans l'ordre ; une instruction vide n'en est pas une.

    Comme psql, un point-virgule ne finit rien entre parenthèses, ni dans un corps BEGIN ATOMIC.
    """
    statements: list[Statement] = []
    reading = _Reading()
    position = 0
    while found := _TOKEN.search(text, position):
        position = found.end()
        match found.lastgroup:
            case "line_comment":
                continue
            case "comment":
                position = _after_comment(text, position)
                continue
            case "dollar":
                close = text.find(found.group(), position)
                position = len(text) if close < 0 else close + len(found.group())
            case "end" if reading.complete:
                if reading.start is not None:
                    statements.append(reading.statement(text, position))
                reading = _Reading()
                continue
        reading.take(found)
    if reading.start is not None:
        statements.append(reading.statement(text, len(text.rstrip())))
    return statements


def _after_comment(text: str, position: int) -> int:
    """Rend la fin d'un commentaire ; ceux de PostgreSQL s'emboîtent."""
    depth = 1
    while depth and (mark := _COMMENT_MARK.search(text, position)):
        depth += 1 if mark.group() == "/*" else -1
        position = mark.end()
    return len(text) if depth else position


class _Reading:
    """L'instruction en cours de lecture."""

    def __init__(self) -> None:
        self.start: int | None = None
        self._words: list[str] = []
        self._parens = 0
        self._blocks = 0

    @property
    def complete(self) -> bool:
        return self._parens == 0 and self._blocks == 0

    def take(self, found: re.Match[str]) -> None:
        if self.start is None:
            self.start = found.start()
        if found["word"]:
            self._words.append(found["word"].upper())
            self._count_blocks()
        elif found["paren"]:
            self._parens = max(0, self._parens + (1 if found["paren"] == "(" else -1))

    def _count_blocks(self) -> None:
        if not _ROUTINE.match(" ".join(self._words[:4])):
            return
        if self._words[-2:] == ["BEGIN", "ATOMIC"] or (self._blocks and self._words[-1] == "CASE"):
            self._blocks += 1
        elif self._blocks and self._words[-1] == "END":
            self._blocks -= 1

    def statement(self, text: str, end: int) -> Statement:
        assert self.start is not None
        line = text.count("\n", 0, self.start) + 1
        return Statement(text[self.start : end], line, self.start, " ".join(self._words))
