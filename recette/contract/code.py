"""Lire un fichier TypeScript ou JavaScript : appels enchaînés, déclarations, portées."""

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import tree_sitter_javascript
import tree_sitter_typescript
from tree_sitter import Language, Node, Parser, QueryCursor
from tree_sitter import Query as Pattern

from recette.contract.names import Place

_GRAMMARS = {
    "javascript": tree_sitter_javascript.language,
    "typescript": tree_sitter_typescript.language_typescript,
    "tsx": tree_sitter_typescript.language_tsx,
}
SUFFIXES = {
    **dict.fromkeys((".js", ".jsx", ".mjs", ".cjs"), "javascript"),
    **dict.fromkeys((".ts", ".mts", ".cts"), "typescript"),
    ".tsx": "tsx",
}
"""Les fichiers que l'analyse sait lire, et leur grammaire."""

_LANDMARKS = """
    (call_expression) @call
    (variable_declarator) @declarator
    (assignment_expression) @assignment
    (formal_parameters) @parameters
    (arrow_function parameter: (identifier) @parameters)
    (catch_clause parameter: (_) @parameters)
    (for_in_statement left: (_) @parameters)
"""
_SCOPES = {
    *("program", "statement_block", "arrow_function", "function_declaration", "function_expression"),
    *("method_definition", "for_statement", "for_in_statement", "catch_clause", "switch_body"),
}
_WRAPPERS = {
    *("parenthesized_expression", "non_null_expression", "as_expression", "satisfies_expression"),
    *("await_expression", "type_assertion"),
}
_NAMES = {"identifier", "shorthand_property_identifier_pattern"}


@dataclass(frozen=True)
class Link:
    """Un maillon : `.name(arguments)`, ou `.name` quand `arguments` vaut None."""

    name: str
    arguments: list[Node] | None
    node: Node


@dataclass(frozen=True)
class Chain:
    """Des appels enchaînés, du premier au dernier."""

    root: Node
    links: list[Link]
    awaited: bool
    """Ce que l'expression rend est la réponse, et non plus la requête."""
    calls: frozenset[int]
    """Les appels qu'elle contient, pour ne pas les lire deux fois."""


@dataclass(frozen=True)
class Binding:
    """Un nom déclaré ; sans valeur connue quand c'est un paramètre."""

    scope: tuple[int, int]
    value: Node | None = None
    constant: bool = False
    key: str | None = None
    """La propriété dont il est tiré : `const { key } = value`."""


class SourceFile:
    """Un fichier analysé."""

    def __init__(self, content: bytes, suffix: str, shown: str) -> None:
        self.shown = shown
        parser, pattern = _tools(SUFFIXES[suffix])
        self.root = parser.parse(content).root_node
        self._marks = QueryCursor(pattern).captures(self.root)

    def place(self, node: Node) -> Place:
        """Rend l'endroit d'une expression."""
        return Place(self.shown, node.start_point.row + 1)

    def chains(self) -> Iterator[Chain]:
        """Rend chaque suite d'appels, une fois et en entier."""
        seen: set[int] = set()
        # Les appels d'une même suite commencent au même endroit ; le plus long les contient tous.
        for call in sorted(self._marks.get("call", []), key=lambda node: (node.start_byte, -node.end_byte)):
            if call.id not in seen:
                chain = unroll(call)
                seen |= chain.calls
                yield chain

    def binding(self, name: Node) -> Binding | None:
        """Rend la déclaration que désigne un nom, la plus proche de là où il est écrit."""
        holding = [
            binding
            for binding in self._bindings.get(text_of(name), [])
            if binding.scope[0] <= name.start_byte <= binding.scope[1]
        ]
        return min(holding, key=lambda binding: binding.scope[1] - binding.scope[0], default=None)

    def assignments(self, name: str) -> list[tuple[Node, Node]]:
        """Rend les affectations `name = valeur` et `name.champ = valeur`."""
        return self._assignments.get(name, [])

    @functools.cached_property
    def _assignments(self) -> dict[str, list[tuple[Node, Node]]]:
        found: dict[str, list[tuple[Node, Node]]] = {}
        for node in self._marks.get("assignment", []):
            left, right = field(node, "left"), field(node, "right")
            name = field(left, "object") if left and left.type == "member_expression" else left
            if left and right and name and name.type == "identifier":
                found.setdefault(text_of(name), []).append((left, right))
        return found

    @functools.cached_property
    def _bindings(self) -> dict[str, list[Binding]]:
        found: dict[str, list[Binding]] = {}
        for node in self._marks.get("declarator", []):
            scope, value, pattern = _scope(node), field(node, "value"), field(node, "name")
            constant = node.parent is not None and text_of(node.parent).startswith("const")
            if pattern and pattern.type == "identifier":
                found.setdefault(text_of(pattern), []).append(Binding(scope, value, constant))
            elif pattern:
                for name in _declared(pattern):
                    key = text_of(name) if name.type == "shorthand_property_identifier_pattern" else None
                    known = value if key else None
                    found.setdefault(text_of(name), []).append(Binding(scope, known, constant, key))
        for node in self._marks.get("parameters", []):
            for name in _declared(node):
                found.setdefault(text_of(name), []).append(Binding(_scope(node)))
        return found


