"""La langue des requêtes de PostgREST : listes « select », tris, conditions composées."""

import re
from collections.abc import Callable, Iterator

from recette.contract.names import Column, Embed, Place, Selection

PlaceAt = Callable[[int], Place]
"""Rend l'endroit d'un caractère de la liste, compté depuis son début."""

_JOINS = ("inner", "left")
_NOT_COLUMNS = ("*", "count")
"""`count`, avec ou sans parenthèses, compte les lignes."""
_NAME = r'(?:"[^"]*"|[^\s"!:(),.>*-]+)'
_ITEM = re.compile(
    rf"""\s*(?P<spread>\.\.\.)?\s*
    (?:(?P<alias>{_NAME})\s*:(?!:)\s*)?
    (?P<name>{_NAME}|\*)\s*
    (?P<hints>(?:!\s*{_NAME}\s*)*)
    (?P<rest>.*)""",
    re.VERBOSE | re.DOTALL,
)
_LOGIC = re.compile(r"\s*(?:not\.)?(?:and|or)\((?P<inside>.*)\)\s*", re.DOTALL)
_RELATED = re.compile(rf"(?P<relation>{_NAME})\((?P<column>[^()]*)\)")


class GrammarError(ValueError):
    """La liste n'est pas une phrase de PostgREST."""


def parse_select(text: str, place_at: PlaceAt) -> Selection:
    """Lit une liste « select » ; lève GrammarError quand elle est mal formée."""
    columns: list[Column] = []
    embeds: list[Embed] = []
    for offset, item in _split(text):
        found = _ITEM.fullmatch(item)
        if not found:
            raise GrammarError(f"« {item.strip()} » n'est ni une colonne ni une relation")
        name, rest = _bare(found["name"]), found["rest"].strip()
        place = place_at(offset + found.start("name"))
        if rest.startswith("(") and rest.endswith(")"):
            inside = offset + found.start("rest") + found["rest"].index("(") + 1
            if name == "count" and not rest[1:-1].strip():
                continue
            hints = [_bare(hint.strip()) for hint in found["hints"].split("!") if hint.strip()]
            embeds.append(
                Embed(
                    target=name,
                    place=place,
                    content=parse_select(rest[1:-1], lambda at, base=inside: place_at(base + at)),  # type: ignore[misc]
                    alias=_bare(found["alias"]) if found["alias"] else None,
                    hint=next((hint for hint in hints if hint not in _JOINS), None),
                )
            )
        elif name not in _NOT_COLUMNS:
            columns.append(Column(name, place))
    return Selection(tuple(columns), tuple(embeds))


def parse_order(text: str, place: Place, path: tuple[str, ...] = ()) -> list[Column]:
    """Lit un tri : `nom.desc,relation(nom)`."""
    columns = []
    for _, item in _split(text):
        if related := _RELATED.match(item.strip()):
            columns.append(Column(_first(related["column"]), place, (*path, _bare(related["relation"]))))
        else:
            columns.append(Column(_first(item), place, path))
    return columns


def parse_logic(text: str, place: Place, path: tuple[str, ...] = ()) -> list[Column]:
    """Lit une condition composée : `nom.eq.x,and(a.gt.1,b.is.null)`."""
    columns = []
    for _, item in _split(text):
        if group := _LOGIC.fullmatch(item):
            columns += parse_logic(group["inside"], place, path)
        else:
            columns.append(parse_column(item.removeprefix("not."), place, path, operator=True))
    return columns


def parse_names(text: str, place: Place) -> list[Column]:
    """Lit une liste de noms : `a,"b"`."""
    return [Column(_bare(item.strip()), place) for _, item in _split(text)]


def parse_column(text: str, place: Place, path: tuple[str, ...] = (), *, operator: bool = False) -> Column:
    """Lit `relation.colonne->>clef` ; avec `operator`, ce qui suit le premier point est une condition."""
    text = text.strip().split("->", 1)[0]
    if operator:
        return Column(_first(text), place, path)
    *relations, name = (_bare(part) for part in re.findall(r'"[^"]*"|[^."]+', text) or [text])
    return Column(name, place, (*path, *relations))


def _first(text: str) -> str:
    found = re.match(r'\s*("[^"]*"|[^.\s>-]+)', text)
    return _bare(found[1]) if found else text


def _bare(name: str) -> str:
    return name.strip().strip('"')


def _split(text: str) -> Iterator[tuple[int, str]]:
    """Sépare aux virgules qui ne sont ni entre parenthèses ni entre guillemets."""
    depth, start, quoted = 0, 0, False
    for position, character in enumerate(text):
        if character == '"':
            quoted = not quoted
        elif quoted:
            continue
        elif character in "({":
            depth += 1
        elif character in ")}":
            depth -= 1
            if depth < 0:
                raise GrammarError(f"une parenthèse de trop dans « {text.strip()} »")
        elif character == "," and depth == 0:
            if text[start:position].strip():
                yield start, text[start:position]
            start = position + 1
    if depth or quoted:
        raise GrammarError(f"une parenthèse ou un guillemet ne se ferme pas dans « {text.strip()} »")
    if text[start:].strip():
        yield start, text[start:]
