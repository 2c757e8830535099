"""Les lignes orphelines : celles dont la clé étrangère ne mène nulle part."""

import psycopg
from psycopg import sql

_FOREIGN_KEYS = """
    select k.conname, k.conrelid::regclass::text, k.confrelid::regclass::text,
        array(select attname::text from unnest(k.conkey) with ordinality c(num, rank)
            join pg_attribute on attrelid = k.conrelid and attnum = c.num order by rank),
        array(select attname::text from unnest(k.confkey) with ordinality c(num, rank)
            join pg_attribute on attrelid = k.confrelid and attnum = c.num order by rank)
    from pg_constraint k join pg_namespace n on n.oid = k.connamespace
    where k.contype = 'f' and n.nspname = 'public'
    order by 2, 1
"""


def orphans(connection: psycopg.Connection) -> list[str]:
    """Rend une phrase par clé étrangère dont des lignes ne mènent à rien.

    Une clé peut exister et mentir : recréée « NOT VALID », ou des lignes écrites sans elle.
    """
    found = []
    for name, source, target, columns, keys in connection.execute(_FOREIGN_KEYS).fetchall():
        joined = sql.SQL(" and ").join(
            sql.SQL("t.{} = s.{}").format(sql.Identifier(key), sql.Identifier(column))
            for key, column in zip(keys, columns, strict=True)
        )
        present = sql.SQL(" and ").join(
            sql.SQL("s.{} is not null").format(sql.Identifier(column)) for column in columns
        )
        query = sql.SQL(
            "select count(*) from {} s where {} and not exists (select from {} t where {})"
        ).format(sql.SQL(source), present, sql.SQL(target), joined)
        row = connection.execute(query).fetchone()
        if row and row[0]:
            found.append(f"{source} : {row[0]} ligne(s) dont {', '.join(columns)} ne mène à rien ({name})")
    return found
