"""L'empreinte des lignes : calculée dans le serveur, indépendante de leur ordre."""

from dataclasses import dataclass, replace

import psycopg
from psycopg import sql

from recette.database.catalogue import MANAGED_SCHEMAS

DETAILED_ROWS = 20_000
"""Nombre de lignes jusqu'auquel chaque ligne garde son empreinte, pour nommer celle qui diffère."""

# Le texte d'une ligne dépend de ces réglages : les fixer rend l'empreinte comparable d'une session à l'autre.
_STABLE_TEXT = """
    set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres';
    set local extra_float_digits = 1; set local bytea_output = 'hex'
"""


@dataclass(frozen=True)
class TableRows:
    """Les lignes d'une table : leur nombre, leur empreinte, et celle de chacune si elles sont peu."""

    schema: str
    table: str
    columns: tuple[str, ...]
    count: int
    digest: str
    by_key: dict[str, str] | None

    def renamed(self, new_name: str) -> "TableRows":
        return replace(self, table=new_name)


def read_rows(
    connection: psycopg.Connection, like: dict[str, tuple[str, ...]] | None = None
) -> list[TableRows]:
    """Rend l'empreinte de chaque table.

    `like` donne, par table, les colonnes à comparer : une colonne ajoutée ne change pas l'empreinte de
    ce qui existait.
    """
    with connection.transaction():
        connection.execute(_STABLE_TEXT)
        return [
            _table_rows(connection, schema, table, _kept(columns, (like or {}).get(table)), key)
            for schema, table, columns, key in _tables(connection)
        ]


def count_rows(connection: psycopg.Connection) -> dict[str, int]:
    """Rend le nombre de lignes de chaque table de Virtus ; ce qui est à la recette n'en fait pas partie."""
    counts = {}
    for schema, table, _, _ in _tables(connection):
        if schema != "recette":
            query = sql.SQL("select count(*) from {}").format(sql.Identifier(schema, table))
            row = connection.execute(query).fetchone()
            counts[table if schema == "public" else f"{schema}.{table}"] = int(row[0]) if row else 0
    return counts


def _kept(columns: list[str], wanted: tuple[str, ...] | None) -> tuple[str, ...]:
    if wanted is None:
        return tuple(columns)
    return tuple(column for column in wanted if column in columns)


def _tables(connection: psycopg.Connection) -> list[tuple[str, str, list[str], list[str] | None]]:
    return connection.execute(
        """
        select n.nspname, c.relname,
            (select array_agg(attname::text order by attnum) from pg_attribute
                where attrelid = c.oid and attnum > 0 and not attisdropped),
            (select array_agg(a.attname::text order by a.attnum) from pg_index i
                join pg_attribute a on a.attrelid = c.oid and a.attnum = any(i.indkey)
                where i.indrelid = c.oid and i.indisprimary)
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind = 'r' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
            and n.nspname <> all(%s)
        order by 1, 2
        """,
        [list(MANAGED_SCHEMAS)],
    ).fetchall()


def _table_rows(
    connection: psycopg.Connection,
    schema: str,
    table: str,
    columns: tuple[str, ...],
    key: list[str] | None,
) -> TableRows:
    source = sql.Identifier(schema, table)
    row = sql.SQL("row({})::text").format(sql.SQL(", ").join(map(sql.Identifier, columns)))
    # Une somme ne dépend pas de l'ordre et, à la différence d'un ou exclusif, voit les lignes doublées.
    summary = sql.SQL(
        "select count(*), coalesce(sum(hashtextextended({row}, 0)::numeric), 0)::text || ':' ||"
        " coalesce(sum(hashtextextended({row}, 1)::numeric), 0)::text from {source}"
    )
    answer = connection.execute(summary.format(row=row, source=source)).fetchone()
    assert answer is not None
    count, digest = answer
    by_key: dict[str, str] | None = None
    if key and count <= DETAILED_ROWS:
        detail = sql.SQL("select row({key})::text, md5({row}) from {source}").format(
            key=sql.SQL(", ").join(map(sql.Identifier, key)), row=row, source=source
        )
        by_key = dict(connection.execute(detail).fetchall())
    return TableRows(schema, table, columns, count, digest, by_key)
