"""Ce que la base offre à l'API : tables, colonnes, clés étrangères, fonctions."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import psycopg

from recette.contract.names import EXPOSED_SCHEMA
from recette.errors import RecetteError

_CONNECTION_DEADLINE_S = 10

_TABLES = """
    select c.relname, c.relkind in ('v', 'm'), array_agg(a.attname::text),
        coalesce((select array_agg(k.attname::text) from pg_index i
            join pg_attribute k on k.attrelid = c.oid and k.attnum = any(i.indkey)
            where i.indrelid = c.oid and i.indisprimary), '{}')
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = %(schema)s::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')
    group by c.oid"""
_KEYS = """
    select k.conname, o.relname, t.relname,
        (select array_agg(attname::text) from pg_attribute where attrelid = o.oid and attnum = any(k.conkey))
    from pg_constraint k
    join pg_class o on o.oid = k.conrelid join pg_class t on t.oid = k.confrelid
    where k.contype = 'f' and k.conparentid = 0
        and o.relnamespace = %(schema)s::regnamespace and t.relnamespace = %(schema)s::regnamespace"""
_FUNCTIONS = """
    select p.proname, p.proargnames, p.proargmodes::text[], p.pronargs, p.pronargdefaults,
        coalesce(given.relname, ''), coalesce(returned.relname, '')
    from pg_proc p
    left join pg_class given on given.reltype = p.proargtypes[0] and given.reltype <> 0
    left join pg_class returned on returned.reltype = p.prorettype and returned.reltype <> 0
    where p.pronamespace = %(schema)s::regnamespace and p.prokind = 'f'"""


@dataclass(frozen=True)
class Table:
    """Une table ou une vue."""

    name: str
    is_view: bool
    columns: frozenset[str]
    primary_key: frozenset[str]


@dataclass(frozen=True)
class ForeignKey:
    """Une clé étrangère : `origin` renvoie à `target`."""

    name: str
    origin: str
    target: str
    columns: frozenset[str]


@dataclass(frozen=True)
class Function:
    """Une fonction, et les arguments que l'API peut lui donner par leur nom."""

    name: str
    arguments: tuple[str, ...]
    required: frozenset[str]
    computed_on: str
    """La table dont elle calcule une colonne, s'il y en a une."""
    returned_table: str
    returned_columns: frozenset[str]


@dataclass(frozen=True)
class Relation:
    """Un chemin d'une table à une autre."""

    target: str
    names: frozenset[str]
    """Ce par quoi le « select » peut le désigner, à la place de la table."""
    hints: frozenset[str]
    """Ce qui peut le distinguer d'un autre."""


@dataclass
class Catalogue:
    """Le schéma exposé."""

    tables: dict[str, Table] = field(default_factory=dict)
    keys: list[ForeignKey] = field(default_factory=list)
    functions: list[Function] = field(default_factory=list)

    def computed(self, table: str, name: str) -> Function | None:
        """Rend la fonction qui tient lieu de colonne à une table."""
        return next((one for one in self.functions if (one.computed_on, one.name) == (table, name)), None)

    def relations(self, origin: str) -> Iterator[Relation]:
        """Rend ce que l'API sait imbriquer dans une table."""
        for key in self.keys:
            if key.origin == origin:
                # La colonne ne désigne le chemin que si la clé n'en a qu'une.
                alone = key.columns if len(key.columns) == 1 else frozenset()
                yield Relation(key.target, frozenset({key.name, *alone}), frozenset({key.name, *alone}))
            # Une table qui renvoie à elle-même : l'aller et le retour mènent aux mêmes colonnes.
            if key.target == origin != key.origin:
                yield Relation(key.origin, frozenset({key.name}), frozenset({key.name, *key.columns}))
        yield from self._through_junctions(origin)

    def _through_junctions(self, origin: str) -> Iterator[Relation]:
        for near in self.keys:
            for far in self.keys:
                if near is far or near.origin != far.origin or near.target != origin:
                    continue
                junction = self.tables[near.origin]
                if near.columns | far.columns <= junction.primary_key:
                    hints = frozenset({junction.name, near.name, far.name})
                    yield Relation(far.target, frozenset(), hints)


def read_catalogue(database_url: str) -> Catalogue:
    """Lit le catalogue sans rien écrire ; lève RecetteError quand la base ne répond pas."""
    try:
        with psycopg.connect(database_url, connect_timeout=_CONNECTION_DEADLINE_S) as connection:
            connection.read_only = True
            return _read(connection)
    except psycopg.Error as error:
        reason = str(error).strip().splitlines()[-1]
        raise RecetteError(f"La base ne répond pas : {reason}.", "Vérifiez l'adresse de --dsn.") from None


def _read(connection: psycopg.Connection) -> Catalogue:
    schema = {"schema": EXPOSED_SCHEMA}
    catalogue = Catalogue()
    for name, is_view, columns, primary_key in connection.execute(_TABLES, schema):
        catalogue.tables[name] = Table(name, is_view, frozenset(columns), frozenset(primary_key))
    for name, origin, target, columns in connection.execute(_KEYS, schema):
        catalogue.keys.append(ForeignKey(name, origin, target, frozenset(columns)))
    for name, names, modes, count, defaults, computed_on, returned in connection.execute(_FUNCTIONS, schema):
        modes = modes or ["i"] * count
        named = list(zip(names or [""] * count, modes, strict=False))
        given = tuple(argument for argument, mode in named if mode in "ibv")
        table = catalogue.tables.get(returned)
        rendered = (
            table.columns if table else frozenset(argument for argument, mode in named if mode in "obt")
        )
        required = frozenset(given[: count - defaults])
        catalogue.functions.append(Function(name, given, required, computed_on, returned, rendered))
    return catalogue
