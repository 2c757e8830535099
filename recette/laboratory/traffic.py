"""Du monde au travail pendant la migration : des clients qui lisent et créent, une coach qui assigne."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

import httpx

from recette.access.gate import Answer, Badge, Gate
from recette.api import ASSIGN
from recette.cast import Cast
from recette.database.tables import NEW_TABLES, OLD_TABLES
from recette.programmes import Person, Template, coach_today, ordinary
from recette.tls import authorities

_REQUEST_DEADLINE_S = 20
_PHASE_DEADLINE_S = 20.0
_MOST_REQUESTS = 1_000
_TURNS = 5

READING, CREATING, ASSIGNING = "lecture", "création", "assignation"


@dataclass(frozen=True)
class Exchange:
    """Une demande et la réponse qu'elle a reçue."""

    activity: str
    began: float
    ended: float
    accepted: bool
    served_by: str
    """Le nom de table que la demande employait."""
    created: UUID | None = None
    """Ce que l'API dit avoir écrit."""
    failure: str | None = None
    """Ce qui n'est ni une réponse, ni un refus d'un nom de table absent."""

    @property
    def wait_ms(self) -> float:
        return (self.ended - self.began) * 1000


def _names_absent_table(answer: Answer) -> bool:
    """Dit si la réponse est celle d'une table que l'API ne sert pas, ou pas encore, sous ce nom."""
    if _says_no(answer):
        return NEW_TABLES.programs in answer.content["error"]
    return answer.status == 404 or (answer.status == 400 and "PGRST204" in str(answer.content))


def _says_no(answer: Answer) -> bool:
    return isinstance(answer.content, dict) and answer.content.get("success") is False


@dataclass
class Worker:
    """Une personne qui répète la même demande, sous l'ancien nom puis sous le nouveau."""

    person: Person
    """Pour qui l'on demande."""
    activity: str
    ask: Callable[[str, int], tuple[Answer, UUID | None]]
    table: str = OLD_TABLES.programs
    exchanges: list[Exchange] = field(default_factory=list)

    def work(self, stop: threading.Event, moved: threading.Condition) -> None:
        for turn in range(_MOST_REQUESTS):
            if stop.is_set():
                return
            began, table = time.monotonic(), self.table
            try:
                answer, created = self.ask(table, turn)
            except httpx.HTTPError as error:
                exchange = Exchange(
                    self.activity, began, time.monotonic(), False, table, failure=f"coupée ({error})"
                )
            else:
                exchange = self._exchange(began, table, answer, created)
            with moved:
                self.exchanges.append(exchange)
                moved.notify_all()

    def _exchange(self, began: float, table: str, answer: Answer, created: UUID | None) -> Exchange:
        absent = _names_absent_table(answer)
        if absent:
            # L'application d'avant nomme les anciennes tables, celle d'après les nouvelles.
            self.table = NEW_TABLES.programs if table == OLD_TABLES.programs else OLD_TABLES.programs
        return Exchange(
            self.activity,
            began,
            time.monotonic(),
            answer.accepted and (self.activity == READING or created is not None),
            table,
            created,
            None if absent or (answer.accepted and not _says_no(answer)) else str(answer.content),
        )

    def accepted(self, table: str | None = None) -> int:
        """Compte les demandes acceptées, sous un nom de table s'il est donné."""
        return sum(item.accepted and table in (None, item.served_by) for item in self.exchanges)


