"""Retenir des demandes dans la base, pour les y voir ensemble et les lâcher d'un coup."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from uuid import UUID

import psycopg

from recette.database.connection import connect

_DEADLINE_S = 10.0
_TICK_S = 0.005
"""Temps entre deux questions, en secondes."""


class Hold:
    """Ce que la base retient."""

    def __init__(self, holder: int, observer: psycopg.Connection) -> None:
        self._holder = holder
        self._observer = observer

    def wait_for(self, count: int) -> None:
        """Attend que `count` demandes soient retenues en même temps."""
        limit = time.monotonic() + _DEADLINE_S
        tick = Event()
        while (held := self._held()) < count:
            assert time.monotonic() < limit, (
                f"{count} demande(s) attendue(s) en même temps dans la base, {held} arrivée(s) "
                f"en {_DEADLINE_S:.0f} s."
            )
            tick.wait(_TICK_S)

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
