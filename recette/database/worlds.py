"""Les bases de la recette : le socle, et ce qu'on en clone."""

import itertools
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from recette import parts
from recette.database.connection import Kept
from recette.database.script import Script, run
from recette.database.starting.loading import load
from recette.database.starting.source import DEFAULT_STARTING_BASE, StartingBase
from recette.errors import RecetteError
from recette.stack.postgres import SUPERUSER, Cluster

PLATFORM = parts.ROOT / "sql" / "platform"

_LOGIN_ROLES = ("postgres", "authenticator", "supabase_auth_admin")


class Worlds:
    """Fabrique les bases d'une grappe.

    Une base à laquelle l'API est branchée ne peut plus servir de modèle : les modèles restent intacts,
    on n'emploie que leurs clones.
    """

    def __init__(self, cluster: Cluster) -> None:
        self.cluster = cluster
        self._numbers = itertools.count(1)
        self._administration, self._sweeping = Kept(self._administer), Kept(self._administer)
        self._sweeper = ThreadPoolExecutor(1)
        self.ignored: list[str] = []
        """Ce qui a été ignoré de la base de départ, nommé."""

    def build_baseline(self, name: str, base: StartingBase | None = None) -> None:
        """Crée une base : la plateforme Supabase, puis Virtus telle qu'elle est en production."""
        admin = self._administration.current()
        admin.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
        for path in sorted(PLATFORM.glob("*.sql")):
            _prepare(self.cluster.dsn(name, SUPERUSER), path)
        for role in _LOGIN_ROLES:
            admin.execute(
                sql.SQL("alter role {} password {}").format(
                    sql.Identifier(role), sql.Literal(self.cluster.password)
                )
            )
        admin.execute(sql.SQL("alter database {} owner to postgres").format(sql.Identifier(name)))
        base = base or StartingBase.read(DEFAULT_STARTING_BASE)
        self.ignored = load(base, self.cluster.dsn(name), self.cluster.dsn(name, SUPERUSER))

    def clone(self, model: str, name: str) -> str:
        """Clone une base modèle et rend l'adresse du clone."""
        self._administration.current().execute(
            # Copier les fichiers coûte deux fois moins que les écrire aussi dans le journal.
            sql.SQL("create database {} template {} owner postgres strategy file_copy").format(
                sql.Identifier(name), sql.Identifier(model)
            )
        )
        return self.cluster.dsn(name)

    @contextmanager
    def temporary_clone(self, model: str) -> Iterator[str]:
        """Prête un clone qu'un scénario peut abîmer, et l'efface."""
        name = f"clone_{next(self._numbers)}"
        url = self.clone(model, name)
        try:
            yield url
        finally:
            # À l'écart : le scénario suivant n'attend pas. Une base qui resterait partirait avec la grappe.
            self._sweeper.submit(self._drop, name)

    def settle(self) -> None:
        """Attend que tout ce qui s'efface à l'écart le soit, pour qui compte ce que la grappe écrit."""
        self._sweeper.submit(lambda: None).result()

    def close(self) -> None:
        """Finit d'effacer, et ferme les connexions qui créent et effacent les bases."""
        self._sweeper.shutdown()
        self._administration.close()
        self._sweeping.close()

    def _drop(self, name: str) -> None:
        self._sweeping.current().execute(
            sql.SQL("drop database {} with (force)").format(sql.Identifier(name))
        )

    def _administer(self) -> psycopg.Connection:
        return psycopg.connect(self.cluster.dsn("postgres", SUPERUSER), autocommit=True)


def _prepare(database_url: str, path: Path) -> None:
    outcome = run(database_url, Script.read(path))
    if outcome.error:
        raise RecetteError(
            f"La plateforme ne se prépare pas, {path.name} : {outcome.error}.", "Corrigez ce fichier."
        )
