"""Des appels enchaînés de supabase-js aux tables, colonnes, relations et fonctions qu'ils nomment."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from tree_sitter import Node

from recette.contract.code import Chain, Link, SourceFile, excerpt, strip, text_of, unroll
from recette.contract.grammar import (
    GrammarError,
    parse_column,
    parse_logic,
    parse_names,
    parse_order,
    parse_select,
)
from recette.contract.names import EXPOSED_SCHEMA, Call, Column, Place, Query, Reading, Selection, Unread
from recette.contract.values import HOLE, Values

_COMPARISONS = {
    *("eq", "neq", "gt", "gte", "lt", "lte", "like", "ilike", "is", "in", "contains", "containedBy"),
    *("likeAllOf", "likeAnyOf", "ilikeAllOf", "ilikeAnyOf", "overlaps", "textSearch", "not", "filter"),
    *("rangeGt", "rangeGte", "rangeLt", "rangeLte", "rangeAdjacent", "isDistinct", "regexMatch"),
}
_WRITES = {"insert", "upsert", "update"}
_VERBS = {"select", "delete", *_WRITES}
_OPENINGS = {"from", "rpc", "on"}
_AFTER = {"then", "catch", "finally"}
"""Ce qui suit la réponse ne parle plus de la requête."""


class StatementReader:
    """Lit les requêtes d'un fichier."""

    def __init__(self, source: SourceFile, reading: Reading) -> None:
        self._source = source
        self._values = Values(source)
        self._reading = reading

    def read(self, chain: Chain) -> None:
        """Verse à la lecture ce que nomme une suite d'appels."""
        names = {link.name for link in chain.links}
        if not names & (_OPENINGS | _COMPARISONS | _WRITES | {"select", "order", "or", "match"}):
            return
        expanded = self._expand(chain)
        opening = next((rank for rank, link in enumerate(expanded) if self._opens(expanded, rank)), None)
        if opening is None:
            self._note_orphans(chain)
            return
        if any(link.name == "storage" for link in expanded[:opening]):
            return
        link = expanded[opening]
        if link.name == "on":
            self._read_subscription(link)
        elif schema := self._foreign_schema(expanded[:opening]):
            self._skip(link.node, f"schéma « {schema} », que l'API n'expose pas")
        elif link.name == "from":
            self._read_table(link, _request(expanded[opening + 1 :]))
        else:
            self._read_function(link, _request(expanded[opening + 1 :]))

    def _expand(self, chain: Chain, depth: int = 0) -> list[Link]:
        """Remonte à la requête dont part la suite : `let q = base.from(…) ; q.eq(…)`."""
        if chain.root.type != "identifier" or depth > 4:
            return [Link("", None, chain.root), *chain.links]
        binding = self._source.binding(chain.root)
        starts = [binding.value] if binding and binding.value else []
        for left, right in self._source.assignments(text_of(chain.root)):
            same = left.type == "identifier" and binding and self._source.binding(left) == binding
            if same and unroll(right).root.text != chain.root.text:
                starts.append(right)
        origins = [unroll(start) for start in starts]
        if len(origins) == 1 and not origins[0].awaited:
            key = [Link(binding.key, None, chain.root)] if binding and binding.key else []
            return [*self._expand(origins[0], depth + 1), *key, *chain.links]
        if len([origin for origin in origins if _is_query(origin)]) > 1:
            self._skip(chain.root, f"« {text_of(chain.root)} » désigne plusieurs requêtes")
        return [Link(text_of(chain.root), None, chain.root), *chain.links]

    def _opens(self, links: Sequence[Link], rank: int) -> bool:
        """Dit si un maillon ouvre une requête ; `Array.from(…)` et `Buffer.from(…)` n'en sont pas."""
        link = links[rank]
        if link.name not in _OPENINGS or not link.arguments:
            return False
        if link.name == "rpc":
            return len(link.arguments) <= 3
        if link.name == "on":
            return self._values.strings(link.arguments[0]) == ["postgres_changes"]
        followed = rank + 1 < len(links) and links[rank + 1].name in _VERBS
        standard = rank == 1 and links[0].name[:1].isupper()
        return len(link.arguments) == 1 and (followed or not standard)

    def _foreign_schema(self, links: Sequence[Link]) -> str | None:
        for link in links:
            if link.name == "schema" and link.arguments:
                names = self._values.strings(link.arguments[0]) or [excerpt(link.arguments[0])]
                return names[0] if names != [EXPOSED_SCHEMA] else None
        return None

    def _read_table(self, link: Link, rest: list[Link]) -> None:
        assert link.arguments
        tables = self._values.strings(link.arguments[0])
        if tables is None:
            self._skip(link.node, f"nom de table « {excerpt(link.arguments[0])} »")
        for table in tables or []:
            query = Query(table, self._source.place(link.node))
            self._read_rest(query, rest)
            self._reading.queries.append(query)

    def _read_function(self, link: Link, rest: list[Link]) -> None:
        assert link.arguments
        functions = self._values.strings(link.arguments[0])
        if functions is None:
            self._skip(link.node, f"nom de fonction « {excerpt(link.arguments[0])} »")
        for function in functions or []:
            call = Call(function, self._source.place(link.node))
            if link.arguments[1:]:
                keys = self._values.keys(link.arguments[1])
                call.arguments = [Column(name, self._source.place(node)) for name, node in keys.known.items()]
                call.complete = not keys.unknown
                for node in keys.unknown:
                    self._skip(node, f"arguments de la fonction {function}, « {excerpt(node)} »")
            self._read_rest(call, rest)
            self._reading.calls.append(call)

    def _read_subscription(self, link: Link) -> None:
        options = (link.arguments or [])[1:2]
        table = self._values.entry(options[0], "table") if options else None
        schema = self._values.entry(options[0], "schema") if options else None
        if schema and self._values.strings(schema) not in ([EXPOSED_SCHEMA], ["*"]):
            self._skip(link.node, f"abonnement au schéma « {excerpt(schema)} »")
            return
        for name in (self._values.strings(table) if table else None) or []:
            query = Query(name, self._source.place(table or link.node))
            condition = self._values.entry(options[0], "filter")
            if condition:
                column = (self._values.sketch(condition) or HOLE).partition("=")[0]
                query.columns += self._known([Column(column, self._source.place(condition))], condition)
            self._reading.queries.append(query)
        if table and self._values.strings(table) is None:
            self._skip(table, f"nom de table « {excerpt(table)} »")

    def _read_rest(self, target: Query | Call, rest: list[Link]) -> None:
        for link in rest:
            try:
                self._read_link(target, link)
            except GrammarError as error:
                self._skip(link.node, str(error))

    def _read_link(self, target: Query | Call, link: Link) -> None:
        arguments = link.arguments or []
        if link.name == "select":
            self._read_selection(target, arguments)
        elif not arguments:
            return
        elif link.name in _WRITES or link.name == "match":
            self._read_keys(target, link)
        elif link.name in ("or", "order"):
            parse = parse_logic if link.name == "or" else parse_order
            path = tuple(
                name
                for option in ("referencedTable", "foreignTable")
                if arguments[1:] and (value := self._values.entry(arguments[1], option))
                for name in (self._values.strings(value) or [])[:1]
            )
            for text, place in self._texts(link, "liste"):
                target.columns += self._known(parse(text, place, path), arguments[0])
        elif link.name in _COMPARISONS:
            columns = [parse_column(text, place) for text, place in self._texts(link, "colonne")]
            target.columns += self._known(columns, arguments[0])

    def _read_selection(self, target: Query | Call, arguments: list[Node]) -> None:
        if not arguments:
            return
        text = self._values.sketch(arguments[0])
        if text is None:
            target.selection = None
            self._skip(arguments[0], f"liste « select » « {excerpt(arguments[0])} »")
            return
        start = self._source.place(arguments[0])
        spread_out = strip(arguments[0]).type == "template_string"

        def place_at(offset: int) -> Place:
            return Place(start.where, start.line + (text.count("\n", 0, offset) if spread_out else 0))

        target.selection = self._known_selection(parse_select(text, place_at), arguments[0])

    def _known_selection(self, selection: Selection, node: Node) -> Selection:
        columns = self._known(selection.columns, node)
        embeds = [embed for embed in selection.embeds if HOLE not in f"{embed.target}{embed.hint}"]
        if len(embeds) < len(selection.embeds):
            self._skip(node, f"relation de « {excerpt(node)} »")
        inner = [replace(embed, content=self._known_selection(embed.content, node)) for embed in embeds]
        return Selection(tuple(columns), tuple(inner))

    def _known(self, columns: Sequence[Column], node: Node) -> list[Column]:
        """Rend les colonnes dont le nom est connu, et dit celles dont il ne l'est pas."""
        known = [column for column in columns if HOLE not in "".join((*column.path, column.name))]
        if len(known) < len(columns):
            self._skip(node, f"colonne de « {excerpt(node)} »")
        return known

    def _read_keys(self, target: Query | Call, link: Link) -> None:
        assert link.arguments
        keys = self._values.keys(link.arguments[0])
        target.columns += [Column(name, self._source.place(node)) for name, node in keys.known.items()]
        owner = target.table if isinstance(target, Query) else target.function
        for node in keys.unknown:
            self._skip(node, f"colonnes de {owner}, « {excerpt(node)} »")
        conflict = self._values.entry(link.arguments[1], "onConflict") if link.arguments[1:] else None
        for text in (self._values.strings(conflict) if conflict else None) or []:
            target.columns += parse_names(text, self._source.place(link.node))

    def _texts(self, link: Link, what: str) -> Iterator[tuple[str, Place]]:
        assert link.arguments
        sketch = self._values.sketch(link.arguments[0])
        texts = [sketch] if sketch is not None else self._values.strings(link.arguments[0])
        if texts is None:
            self._skip(link.node, f"{what} de « {link.name} », « {excerpt(link.arguments[0])} »")
        for text in texts or []:
            yield text, self._source.place(link.node)

    def _note_orphans(self, chain: Chain) -> None:
        """Dit une condition posée sur une requête reçue d'ailleurs."""
        for link in chain.links:
            arguments = link.arguments or []
            if link.name in _COMPARISONS and len(arguments) > 1 and strip(arguments[0]).type == "string":
                self._skip(link.node, f"colonne {excerpt(arguments[0])} d'une requête reçue d'ailleurs")

    def _skip(self, node: Node, reason: str) -> None:
        self._reading.unread.add(Unread(self._source.place(node), reason))


def _request(links: Sequence[Link]) -> list[Link]:
    """Rend les maillons qui parlent encore de la requête, et non de sa réponse."""
    return list(takewhile(lambda link: link.arguments is not None and link.name not in _AFTER, links))


def _is_query(chain: Chain) -> bool:
    return any(link.name in _OPENINGS for link in chain.links)
