"""Une recette sur une cible externe : inscrite avant d'écrire, effacée à la fin, preuve à l'appui."""

from dataclasses import dataclass, field
from uuid import uuid4

import psycopg

from recette.database import sharing
from recette.database.rows import count_rows
from recette.database.seed import Seeder
from recette.database.tables import RENAMES
from recette.errors import RecetteError
from recette.guard.server import sees_account, sees_row
from recette.programmes import Casting
from recette.target import Target
from recette.trace.owned import Owned
from recette.trace.register import Register

_DELETION_DEADLINE = "set local statement_timeout = '120s'; set local lock_timeout = '30s'"


@dataclass
class Traces:
    """Ce que la recette a laissé, effacé et retrouvé."""

    run_id: str
    swept: list[str] = field(default_factory=list)
    """Les recettes mortes dont elle a balayé les lignes."""
    deleted: dict[str, int] = field(default_factory=dict)
    left: dict[str, int] = field(default_factory=dict)
    """Ce qui porte encore son nom, par table."""
    drift: list[str] = field(default_factory=list)
    """Les tables qui n'ont pas retrouvé leur nombre de lignes."""
    neighbours: list[str] = field(default_factory=list)
    """Les recettes menées en même temps sur la cible."""
    failure: str | None = None
    """Ce qui a empêché d'effacer ou de compter : alors rien n'est prouvé."""

    def findings(self) -> list[str]:
        """Rend les constats : une trace laissée rend la recette non recevable."""
        if self.failure:
            return [
                f"La recette {self.run_id} n'a pas pu effacer ses lignes de la cible ({self.failure}) : "
                "la prochaine recette sur cette cible les balaiera."
            ]
        found = []
        if self.left:
            told = ", ".join(f"{count} dans {table}" for table, count in self.left.items())
            found.append(f"La recette {self.run_id} laisse des lignes sur la cible : {told}.")
        if self.drift:
            found.append(
                f"La cible n'a pas retrouvé ses nombres de lignes : {', '.join(self.drift)}. "
                "Si quelqu'un d'autre y travaillait, rejouez la recette sans lui."
            )
        return found

    def sentence(self) -> str:
        """Dit ce qui fut effacé et ce qu'il reste."""
        if self.failure:
            return f"RIEN N'EST PROUVÉ, la base ne répond plus comme il faut ({self.failure})"
        counted = sum(self.deleted.values())
        before = f"{len(self.swept)} recette(s) morte(s) balayée(s) ; " if self.swept else ""
        after = "DES LIGNES RESTENT" if self.left or self.drift else "il ne reste rien"
        shared = " (d'autres recettes y tournent : nombres de lignes non comparés)" if self.neighbours else ""
        return f"{before}{counted} lignes de {self.run_id} effacées, {after}{shared}"


class ExternalRun:
    """La vie d'une recette sur la cible : `begin` avant toute écriture, `finish` quoi qu'il arrive."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self._register: Register | None = None
        self._counts: dict[str, int] = {}
        self.traces = Traces(target.run_id)

    def begin(self) -> None:
        """Balaie les recettes mortes, s'inscrit, et prouve que l'API sert bien cette base."""
        register = Register(self._target.database_url, self._target.run_id)
        self._register = register
        self.traces.swept = register.dead()
        _erase(register.connection, self.traces.swept)
        register.close_entries(self.traces.swept)
        register.enter()
        self._counts = count_rows(register.connection)
        self._prove_same_database()

    def show_alive(self) -> None:
        """Dit aux autres recettes que celle-ci vit encore."""
        if self._register:
            self._register.show_alive()

    def finish(self) -> Traces:
        """Efface tout ce qui est à cette recette, et compte ce qui reste. Une seconde fois, ne fait rien."""
        if self._register is None:
            return self.traces
        register, self._register = self._register, None
        try:
            self._clean(register)
        except psycopg.Error as error:
            self.traces.failure = str(error).strip().splitlines()[0]
        finally:
            register.close()
        return self.traces

    def _clean(self, register: Register) -> None:
        register.show_alive()
        connection, own = register.connection, [self._target.run_id]
        self.traces.deleted = _erase(connection, own)
        self.traces.left = Owned(connection, own).remains()
        self.traces.neighbours = register.neighbours()
        if not self.traces.neighbours:
            self.traces.drift = _drift(self._counts, count_rows(connection))
        if not self.traces.left:
            register.close_entries(own)

    def _prove_same_database(self) -> None:
        """Écrit un compte par la base, le lit par l'API : deux bases jumelles ne trompent qu'une lecture."""
        witness = Casting(f"{self._target.run_id}-preuve").person("Paul Lefèvre", "client")
        seeder = Seeder(self._target.database_url, str(uuid4()))
        try:
            seeder.people(witness)
        finally:
            seeder.close()
        for seen, service in (
            (sees_account(self._target, witness.id), "l'authentification"),
            (sees_row(self._target, "clients", witness.id), "l'API"),
        ):
            if not seen:
                raise RecetteError(
                    f"Cible refusée : {service} de SUPABASE_URL n'est pas devant la base de VIRTUS_DB_URL : "
                    "un compte semé dans l'une (et déjà effacé) ne s'y voit pas.",
                    "Les cinq valeurs doivent venir du même projet.",
                )


def _erase(connection: psycopg.Connection, run_ids: list[str]) -> dict[str, int]:
    if not run_ids:
        return {}
    with connection.transaction():
        connection.execute(_DELETION_DEADLINE)
        deleted = Owned(connection, run_ids).delete()
    if shared := sharing.let_go(connection, run_ids):
        deleted["public.exercises"] = deleted.get("public.exercises", 0) + shared
    return deleted


def _drift(before: dict[str, int], after: dict[str, int]) -> list[str]:
    # La migration a pu passer entre les deux relevés : un renommage n'ajoute ni ne perd rien.
    before, after = _renamed(before), _renamed(after)
    return [
        f"{table} ({before.get(table, 0)} avant, {after.get(table, 0)} après)"
        for table in sorted(before.keys() | after.keys())
        if before.get(table, 0) != after.get(table, 0)
    ]


def _renamed(counts: dict[str, int]) -> dict[str, int]:
    return {RENAMES.get(table, table): count for table, count in counts.items()}
