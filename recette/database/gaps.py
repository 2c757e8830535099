"""Ce que la base de départ n'a pas, et que Virtus nomme pourtant."""

from collections.abc import Iterable, Mapping

import psycopg


class IncompleteBaseError(AssertionError):
    """La base de départ n'a pas une table ou une colonne qu'il faut semer : c'est un constat sur elle."""

    def __init__(self, gaps: list[str]) -> None:
        super().__init__(
            f"La base de départ n'a pas {', ni '.join(gaps)} : rien ne s'y sème comme Virtus l'écrit, et "
            "ce que Virtus y écrit de même sera refusé, avant comme après la migration. Complétez-la d'abord."
        )


def gaps(database_url: str, wanted: Mapping[str, Iterable[str]]) -> list[str]:
    """Rend, nommées, les tables et les colonnes de `wanted` que la base n'a pas."""
    found = []
    with psycopg.connect(database_url, autocommit=True) as connection:
        for table, columns in wanted.items():
            rows = connection.execute(
                "select attname from pg_attribute"
                " where attrelid = to_regclass(%s) and attnum > 0 and not attisdropped",
                [table],
            ).fetchall()
            known = {name for (name,) in rows}
            if not known:
                found.append(f"la table {table}")
            else:
                found += [f"{column} dans {table}" for column in columns if column not in known]
    return found
