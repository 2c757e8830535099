"""Faire entrer dans auth les comptes d'une base réelle, dont les tables ont plus de colonnes qu'ici."""

import psycopg
from psycopg import sql

_LOCK_TIMEOUT = "set lock_timeout = '5s'"


class Accounts:
    """Élargit les tables de comptes le temps du chargement, puis leur rend leur forme.

    Ce que la pile embarquée ne lit pas (jetons, facteurs, dates de GoTrue) n'y reste pas.
    """

    def __init__(self, administration: psycopg.Connection) -> None:
        self._connection = administration
        self._added: set[tuple[str, str]] = set()
        self._required: set[tuple[str, str]] = set()

    def widen(self, table: str, columns: list[str]) -> None:
        """Donne à une table les colonnes d'une base réelle, et y tolère les vides qu'elle y laisse."""
        known, required = self._columns(table)
        unknown = [column for column in columns if column not in known]
        if not unknown:
            return
        self._connection.execute(_LOCK_TIMEOUT)
        for column in unknown:
            self._alter(table, "add column {} text", column)
            self._added.add((table, column))
        for column in required:
            self._alter(table, "alter column {} drop not null", column)
            self._required.add((table, column))

    def restore(self) -> None:
        """Rend leur forme aux tables : un vide y prend la valeur par défaut."""
        for table, column in sorted(self._added):
            self._alter(table, "drop column {}", column)
        for table, column in sorted(self._required):
            filled = sql.SQL("update {} set {column} = default where {column} is null")
            self._connection.execute(
                filled.format(sql.Identifier("auth", table), column=sql.Identifier(column))
            )
            self._alter(table, "alter column {} set not null", column)

    def _columns(self, table: str) -> tuple[set[str], list[str]]:
        rows = self._connection.execute(
            "select attname, attnotnull and atthasdef from pg_attribute"
            " where attrelid = %s::regclass and attnum > 0 and not attisdropped",
            [f"auth.{table}"],
        ).fetchall()
        primary = {"id"}
        return {name for name, _ in rows}, [
            name for name, required in rows if required and name not in primary
        ]

    def _alter(self, table: str, change: str, column: str) -> None:
        statement = sql.SQL("alter table {} ").format(sql.Identifier("auth", table))
        self._connection.execute(statement + sql.SQL(change).format(sql.Identifier(column)))
