"""Couper une migration, partout où elle peut l'être, et constater ce qui en reste."""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import psycopg

from recette.database.catalogue import read_catalogue
from recette.database.fingerprint import Fingerprint
from recette.database.rollback import ROLLBACK
from recette.database.rows import read_rows
from recette.database.script import Script, run
from recette.laboratory import trap
from recette.laboratory.gestures import Gesture
from recette.laboratory.statements import split
from recette.laboratory.trial import differences
from recette.stack.postgres import SUPERUSER

_CITED = 3
MIGRATION_NAME, ROLLBACK_NAME = "la migration", "le retour arrière"
"""Ce que l'on coupe, dans les mots des scénarios."""


@dataclass(frozen=True)
class Operation:
    """Ce que l'on coupe : la migration ou son retour arrière."""

    text: str

    @property
    def statements(self) -> list[str]:
        return [statement.text for statement in split(self.text)]


@dataclass(frozen=True)
class Cut:
    """Un point de coupure : après une instruction, ou au milieu, à une commande de schéma."""

    after_statement: int | None = None
    at_command: int | None = None

    def __str__(self) -> str:
        if self.after_statement is not None:
            return f"après l'instruction n° {self.after_statement}"
        return f"à la commande de schéma n° {self.at_command}"


@dataclass
class CutReport:
    """Ce que les coupures ont laissé."""

    between: int = 0
    """Coupures entre deux instructions."""
    within: int = 0
    """Coupures au milieu d'une instruction."""
    intact: int = 0
    """Coupures qui laissent la base comme avant."""
    half: str | None = None
    """La coupure qui laisse la base ni comme avant, ni comme après, s'il y en a une."""


class CutBench:
    """Une opération et deux bases piégées : l'une où elle va jusqu'au bout, l'autre où on la coupe."""

    def __init__(self, operation: Operation, url: str, completed_url: str) -> None:
        self._operation = operation
        self._url = url
        self._observer = psycopg.connect(url, autocommit=True)
        self._before = _imprint(self._observer)
        with psycopg.connect(completed_url, autocommit=True) as connection:
            connection.execute(operation.text.encode())
            self._commands = trap.commands_seen(connection)
            self._after = _imprint(connection)

    def close(self) -> None:
        """Ferme la connexion qui relève les empreintes."""
        self._observer.close()

    def boundaries(self) -> list[Cut]:
        """Rend les coupures entre deux instructions."""
        return [Cut(after_statement=rank) for rank in range(1, len(self._operation.statements))]

    def middles(self) -> list[Cut]:
        """Rend les coupures au milieu des instructions."""
        return [Cut(at_command=rank) for rank in range(1, self._commands + 1)]

    def sample(self, count: int) -> list[Cut]:
        """Rend à peu près `count` coupures au milieu, réparties de la première à la dernière."""
        middles = self.middles()
        return middles[:: max(1, math.ceil(len(middles) / count))]

    def cut_at(self, cuts: Iterable[Cut], gesture: Gesture) -> CutReport:
        """Coupe l'opération à chacun de ces points, l'un après l'autre, sur la même base.

        S'arrête à la première coupure qui change la base : les suivantes ne diraient plus rien d'elles-mêmes.
        """
        report = CutReport()
        for cut in cuts:
            if cut.after_statement is not None:
                gesture.between(self._url, self._operation.statements[: cut.after_statement])
                report.between += 1
            elif cut.at_command is not None:
                gesture.within(self._url, self._operation.text, cut.at_command)
                report.within += 1
            if gesture.kills_cluster:
                self._observer.close()
                self._observer = psycopg.connect(self._url, autocommit=True)
            state = _imprint(self._observer)
            if changed := differences(self._before, state):
                if differences(self._after, state):
                    report.half = f"{gesture.name}, {cut} : {' ; '.join(changed[:_CITED])}"
                break
            report.intact += 1
        return report


def prepare(clone: Callable[[str], str], model: str, name: str, migration: Script) -> CutBench:
    """Prépare les bases où couper une opération, à partir d'un modèle d'avant la migration."""
    trapped = clone(model)
    operation = Operation(migration.text)
    if name == ROLLBACK_NAME:
        refused = run(trapped, migration).error
        assert refused is None, f"La migration ne s'applique plus : {refused}"
        operation = Operation(f"begin; {ROLLBACK}; commit")
    trap.install(trapped.replace("//postgres:", f"//{SUPERUSER}:", 1))
    trapped_model = trapped.rpartition("/")[2]
    return CutBench(operation, clone(trapped_model), clone(trapped_model))


def _imprint(connection: psycopg.Connection) -> Fingerprint:
    # Une connexion gardée relève l'empreinte trois fois plus vite qu'une neuve.
    return Fingerprint(read_catalogue(connection), read_rows(connection))
