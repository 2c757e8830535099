"""Les lignes d'une recette : ce qu'elle a semé, et tout ce qui s'y rattache dans n'importe quelle table."""

from collections.abc import Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from uuid import UUID

import psycopg
from psycopg import sql

_TABLES = """
    select c.oid, n.nspname, c.relname,
        array(select attname::text from pg_attribute where attrelid = c.oid and attnum > 0
            and not attisdropped and atttypid = 'uuid'::regtype order by attnum)
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition
        and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'recette')
        and has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select')
    order by 2, 3
"""
_KEYS = "select conrelid, confrelid from pg_constraint where contype = 'f' and conrelid <> confrelid"
_PEOPLE = {("auth", "users"), ("public", "clients")}
"""Une personne n'est à la recette que par son adresse : jamais parce qu'une ligne la rattache aux nôtres."""


@dataclass(frozen=True)
class Table:
    """Une table de la base, et ses colonnes d'identifiants."""

    oid: int
    schema: str
    name: str
    columns: tuple[str, ...]

    @property
    def identifier(self) -> sql.Identifier:
        return sql.Identifier(self.schema, self.name)

    @property
    def is_people(self) -> bool:
        return (self.schema, self.name) in _PEOPLE

    def __str__(self) -> str:
        return f"{self.schema}.{self.name}"

    def linked(self) -> sql.Composable:
        """Rend la condition qu'une de ses lignes soit à la recette."""
        columns = ("id",) if self.is_people else self.columns
        return sql.SQL(" or ").join(
            sql.SQL("{} = any(%(ids)s)").format(sql.Identifier(column)) for column in columns
        )


class Owned:
    """Les lignes que des recettes ont laissées dans une base."""

    def __init__(self, connection: psycopg.Connection, run_ids: Sequence[str]) -> None:
        self._connection = connection
        self._marks = [f"%.{run_id}-%@recette.invalid" for run_id in run_ids]
        self._names = [f"%{run_id}%" for run_id in run_ids]
        self._tables = [
            Table(oid, schema, name, tuple(columns))
            for oid, schema, name, columns in connection.execute(_TABLES).fetchall()
        ]
        self.accounts = self._accounts()
        self.ids = self._closure()

    def delete(self) -> dict[str, int]:
        """Efface ces lignes, des enfants vers les parents, et rend le nombre par table."""
        gone: dict[str, int] = {}
        for table in self._children_first():
            condition = self._condition(table, named=table.schema == "auth" and not table.is_people)
            if condition is not None:
                statement = sql.SQL("delete from {} line where {}").format(table.identifier, condition)
                gone[str(table)] = self._connection.execute(statement, self._parameters).rowcount
        return {name: count for name, count in gone.items() if count}

    def remains(self) -> dict[str, int]:
        """Compte ce qui reste : les lignes rattachées, et celles dont le texte porte l'un de ces noms."""
        found = {}
        for table in self._tables:
            condition = self._condition(table, named=True)
            query = sql.SQL("select count(*) from {} line where {}").format(table.identifier, condition)
            row = self._connection.execute(query, self._parameters).fetchone()
            if row and row[0]:
                found[str(table)] = int(row[0])
        return found

    @property
    def _parameters(self) -> dict[str, object]:
        return {"ids": self.ids, "names": self._names}

    def _condition(self, table: Table, *, named: bool) -> sql.Composable | None:
        conditions = [table.linked()] if table.columns else []
        if named:
            # GoTrue écrit l'adresse des comptes dans son journal, sans lien vers eux.
            conditions.append(sql.SQL("line::text like any(%(names)s)"))
        return sql.SQL(" or ").join(conditions) if conditions else None

    def _accounts(self) -> list[UUID]:
        rows = self._connection.execute(
            "select id from auth.users where email like any(%s)", [self._marks]
        ).fetchall()
        return [row[0] for row in rows]

    def _closure(self) -> list[UUID]:
        known = set(self.accounts)
        fresh = set(known)
        growing = [table for table in self._tables if "id" in table.columns and not table.is_people]
        while fresh:
            found: set[UUID] = set()
            for table in growing:
                query = sql.SQL("select id from {} where {}").format(table.identifier, table.linked())
                found |= {row[0] for row in self._connection.execute(query, {"ids": list(fresh)})}
            fresh = found - known
            known |= fresh
        return list(known)

    def _children_first(self) -> list[Table]:
        by_oid = {table.oid: table for table in self._tables}
        order: TopologicalSorter[int] = TopologicalSorter({oid: set() for oid in by_oid})
        for child, parent in self._connection.execute(_KEYS).fetchall():
            if child in by_oid and parent in by_oid:
                order.add(parent, child)
        try:
            return [by_oid[oid] for oid in order.static_order()]
        except CycleError:
            # Deux tables qui se désignent l'une l'autre : leurs clés disent elles-mêmes quoi emporter.
            return self._tables