def unroll(node: Node) -> Chain:
    """Déroule `a.b(x).c.d(y)` ; une attente entre parenthèses finit la requête."""
    links: list[Link] = []
    calls: set[int] = set()
    awaited = parenthesized = False
    arguments: list[Node] | None = None
    while True:
        if node.type in _WRAPPERS:
            if node.type == "await_expression":
                # `await a.b<T>(x)` se lit `(await a.b)<T>(x)` : seule une vraie parenthèse coupe la suite.
                if parenthesized and links:
                    links.append(Link("await", None, node))
                awaited = True
            parenthesized = node.type == "parenthesized_expression"
            node = node.named_children[-1 if node.type == "type_assertion" else 0]
            continue
        parenthesized = False
        if node.type == "call_expression" and arguments is None:
            function = field(node, "function")
            if function is None or strip(function).type not in ("member_expression", "subscript_expression"):
                break
            arguments = elements(field(node, "arguments"))
            calls.add(node.id)
            node = function
            continue
        name = _member(node)
        below = field(node, "object")
        if name is None or below is None:
            break
        links.append(Link(text_of(name).strip("'\""), arguments, name))
        arguments, node = None, below
    calls.add(node.id)
    return Chain(node, links[::-1], awaited, frozenset(calls))


def strip(node: Node) -> Node:
    """Ôte ce qui enveloppe une expression sans la changer : parenthèses, types, attente."""
    while node.type in _WRAPPERS and node.named_children:
        node = node.named_children[-1 if node.type == "type_assertion" else 0]
    return node


def elements(node: Node | None) -> list[Node]:
    """Rend les éléments d'une liste, sans les commentaires."""
    return [child for child in node.named_children if child.type != "comment"] if node else []


def field(node: Node, name: str) -> Node | None:
    """Rend une partie nommée d'une expression."""
    return node.child_by_field_name(name)


def text_of(node: Node) -> str:
    """Rend le texte d'une expression."""
    return (node.text or b"").decode(errors="replace")


def excerpt(node: Node) -> str:
    """Rend une expression sur une ligne, raccourcie."""
    line = " ".join(text_of(node).split())
    return line if len(line) <= 60 else f"{line[:59]}…"


def syntax_error(root: Node) -> Node | None:
    """Rend le premier endroit que la grammaire n'a pas compris."""
    if not root.has_error:
        return None
    node = root
    while not (node.is_error or node.is_missing):
        node = next((child for child in node.children if child.has_error or child.is_missing), node)
        if node.is_error or not node.children:
            break
    return node


def readable(path: Path) -> bool:
    """Dit si l'analyse sait lire ce fichier."""
    return path.suffix in SUFFIXES


@functools.cache
def _tools(grammar: str) -> tuple[Parser, Pattern]:
    language = Language(_GRAMMARS[grammar]())
    return Parser(language), Pattern(language, _LANDMARKS)


def _member(node: Node) -> Node | None:
    if node.type == "member_expression":
        return field(node, "property")
    index = field(node, "index") if node.type == "subscript_expression" else None
    return index if index and index.type == "string" else None


def _scope(node: Node) -> tuple[int, int]:
    while node.parent and node.type not in _SCOPES:
        node = node.parent
    return node.start_byte, node.end_byte


def _declared(pattern: Node) -> Iterator[Node]:
    """Rend les noms qu'un motif déclare, sans ceux de ses valeurs par défaut ni de ses types."""
    if pattern.type in _NAMES:
        yield pattern
        return
    for index, child in enumerate(pattern.children):
        if pattern.field_name_for_child(index) in ("right", "type", "key", "value") and not (
            pattern.type == "pair_pattern" and pattern.field_name_for_child(index) == "value"
        ):
            continue
        yield from _declared(child)
