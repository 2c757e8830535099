"""Les façons dont une migration s'interrompt : une erreur, une connexion coupée, un processus tué."""

import os
import signal
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, closing, suppress

import psycopg

from recette.database.connection import answers
from recette.laboratory import trap
from recette.waiting import comes_true

_DEADLINE_S = 20.0


class Gesture(ABC):
    """Une façon d'interrompre."""

    name: str
    kills_cluster = False
    """La grappe entière en souffre : il lui en faut une à elle."""

    @abstractmethod
    def between(self, url: str, statements: Sequence[str]) -> None:
        """Interrompt après ces instructions."""

    @abstractmethod
    def within(self, url: str, text: str, command: int) -> None:
        """Interrompt au milieu, à la n-ième commande de schéma."""


class Failure(Gesture):
    """Une erreur, dans le même envoi."""

    name = "une erreur survient"

    def between(self, url: str, statements: Sequence[str]) -> None:
        _fail(url, "\n".join([*statements, "select 1 / 0"]))

    def within(self, url: str, text: str, command: int) -> None:
        _fail(url, text, trap.failing(command))


class Severance(Gesture):
    """La session est arrêtée du dehors pendant que la migration attend."""

    def between(self, url: str, statements: Sequence[str]) -> None:
        with _session(url) as connection:
            # Une instruction à la fois, comme psql : c'est là qu'un fichier sans transaction se voit.
            for statement in statements:
                connection.execute(statement.encode())
            self._sever(url, connection.info.backend_pid)

    def within(self, url: str, text: str, command: int) -> None:
        with _session(url) as holder, _session(url, trap.waiting(command)) as migrating:
            holder.execute("select pg_advisory_lock(%s)", [trap.LOCK])
            thread = threading.Thread(target=_play, args=(migrating, text))
            thread.start()
            pid = migrating.info.backend_pid
            _wait(lambda: _waits(holder, pid), "La migration n'arrive pas à la coupure")
            self._sever(url, pid)
            thread.join(_DEADLINE_S)
            assert not thread.is_alive(), "La migration continue après la coupure de sa connexion."

    @abstractmethod
    def _sever(self, url: str, pid: int) -> None:
        """Arrête la session."""


class Termination(Severance):
    """La connexion est coupée par le serveur."""

    name = "la connexion est coupée"

    def _sever(self, url: str, pid: int) -> None:
        with _session(url) as observer:
            # Le serveur sait attendre lui-même cette fin, mais n'y regarde que toutes les 100 ms.
            observer.execute("select pg_terminate_backend(%s)", [pid])
            _wait(lambda: not _lives(observer, pid), "Le serveur n'a pas coupé la connexion de la migration")


class Kill(Severance):
    """Le processus du serveur est tué net : toute la grappe repart de son journal."""

    name = "le processus du serveur est tué"
    kills_cluster = True

    def _sever(self, url: str, pid: int) -> None:
        with _session(url) as other:
            os.kill(pid, signal.SIGKILL)
            _wait(lambda: not answers(other), "La grappe ne s'aperçoit pas de la mort d'un processus")
        _wait(lambda: _accepts(url), "La grappe ne repart pas après la mort d'un processus")


def _session(url: str, options: str = "") -> AbstractContextManager[psycopg.Connection]:
    """Ouvre une session que sa fermeture ne valide pas : psycopg enverrait sinon un COMMIT de lui-même."""
    return closing(psycopg.connect(url, autocommit=True, options=options))


def _fail(url: str, text: str, options: str = "") -> None:
    with _session(url, options) as connection, suppress(psycopg.errors.DivisionByZero):
        connection.execute(text.encode())


def _play(connection: psycopg.Connection, text: str) -> None:
    with suppress(psycopg.Error):
        connection.execute(text.encode())


def _waits(observer: psycopg.Connection, pid: int) -> bool:
    row = observer.execute("select pg_blocking_pids(%s) <> '{}'", [pid]).fetchone()
    return row == (True,)


def _lives(observer: psycopg.Connection, pid: int) -> bool:
    return bool(observer.execute("select from pg_stat_activity where pid = %s", [pid]).fetchall())


def _accepts(url: str) -> bool:
    try:
        psycopg.connect(url).close()
    except psycopg.OperationalError:
        return False
    return True


def _wait(ready: Callable[[], bool], failure: str) -> None:
    assert comes_true(ready, within_s=_DEADLINE_S), f"{failure} en {_DEADLINE_S:.0f} s."


GESTURES: dict[str, Gesture] = {gesture.name: gesture for gesture in (Failure(), Termination(), Kill())}
