"""Les exercices publics : communs à toutes les recettes d'une cible, effacés quand la dernière s'en va.

Chacune créerait-elle les siens, la recherche d'exercices montrerait deux fois le même nom.
"""

from collections.abc import Collection
from uuid import UUID

import psycopg

_TURN = "select pg_advisory_xact_lock(hashtextextended('recette.partages', 0))"


def take_turn(connection: psycopg.Connection) -> None:
    """Attend, dans la transaction en cours, que personne d'autre n'ajoute ni n'efface d'exercice."""
    connection.execute("set local lock_timeout = '30s'")
    connection.execute(_TURN)


def note_use(connection: psycopg.Connection, run_id: str, used: Collection[UUID], made: set[UUID]) -> None:
    """Note les exercices qu'une recette a créés, et ceux d'une autre dont elle se sert."""
    connection.execute(
        "insert into recette.partages (recette, exercice)"
        " select %(run)s, used from unnest(%(used)s::uuid[]) used"
        " where used = any(%(made)s) or exists (select from recette.partages where exercice = used)"
        " on conflict do nothing",
        {"run": run_id, "used": list(used), "made": list(made)},
    )


def let_go(connection: psycopg.Connection, run_ids: list[str]) -> int:
    """Rend les exercices de recettes finies ; efface, et compte, ceux dont plus personne ne se sert."""
    with connection.transaction():
        take_turn(connection)
        rows = connection.execute(
            "delete from recette.partages where recette = any(%s) returning exercice", [run_ids]
        ).fetchall()
        freed = list({row[0] for row in rows})
        return connection.execute(
            "delete from exercises where id = any(%s)"
            " and not exists (select from recette.partages where exercice = exercises.id)",
            [freed],
        ).rowcount


def kept(connection: psycopg.Connection) -> int:
    """Compte les exercices qu'une recette encore en cours garde."""
    row = connection.execute("select count(distinct exercice) from recette.partages").fetchone()
    return int(row[0]) if row else 0
