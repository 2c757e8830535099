"""Ce qu'une instruction crée, change ou remplit : la nature de l'objet et son nom."""

from dataclasses import dataclass

from recette.database.statements import Statement, Token

_QUALIFIERS = {
    *("OR", "REPLACE", "TEMP", "TEMPORARY", "UNLOGGED", "UNIQUE", "MATERIALIZED", "RECURSIVE"),
    *("TRUSTED", "PROCEDURAL", "ON", "ALL", "ONLY", "CONCURRENTLY", "IF", "NOT", "EXISTS"),
}
_NAMED_ON_A_TABLE = {"INDEX", "TRIGGER", "POLICY", "RULE", "CONSTRAINT"}
_DATA = {"COPY": "COPY", "INSERT": "INTO", "UPDATE": "UPDATE", "DELETE": "FROM", "TRUNCATE": "TRUNCATE"}
_TWO_WORDS = {("EVENT", "TRIGGER"), ("USER", "MAPPING"), ("DEFAULT", "PRIVILEGES"), ("FOREIGN", "TABLE")}
_TWO_WORDS |= {("CONSTRAINT", "TRIGGER"), ("FOREIGN", "DATA")}


@dataclass(frozen=True)
class Target:
    """L'objet d'une instruction. `schema` est vide quand elle ne le nomme pas."""

    kind: str
    schema: str
    name: str

    def __str__(self) -> str:
        return f"{self.schema}.{self.name}" if self.schema else self.name


def target_of(statement: Statement) -> Target | None:
    """Rend l'objet d'une instruction, ou None pour celles qui n'en ont pas (SET, SELECT, BEGIN…)."""
    keywords = statement.keywords
    if not keywords:
        return None
    verb = keywords[0]
    if verb in _DATA:
        start = keywords.index(_DATA[verb]) + 1 if _DATA[verb] in keywords else 1
        return _named("données", statement.tokens, _skip(keywords, start, {"TABLE", "ONLY"}))
    if verb in ("GRANT", "REVOKE"):
        return _granted(statement, keywords)
    if verb in ("CREATE", "ALTER", "DROP", "COMMENT"):
        return _defined(statement, keywords)
    return None


def _defined(statement: Statement, keywords: list[str]) -> Target | None:
    start = _skip(keywords, 1, _QUALIFIERS)
    kind, after = keywords[start], start + 1
    if tuple(keywords[start : start + 2]) in _TWO_WORDS:
        kind, after = " ".join(keywords[start : start + 2]), start + 2
    if kind == "DEFAULT PRIVILEGES":
        schema = _following(statement, keywords, ("IN", "SCHEMA"))
        return Target(kind, schema.name if schema else "", "")
    if kind.split()[-1] in _NAMED_ON_A_TABLE and kind != "EVENT TRIGGER" and "ON" in keywords[after:]:
        on = keywords.index("ON", after)
        return _named(kind, statement.tokens, _skip(keywords, on + 1, {"ONLY"}))
    return _named(kind, statement.tokens, _skip(keywords, after, _QUALIFIERS))


def _granted(statement: Statement, keywords: list[str]) -> Target:
    if "ON" not in keywords:
        return Target("ROLE", "", statement.tokens[1].name)
    after = keywords.index("ON") + 1
    schema = _following(statement, keywords, ("IN", "SCHEMA"))
    if keywords[after] == "ALL" and schema:
        return Target("TABLE", schema.name, "")
    kinds = {"TABLE", "SEQUENCE", "FUNCTION", "PROCEDURE", "ROUTINE", "SCHEMA", "TYPE", "DOMAIN", "DATABASE"}
    kinds |= {"LANGUAGE", "FOREIGN", "PARAMETER", "TABLESPACE", "LARGE"}
    kind = keywords[after] if keywords[after] in kinds else "TABLE"
    return _named(kind, statement.tokens, _skip(keywords, after, kinds))


def _named(kind: str, tokens: list[Token], place: int) -> Target:
    first = tokens[place].name if place < len(tokens) else ""
    if kind == "SCHEMA":
        return Target(kind, first, "")
    if [token.text for token in tokens[place + 1 : place + 2]] == ["."] and place + 2 < len(tokens):
        return Target(kind, first, tokens[place + 2].name)
    return Target(kind, "", first)


def _skip(keywords: list[str], place: int, words: set[str]) -> int:
    while place < len(keywords) - 1 and keywords[place] in words:
        place += 1
    return place


def _following(statement: Statement, keywords: list[str], pair: tuple[str, str]) -> Token | None:
    for place in range(len(keywords) - 2):
        if (keywords[place], keywords[place + 1]) == pair:
            return statement.tokens[place + 2]
    return None
