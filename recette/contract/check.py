"""Confronter ce que le code nomme à ce que la base a."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

from recette.contract.catalogue import Catalogue, Function
from recette.contract.names import Call, Column, Embed, Place, Query, Reading, Selection, Unread

_KEY_ENDINGS = ("_fkey", "_id")
"""Une relation se désigne aussi par sa clé étrangère, ou par la colonne qui la porte."""


class Named(NamedTuple):
    """Un objet de la base, tel que le code le nomme."""

    kind: str
    name: str

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"


@dataclass
class Lack:
    """Un objet que le code nomme et que la base n'a pas."""

    object: Named
    reason: str = ""
    places: set[Place] = field(default_factory=set)
    dependents: dict[Named, set[Place]] = field(default_factory=lambda: defaultdict(set))
    """Ce qui ne manque que parce que cet objet manque."""


@dataclass
class Contract:
    """Le résultat de la confrontation."""

    files: int = 0
    named: dict[Named, set[Place]] = field(default_factory=lambda: defaultdict(set))
    lacks: dict[Named, Lack] = field(default_factory=dict)
    unread: set[Unread] = field(default_factory=set)

    def missing(self, kind: str) -> list[str]:
        """Rend les noms qui manquent, d'une nature donnée."""
        return sorted(lacking.name for lacking in self.lacks if lacking.kind == kind)


def check(reading: Reading, catalogue: Catalogue) -> Contract:
    """Rend ce que la lecture nomme, et ce qui en manque à la base."""
    checker = _Checker(catalogue, Contract(reading.files, unread=set(reading.unread)))
    for query in reading.queries:
        checker.check_query(query)
    for call in reading.calls:
        checker.check_call(call)
    return checker.contract


