"""Retenir des demandes dans la base, pour les y voir ensemble et les lâcher d'un coup."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import psycopg

from recette.database.connection import connect
from recette.waiting import comes_true

_DEADLINE_S = 10.0


class Hold:
    """Ce que la base retient."""

    def __init__(self, holder: int, observer: psycopg.Connection) -> None:
        self._holder = holder
        self._observer = observer

    def wait_for(self, count: int) -> None:
        """Attend que `count` demandes soient retenues en même temps."""
        assert comes_true(lambda: self._held() >= count, within_s=_DEADLINE_S), (
            f"{count} demande(s) attendue(s) en même temps dans la base, {self._held()} arrivée(s) "
            f"en {_DEADLINE_S:.0f} s."
        )

    def _held(self) -> int:
        row = self._observer.execute(
            "select count(*) from pg_stat_activity where %s = any(pg_blocking_pids(pid))",
            [self._holder],
        ).fetchone()
        return int(row[0]) if row else 0


@contextmanager
def holding_assignments(database_url: str, *client_ids: UUID) -> Iterator[Hold]:
    """Retient, le temps du bloc, toute copie destinée à ces clients.

    Écrire une copie verrouille la fiche de son client, par sa clé étrangère : la verrouiller d'abord arrête
    toutes les demandes au même endroit, et elles repartent ensemble.
    """
    with psycopg.connect(database_url) as holder, connect(database_url) as observer:
        holder.execute("select from clients where id = any(%s) for update", [list(client_ids)])
        # Derrière un pooler, la connexion ne connaît pas le vrai numéro de son serveur.
        row = holder.execute("select pg_backend_pid()").fetchone()
        assert row is not None
        yield Hold(row[0], observer)
