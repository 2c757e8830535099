"""Ce que vaut une expression du code, quand le fichier suffit à le savoir."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from tree_sitter import Node

from recette.contract import code
from recette.contract.code import SourceFile, elements, excerpt, strip, text_of, unroll

_DEPTH = 8
"""Au-delà, une déclaration qui renvoie à une autre n'est plus suivie."""

HOLE = "\N{REPLACEMENT CHARACTER}"
"""Ce qui tient la place d'une valeur inconnue dans un texte dont le reste se lit."""

_ESCAPES = {"n": "\n", "r": "\r", "t": "\t"}


@dataclass
class Keys:
    """Les clefs des objets qu'une expression peut rendre, et ce qui n'a pas pu être lu."""

    known: dict[str, Node] = field(default_factory=dict)
    unknown: list[Node] = field(default_factory=list)

    def add(self, other: "Keys") -> None:
        self.known |= other.known
        self.unknown += other.unknown


class Values:
    """Évalue les expressions d'un fichier."""

    def __init__(self, source: SourceFile) -> None:
        self._source = source

    def strings(self, node: Node, depth: int = 0) -> list[str] | None:
        """Rend les textes qu'une expression peut valoir, ou None quand le fichier ne le dit pas."""
        node = strip(node)
        if depth > _DEPTH:
            return None
        match node.type:
            case "string" | "template_string":
                return self._text(node, depth)
            case "ternary_expression":
                return self._either(node, ("consequence", "alternative"), depth)
            case "binary_expression":
                return self._binary(node, depth)
            case "identifier":
                value = self._constant(node)
                return self.strings(value, depth + 1) if value else None
            case "member_expression" | "subscript_expression":
                value = self._entry_of(node)
                return self.strings(value, depth + 1) if value else None
            case "call_expression":
                return self._joined(node, depth)
        return None

    def sketch(self, node: Node, depth: int = 0) -> str | None:
        """Rend un texte où chaque valeur que le fichier ne donne pas devient HOLE."""
        known = self.strings(node)
        if known is not None:
            return known[0] if len(known) == 1 else None
        node = strip(node)
        if node.type == "template_string":
            return "".join(self._pieces(node, 0, hole=HOLE))
        if node.type == "binary_expression" and text_of(node.children[1]) == "+":
            return "".join(self.sketch(part) or HOLE for part in (node.children[0], node.children[2]))
        value = self._constant(node) if node.type == "identifier" and depth < _DEPTH else None
        return self.sketch(value, depth + 1) if value else None

    def keys(self, node: Node, depth: int = 0) -> Keys:
        """Rend les clefs de l'objet, ou des objets de la liste, qu'une expression rend."""
        node = strip(node)
        found = Keys()
        if depth > _DEPTH:
            found.unknown.append(node)
        elif node.type == "object":
            for child in elements(node):
                self._add_key(found, child, depth)
        elif node.type == "array":
            for child in elements(node):
                inner = elements(child)[0] if child.type == "spread_element" else child
                found.add(self.keys(inner, depth + 1))
        elif branches := _branches(node):
            for branch in branches:
                found.add(self.keys(branch, depth + 1))
        elif node.type in ("identifier", "shorthand_property_identifier"):
            self._add_variable(found, node, depth)
        elif returned := list(_mapped(node)):
            for result in returned:
                found.add(self.keys(result, depth + 1))
        else:
            found.unknown.append(node)
        return found

    def entry(self, node: Node, key: str) -> Node | None:
        """Rend la valeur d'une clef d'un objet écrit sur place ou déclaré dans le fichier."""
        node = strip(node)
        if node.type == "identifier":
            value = self._constant(node)
            node = strip(value) if value else node
        for child in elements(node) if node.type == "object" else []:
            name = code.field(child, "key")
            if name is not None and text_of(name).strip("'\"") == key:
                return code.field(child, "value")
        return None

    def _text(self, node: Node, depth: int) -> list[str] | None:
        try:
            return ["".join(self._pieces(node, depth))]
        except LookupError:
            return None

    def _pieces(self, node: Node, depth: int, *, hole: str = "") -> Iterator[str]:
        for child in node.named_children:
            if child.type == "string_fragment":
                yield text_of(child)
            elif child.type == "escape_sequence":
                letter = text_of(child)[1:]
                yield _ESCAPES.get(letter, letter)
            else:
                values = self.strings(child.named_children[0], depth + 1) if child.named_children else None
                known = values is not None and len(values) == 1
                if not known and not hole:
                    raise LookupError(excerpt(child))
                yield values[0] if known and values else hole

    def _either(self, node: Node, names: tuple[str, str], depth: int) -> list[str] | None:
        sides = [self.strings(part, depth + 1) for name in names if (part := code.field(node, name))]
        known = [side for side in sides if side is not None]
        return [text for side in known for text in side] if len(known) == len(sides) else None

    def _binary(self, node: Node, depth: int) -> list[str] | None:
        operator = code.field(node, "operator")
        if operator is None or text_of(operator) != "+":
            return self._either(node, ("left", "right"), depth)
        parts = [
            self.strings(part, depth + 1) for name in ("left", "right") if (part := code.field(node, name))
        ]
        return (
            ["".join(text for part in parts if part for text in part)]
            if all(part is not None and len(part) == 1 for part in parts)
            else None
        )

    def _joined(self, node: Node, depth: int) -> list[str] | None:
        """`['a', 'b'].join(',')` : les colonnes se déclarent souvent ainsi."""
        function, arguments = code.field(node, "function"), elements(code.field(node, "arguments"))
        if function is None or not arguments or not text_of(function).endswith(".join"):
            return None
        listed = code.field(strip(function), "object")
        listed = strip(listed) if listed else None
        if listed is not None and listed.type == "identifier":
            value = self._constant(listed)
            listed = strip(value) if value else None
        glue = self.strings(arguments[0], depth + 1)
        if listed is None or listed.type != "array" or glue is None:
            return None
        parts = [self.strings(child, depth + 1) for child in elements(listed)]
        if any(part is None or len(part) != 1 for part in parts):
            return None
        return [glue[0].join(part[0] for part in parts if part)]

    def _constant(self, name: Node) -> Node | None:
        binding = self._source.binding(name)
        return binding.value if binding and binding.constant and binding.key is None else None

    def _entry_of(self, node: Node) -> Node | None:
        owner, key = code.field(node, "object"), code.field(node, "property") or code.field(node, "index")
        if owner is None or key is None or strip(owner).type != "identifier":
            return None
        if node.type == "subscript_expression" and key.type != "string":
            return None
        return self.entry(owner, text_of(key).strip("'\""))

    def _add_key(self, found: Keys, child: Node, depth: int) -> None:
        if child.type == "shorthand_property_identifier":
            found.known[text_of(child)] = child
        elif child.type == "spread_element":
            found.add(self.keys(elements(child)[0], depth + 1))
        elif (key := code.field(child, "key")) is not None and key.type == "computed_property_name":
            names = self.strings(key.named_children[0], depth + 1)
            found.known |= dict.fromkeys(names or [], key)
            found.unknown += [] if names else [key]
        elif key is not None:
            found.known[text_of(key).strip("'\"")] = key
        else:
            found.unknown.append(child)

    def _add_variable(self, found: Keys, name: Node, depth: int) -> None:
        binding = self._source.binding(name)
        if binding is None or binding.value is None or binding.key:
            found.unknown.append(name)
            return
        declared = self.keys(binding.value, depth + 1)
        for left, right in self._source.assignments(text_of(name)):
            if self._source.binding(name) != self._source.binding(_owner(left)):
                continue
            if left.type == "identifier":
                declared.add(self.keys(right, depth + 1))
            elif (key := code.field(left, "property")) is not None:
                declared.known[text_of(key)] = key
        if not declared.known and not declared.unknown:
            # Une liste vide se remplit plus loin : l'analyse ne sait pas de quoi.
            declared.unknown.append(name)
        found.add(declared)


