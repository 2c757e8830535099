"""Le registre des recettes, tenu dans la base qu'elles éprouvent.

Une recette vivante y tient un verrou de session : tuée, elle le perd, et la suivante peut balayer.
"""

import os
import platform

import psycopg

from recette.database.connection import connect, is_pooled

_SILENT_S, _SILENT_WITHOUT_LOCK_S = 120, 1800
"""Silence au-delà duquel une recette est morte, selon qu'elle pouvait ou non tenir un verrou, en secondes."""


class Register:
    """Inscrit une recette, dit lesquelles sont mortes ou vivantes."""

    def __init__(self, database_url: str, run_id: str) -> None:
        self.run_id = run_id
        self._url = database_url
        # Un pooler rend la session à un autre après chaque transaction : le verrou n'y serait à personne.
        self._locks = not is_pooled(database_url)
        self.connection = self._open()

    def enter(self) -> None:
        """Inscrit cette recette."""
        self.connection.execute(
            "insert into recette.recettes (id, hote, pid, verrou) values (%s, %s, %s, %s)",
            [self.run_id, platform.node(), os.getpid(), self._locks],
        )

    def show_alive(self) -> None:
        """Dit que cette recette vit encore ; rouvre sa connexion si elle fut coupée."""
        try:
            self._touch()
        except psycopg.OperationalError:
            self.connection = self._open()
            self._touch()

    def dead(self) -> list[str]:
        """Rend les recettes inscrites qui ne sont jamais revenues dire leur fin."""
        rows = self.connection.execute(
            "select id, hote, pid, verrou, extract(epoch from now() - vue)::float from recette.recettes"
            " where fin is null and id <> %s order by debut",
            [self.run_id],
        ).fetchall()
        return [name for name, host, pid, locks, age in rows if self._is_dead(name, host, pid, locks, age)]

    def neighbours(self) -> list[str]:
        """Rend les autres recettes dont la durée croise celle-ci."""
        rows = self.connection.execute(
            "select id from recette.recettes where id <> %s"
            " and (fin is null or fin > (select debut from recette.recettes where id = %s)) order by debut",
            [self.run_id, self.run_id],
        ).fetchall()
        return [row[0] for row in rows]

    def close_entries(self, names: list[str]) -> None:
        """Note la fin de recettes dont il ne reste rien."""
        self.connection.execute("update recette.recettes set fin = now() where id = any(%s)", [names])

    def close(self) -> None:
        """Rend le verrou."""
        self.connection.close()

    def _open(self) -> psycopg.Connection:
        connection = connect(self._url)
        if self._locks:
            connection.execute("select pg_advisory_lock(hashtextextended(%s, 0))", [self.run_id])
        return connection

    def _touch(self) -> None:
        self.connection.execute("update recette.recettes set vue = now() where id = %s", [self.run_id])

    def _is_dead(self, name: str, host: str, pid: int, locks: bool, age: float) -> bool:
        if not locks:
            return age > _SILENT_WITHOUT_LOCK_S
        if self._is_locked(name):
            return False
        # Sans verrou mais vue à l'instant, une recette d'ailleurs a pu perdre sa connexion et la rouvrir.
        return age > _SILENT_S or (host == platform.node() and not _runs(pid))

    def _is_locked(self, name: str) -> bool:
        with self.connection.transaction():
            row = self.connection.execute(
                "select pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [name]
            ).fetchone()
        return row == (False,)


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