class Traffic:
    """Gestionnaire de contexte : ceux qui travaillent s'arrêtent à la sortie."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        coach = cast.coach("Camille Moreau")
        self.receivers = [cast.client(name, coach=coach) for name in ("Léa Martin", "Bruno Durand")]
        self.creator = cast.client("Paul Lefèvre")
        self.template: Template = cast.template(coach, ordinary("Force d'hiver"))
        lived_before = cast.assignment(
            self.template, self.receivers[0], start=coach_today() - timedelta(days=400)
        )
        self.known = {lived_before.instance_id}
        """Les programmes qui existaient avant que quiconque ne se mette au travail."""
        self._http = httpx.Client(timeout=_REQUEST_DEADLINE_S, verify=authorities())
        self._gate = Gate(cast.target.url, self._http)
        self._stop = threading.Event()
        self._moved = threading.Condition()
        self.workers = [
            *(Worker(client, ASSIGNING, partial(self._assign, coach, client)) for client in self.receivers),
            Worker(self.creator, CREATING, partial(self._create, self.creator)),
            Worker(self.receivers[0], READING, partial(self._read, self.receivers[0])),
            Worker(coach, READING, partial(self._read, coach)),
        ]
        self._threads = [
            threading.Thread(target=worker.work, args=(self._stop, self._moved)) for worker in self.workers
        ]
        self._badges = {person.id: self._badge(person) for person in (coach, self.creator, *self.receivers)}

    def __enter__(self) -> "Traffic":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        self._http.close()

    def stop(self) -> None:
        """Arrête chacun après la réponse qu'il attend."""
        self._stop.set()
        for thread in self._threads:
            thread.join(_PHASE_DEADLINE_S)

    def wait_until_busy(self) -> None:
        """Attend que chacun ait demandé plusieurs fois."""
        self._wait(
            lambda: all(len(worker.exchanges) >= _TURNS for worker in self.workers), "se mettre au travail"
        )

    def wait_until_served(self) -> None:
        """Attend que chacun ait été servi plusieurs fois sous les nouveaux noms."""
        self._wait(lambda: all(self._served(worker) >= _TURNS for worker in self.workers), "être servi après")

    def exchanges(self) -> list[Exchange]:
        """Rend tout ce qui a été demandé."""
        return [exchange for worker in self.workers for exchange in worker.exchanges]

    def _served(self, worker: Worker) -> int:
        # L'assignation ne nomme aucune table : elle ne réussit que sous les nouveaux noms.
        return worker.accepted(None if worker.activity == ASSIGNING else NEW_TABLES.programs)

    def _wait(self, ready: Callable[[], bool], what: str) -> None:
        with self._moved:
            told = {worker.activity: len(worker.exchanges) for worker in self.workers}
            assert self._moved.wait_for(ready, _PHASE_DEADLINE_S), (
                f"Tous n'arrivent pas à {what} en {_PHASE_DEADLINE_S:.0f} s ; demandes au début : {told}."
            )

    def _badge(self, person: Person) -> Badge:
        session = self.cast.connected(person).auth.get_session()
        assert session is not None, f"{person.full_name} n'est pas connecté."
        return Badge(self.cast.target.anon_key, session.access_token)

    def _assign(self, coach: Person, client: Person, table: str, turn: int) -> tuple[Answer, UUID | None]:
        start: date = coach_today() + timedelta(days=turn)
        request = {
            "p_template_id": str(self.template.id),
            "p_client_id": str(client.id),
            "p_coach_id": str(coach.id),
            "p_start_date": start.isoformat(),
        }
        answer = self._gate.ask(self._badges[coach.id], "POST", f"rpc/{ASSIGN}", row=request)
        created = answer.content.get("client_program_id") if isinstance(answer.content, dict) else None
        return answer, UUID(created) if created else None

    def _create(self, client: Person, table: str, turn: int) -> tuple[Answer, UUID | None]:
        row: dict[str, Any] = {"client_id": str(client.id), "name": f"À moi, n° {turn}", "week_count": 1}
        answer = self._gate.ask(
            self._badges[client.id], "POST", table, row=row, prefer="return=representation"
        )
        created = answer.content[0]["id"] if isinstance(answer.content, list) and answer.content else None
        return answer, UUID(created) if created else None

    def _read(self, person: Person, table: str, turn: int) -> tuple[Answer, UUID | None]:
        answer = self._gate.ask(self._badges[person.id], "GET", table, select="id")
        if answer.accepted and not answer.content:
            # Une liste faussement vide est pire qu'un refus.
            return Answer(500, {"message": "liste vide alors que cette personne a un programme"}), None
        return answer, None