class _Checker:
    def __init__(self, catalogue: Catalogue, contract: Contract) -> None:
        self._catalogue = catalogue
        self.contract = contract

    def check_query(self, query: Query) -> None:
        self._name(Named("table", query.table), query.place)
        if query.table not in self._catalogue.tables:
            self._lack(Named("table", query.table), query.place)
        self._check_selection(query.table, query.selection or Selection())
        for column in query.columns:
            self._check_at(query.table, query.selection, column)

    def check_call(self, call: Call) -> None:
        named = Named("fonction", call.function)
        self._name(named, call.place)
        for argument in call.arguments:
            self._name(Named("argument", f"{call.function}({argument.name})"), argument.place)
        overloads = [one for one in self._catalogue.functions if one.name == call.function]
        if not overloads:
            lack = self._lack(named, call.place)
            for argument in call.arguments:
                lack.dependents[Named("argument", f"{call.function}({argument.name})")].add(argument.place)
            return
        self._check_arguments(call, overloads)
        for column in [*(call.selection or Selection()).columns, *call.columns]:
            self._check_result(call, overloads, column)
        if (call.selection or Selection()).embeds and len(overloads) == 1 and overloads[0].returned_table:
            self._check_embeds(overloads[0].returned_table, call.selection or Selection())

    def _check_arguments(self, call: Call, overloads: list[Function]) -> None:
        given = {argument.name for argument in call.arguments}
        best = min(overloads, key=lambda one: len(given - set(one.arguments)) + len(one.required - given))
        for argument in call.arguments:
            if argument.name not in best.arguments:
                known = ", ".join(best.arguments) or "aucun"
                named = Named("argument", f"{call.function}({argument.name})")
                self._lack(named, argument.place, f"la fonction attend {known}")
        for name in sorted(best.required - given) if call.complete else []:
            named = Named("argument", f"{call.function}({name})")
            self._lack(named, call.place, "la fonction l'exige, l'appel ne le donne pas")

    def _check_result(self, call: Call, overloads: list[Function], column: Column) -> None:
        known = overloads[0].returned_columns
        if len(overloads) > 1 or not known or column.path:
            reason = f"colonne {column.name} de ce que rend la fonction {call.function}"
            self.contract.unread.add(Unread(column.place, reason))
        elif column.name not in known:
            named = Named("colonne", f"{call.function}().{column.name}")
            self._lack(named, column.place, "la fonction ne la rend pas")

    def _check_selection(self, table: str, selection: Selection) -> None:
        for column in selection.columns:
            self._check_column(table, column)
        self._check_embeds(table, selection)

    def _check_embeds(self, table: str, selection: Selection) -> None:
        for embed in selection.embeds:
            target = self._resolve(table, embed, report=True)
            if target is not None:
                self._name(Named("table", target), embed.place)
                self._check_selection(target, embed.content)

    def _check_at(self, table: str, selection: Selection | None, column: Column) -> None:
        """Vérifie une colonne au bout d'une suite de relations imbriquées."""
        for name in column.path:
            embed = selection.embed(name) if selection else None
            target = self._resolve(table, embed, report=False) if embed else None
            if embed is None or target is None:
                if embed is None:
                    reason = (
                        f"colonne {'.'.join((*column.path, column.name))}, relation absente du « select »"
                    )
                    self.contract.unread.add(Unread(column.place, reason))
                return
            table, selection = target, embed.content
        # « relation=not.is.null » filtre sur une relation comme sur une colonne.
        if not (selection and selection.embed(column.name)):
            self._check_column(table, column)

    def _check_column(self, table: str, column: Column) -> None:
        named = Named("colonne", f"{table}.{column.name}")
        self._name(named, column.place)
        known = self._catalogue.tables.get(table)
        if known is None:
            self._lack_of_table(table).dependents[named].add(column.place)
        elif column.name not in known.columns and not self._catalogue.computed(table, column.name):
            self._lack(named, column.place)

    def _resolve(self, origin: str, embed: Embed, *, report: bool) -> str | None:
        """Rend la table qu'atteint une relation, ou None quand rien n'y mène."""
        known = self._catalogue.tables.get(embed.target)
        named = Named("relation", f"{origin} → {embed.target}" + (f" ({embed.hint})" if embed.hint else ""))
        if report:
            self._name(named, embed.place)
        if origin not in self._catalogue.tables:
            if report:
                self._lack_of_table(origin).dependents[named].add(embed.place)
            return embed.target if known else None
        if (computed := self._catalogue.computed(origin, embed.target)) and computed.returned_table:
            return computed.returned_table
        ways = [
            way
            for way in self._catalogue.relations(origin)
            if embed.target == way.target or embed.target in way.names
            if embed.hint is None or embed.hint in way.hints
        ]
        if len(ways) == 1:
            return ways[0].target
        if report:
            self._report_relation(origin, embed, named, [sorted(way.hints)[0] for way in ways])
        return embed.target if known or not ways else None

    def _report_relation(self, origin: str, embed: Embed, named: Named, ways: list[str]) -> None:
        tables = self._catalogue.tables
        if any(name in tables and tables[name].is_view for name in (origin, embed.target)):
            self.contract.unread.add(Unread(embed.place, f"{named}, qui passe par une vue"))
        elif ways:
            self._lack(named, embed.place, f"ambiguë : préciser {' ou '.join(sorted(ways))}")
        elif embed.target in tables or embed.target.endswith(_KEY_ENDINGS):
            self._lack(named, embed.place, "aucune clé étrangère ne les relie ainsi")
        else:
            self._lack(Named("table", embed.target), embed.place).dependents[named].add(embed.place)

    def _lack_of_table(self, table: str) -> Lack:
        named = Named("table", table)
        return self.contract.lacks.setdefault(named, Lack(named))

    def _lack(self, named: Named, place: Place, reason: str = "") -> Lack:
        lack = self.contract.lacks.setdefault(named, Lack(named, reason))
        lack.places.add(place)
        return lack

    def _name(self, named: Named, place: Place) -> None:
        self.contract.named[named].add(place)
