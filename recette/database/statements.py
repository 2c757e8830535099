"""Découper un fichier SQL en instructions, ligne à ligne, comme le fait psql.

Un export de la base réelle peut peser des gigaoctets : seule l'instruction en cours est en mémoire.
"""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import NamedTuple

_KEPT_TOKENS = 2_000
"""Au-delà, ce ne sont plus que des valeurs : la nature et la cible d'une instruction sont dites au début."""

_TOKEN = re.compile(
    r"""(?P<line_comment>--.*) | (?P<comment>/\*) | (?P<string>[eE]?') | (?P<identifier>")
    | (?P<dollar>\$(?:[^\W\d]\w*)?\$) | (?P<word>[\w$]+) | (?P<sign>\S)""",
    re.VERBOSE,
)
_CLOSINGS = {"'": re.compile("''|'"), "e'": re.compile(r"\\.|''|'", re.DOTALL), '"': re.compile('""|"')}
_COMMENT_EDGE = re.compile(r"/\*|\*/")


class Token(NamedTuple):
    """Un mot, un identifiant entre guillemets ou un signe, et sa place dans l'instruction."""

    text: str
    start: int

    @property
    def name(self) -> str:
        """L'identifiant qu'il désigne."""
        if self.text.startswith('"'):
            return self.text[1:-1].replace('""', '"')
        return self.text.lower()

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True)
class Statement:
    """Une instruction SQL, ou une commande de psql (sans jeton)."""

    text: str
    line: int
    tokens: list[Token] = field(default_factory=list)
    omitted: list[str] = field(default_factory=list)
    """Ce qui en a été retiré, nommé."""

    @property
    def keywords(self) -> list[str]:
        """Les jetons en majuscules ; un identifiant entre guillemets n'est pas un mot-clé."""
        return [token.text if token.text.startswith('"') else token.text.upper() for token in self.tokens]

    @property
    def reads_stdin(self) -> bool:
        keywords = self.keywords if self.tokens and self.tokens[0].text.upper() == "COPY" else []
        return ("FROM", "STDIN") in pairwise(keywords)

    def rewritten(self, text: str, omitted: list[str]) -> "Statement":
        return replace(self, text=text, omitted=omitted)


class UnfinishedDataError(Exception):
    """Le fichier s'arrête au milieu des lignes d'un COPY."""


class StatementReader:
    """Rend les instructions d'un fichier ; `rows` rend les lignes du COPY que l'on vient de recevoir."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = enumerate(lines, start=1)
        self._copying = False

    def __iter__(self) -> Iterator[Statement]:
        scanner = _Scanner()
        for number, line in self._lines:
            if scanner.between_statements and line.startswith("\\"):
                yield Statement(line.strip(), number)
                continue
            for statement in scanner.feed(line, number):
                self._copying = statement.reads_stdin
                yield statement
                if self._copying:
                    deque(self.rows(), maxlen=0)
        yield from scanner.last()

    def rows(self) -> Iterator[str]:
        """Rend les lignes d'un COPY, jusqu'à celle qui les termine."""
        self._copying = False
        for _, line in self._lines:
            if line.rstrip("\r\n") == "\\.":
                return
            yield line
        raise UnfinishedDataError


class _Scanner:
    """Suit ce qui est ouvert (chaîne, commentaire, parenthèse, corps ATOMIC) d'une ligne à l'autre."""

    def __init__(self) -> None:
        self._closing: re.Pattern[str] | None = None
        self._comments = 0
        self._opened_at = 0
        self._reset()

    def _reset(self) -> None:
        self._text: list[str] = []
        self._length = 0
        self._line = 0
        self._tokens: list[Token] = []
        self._parentheses = self._blocks = 0

    @property
    def between_statements(self) -> bool:
        return not (self._tokens or self._closing or self._comments)

    def feed(self, line: str, number: int) -> Iterator[Statement]:
        start = position = 0
        while position < len(line):
            if self._comments or self._closing:
                position = self._inside(line, position, start)
                continue
            found = _TOKEN.search(line, position)
            if found is None:
                break
            position = found.end()
            if found.lastgroup == "line_comment":
                continue
            if found.lastgroup == "comment":
                self._comments = 1
                continue
            self._line = self._line or number
            self._open(found, start)
            if found.group() == ";" and not (self._parentheses or self._blocks):
                self._keep(line[start:position])
                yield self._finished()
                start = position
        self._keep(line[start:])

    def last(self) -> Iterator[Statement]:
        """Rend la dernière instruction, que rien ne termine."""
        if self._tokens:
            yield self._finished()

    def _inside(self, line: str, position: int, start: int) -> int:
        edge = (self._closing or _COMMENT_EDGE).search(line, position)
        if edge is None:
            return len(line)
        if self._comments:
            self._comments += 1 if edge.group() == "/*" else -1
        elif len(edge.group()) == 1 or edge.group().startswith("$"):
            self._closing = None
            if edge.group() == '"':
                written = "".join([*self._text, line[start : edge.end()]])
                self._add(written[self._opened_at :], self._opened_at)
        return edge.end()

    def _open(self, found: re.Match[str], start: int) -> None:
        place = self._length + found.start() - start
        match found.lastgroup:
            case "string":
                self._closing = _CLOSINGS[found.group().lower()]
                self._add(found.group(), place)
            case "identifier":
                self._closing, self._opened_at = _CLOSINGS['"'], place
            case "dollar":
                self._closing = re.compile(re.escape(found.group()))
                self._add(found.group(), place)
            case _:
                self._count(found.group())
                self._add(found.group(), place)

    def _count(self, text: str) -> None:
        word = text.upper()
        if text in "()":
            self._parentheses += 1 if text == "(" else -1
        elif word == "ATOMIC" and self._tokens and self._tokens[-1].text.upper() == "BEGIN":
            self._blocks = 1
        elif self._blocks and word in ("CASE", "END"):
            self._blocks += 1 if word == "CASE" else -1

    def _add(self, text: str, place: int) -> None:
        if len(self._tokens) < _KEPT_TOKENS or text == ";":
            self._tokens.append(Token(text, place))

    def _keep(self, text: str) -> None:
        # Ce qui précède une instruction (commentaires, lignes vides) ne lui appartient pas.
        if self._tokens or self._closing or self._comments:
            self._text.append(text)
            self._length += len(text)

    def _finished(self) -> Statement:
        statement = Statement("".join(self._text), self._line, self._tokens)
        self._reset()
        return statement