def _owner(left: Node) -> Node:
    owner = code.field(left, "object")
    return owner if owner is not None else left


def _branches(node: Node) -> list[Node]:
    """Rend les expressions dont l'une sera la valeur."""
    if node.type == "ternary_expression":
        names: tuple[str, ...] = ("consequence", "alternative")
    elif node.type == "binary_expression" and text_of(node.children[1]) == "&&":
        names = ("right",)
    elif node.type == "binary_expression" and text_of(node.children[1]) in ("||", "??"):
        names = ("left", "right")
    else:
        return []
    return [part for name in names if (part := code.field(node, name))]


def _mapped(node: Node) -> Iterator[Node]:
    """Rend ce que rend la fonction de `liste.map(fonction)`."""
    if node.type != "call_expression":
        return
    last = unroll(node).links[-1:]
    if not last or last[0].name not in ("map", "flatMap") or not last[0].arguments:
        return
    body = code.field(last[0].arguments[0], "body")
    if body is not None and body.type != "statement_block":
        yield body
    elif body is not None:
        yield from _returns(body)


def _returns(node: Node) -> Iterator[Node]:
    for child in node.named_children:
        if child.type == "return_statement" and child.named_children:
            yield child.named_children[0]
        elif child.type not in ("arrow_function", "function_declaration", "function_expression"):
            yield from _returns(child)
