"""Semer personnes, programmes et assignations, en bloc et sans passer par l'application."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID, uuid4

import bcrypt
import psycopg
from psycopg import sql

from recette.database import sharing
from recette.database.connection import connect
from recette.database.gaps import IncompleteBaseError, gaps
from recette.database.tables import TEMPLATE_TABLES, ContentTables, instance_tables
from recette.programmes import Assigned, Person, Programme, Template

CHEAP_BCRYPT_ROUNDS = 4
"""Le coût minimal de bcrypt : ces mots de passe ne protègent que des comptes jetables."""

_SUSPENDED = "set local session_replication_role = replica"


@dataclass
class Seeder:
    """Sème dans une base, par COPY.

    Les déclencheurs sont suspendus : un déclencheur fautif doit se voir dans le scénario, pas ici.
    """

    database_url: str
    password: str
    run_id: str = ""
    """La recette qui sème, sur une cible externe : ce qu'elle partage avec d'autres y est noté."""
    lent: psycopg.Connection | None = None
    """Une connexion qui servira à d'autres ; sans elle, il ouvre la sienne et la ferme."""

    @cached_property
    def _password_hash(self) -> str:
        return bcrypt.hashpw(self.password.encode(), bcrypt.gensalt(CHEAP_BCRYPT_ROUNDS)).decode()

    @cached_property
    def _tables(self) -> ContentTables:
        return instance_tables(self._connection)

    def people(self, *people: Person) -> None:
        """Sème des comptes et leurs fiches."""
        self.rows(
            {
                "auth.users": [self._account(person) for person in people],
                "auth.identities": [_identity(person) for person in people],
                "clients": [_profile(person) for person in people],
            }
        )

    def change_coach(self, client: Person, coach: Person) -> None:
        """Rattache un client semé à un autre coach."""
        with self._loading() as connection:
            connection.execute("update clients set coach_id = %s where id = %s", [coach.id, client.id])

    def rows(self, tables: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
        """Sème des lignes déjà décrites, table par table ; celles d'une table ont les mêmes colonnes.

        Lève IncompleteBaseError quand la base n'a pas ces tables ou ces colonnes.
        """
        try:
            with self._loading() as connection:
                for table, rows in tables.items():
                    _copy(connection, table, rows)
        except (psycopg.errors.UndefinedColumn, psycopg.errors.UndefinedTable):
            wanted = {table: list(rows[0]) for table, rows in tables.items() if rows}
            raise IncompleteBaseError(gaps(self.database_url, wanted)) from None

    def template(self, coach: Person, programme: Programme) -> Template:
        """Sème un programme dans la bibliothèque d'un coach."""
        template = Template(uuid4(), coach, programme)
        sessions_per_week = len(programme.sessions) // max(programme.weeks, 1)
        head = {"id": template.id, "sessions_per_week": sessions_per_week}
        self._programme(TEMPLATE_TABLES, programme, head, {"coach_id": coach.id})
        return template

    def assignment(
        self,
        template: Template,
        client: Person,
        *,
        start: date,
        status: str = "active",
        week: int = 1,
        session: int = 1,
    ) -> Assigned:
        """Sème une assignation et sa copie, comme l'assignation les aurait faites."""
        instance = self.instance(
            client, template.programme, coach=template.coach, source="coach_assigned", template=template
        )
        assigned = Assigned(uuid4(), instance, template, client, start, status, week, session)
        row = {
            "id": assigned.assignment_id,
            "program_id": template.id,
            "client_id": client.id,
            "coach_id": template.coach.id,
            "client_program_id": instance,
            "start_date": start,
            "status": status,
            "current_week": week,
            "current_session": session,
        }
        self.rows({"program_assignments": [row]})
        return assigned

    def performance(self, assigned: Assigned) -> None:
        """Sème la première séance d'une copie, telle que son client l'aurait faite."""
        query = sql.SQL(
            "select id from {} where program_id = %s order by week_number, session_order limit 1"
        ).format(sql.Identifier(self._tables.sessions))
        [(session_id,)] = self._connection.execute(query, [assigned.instance_id]).fetchall()
        row = {
            "client_id": assigned.client.id,
            "program_assignment_id": assigned.assignment_id,
            "session_id": session_id,
            "exercises_performed": "[]",
        }
        self.rows({"performance_logs": [row]})

    def instance(
        self,
        client: Person,
        programme: Programme,
        *,
        coach: Person | None = None,
        source: str = "client_created",
        template: Template | None = None,
    ) -> UUID:
        """Sème un programme chez un client : le sien, ou la copie d'un modèle."""
        instance_id = uuid4()
        head = {
            "id": instance_id,
            "program_template_id": template.id if template else None,
            "source_type": source,
        }
        owners = {"client_id": client.id, "coach_id": coach.id if coach else None}
        self._programme(self._tables, programme, head, owners)
        return instance_id

    def _programme(
        self, tables: ContentTables, programme: Programme, head: dict[str, Any], owners: dict[str, Any]
    ) -> None:
        exercises = self._exercise_ids(programme)
        sessions = [(uuid4(), session) for session in programme.sessions]
        # Certaines bases de Virtus n'ont pas cette colonne : qui n'en a pas besoin ne la demande pas.
        annotated = any(session.notes for session in programme.sessions)
        described = {"name": programme.name, "objective": programme.objective, "week_count": programme.weeks}
        self.rows(
            {
                tables.programs: [{**head, **described, **owners}],
                tables.sessions: [
                    {
                        "id": session_id,
                        "program_id": head["id"],
                        "name": session.name,
                        "week_number": session.week,
                        "session_order": session.order,
                        **({"notes": session.notes} if annotated else {}),
                        **owners,
                    }
                    for session_id, session in sessions
                ],
                tables.exercises: [
                    {"session_id": session_id, **owners, **line}
                    for session_id, session in sessions
                    for line in _lines(session, exercises)
                ],
            }
        )

    def _exercise_ids(self, programme: Programme) -> dict[str, UUID]:
        names = {line.exercise for session in programme.sessions for line in session.exercises}
        with self._loading() as connection:
            if self.run_id:
                sharing.take_turn(connection)
            known: dict[str, UUID] = dict(
                connection.execute(
                    "select name, id from exercises where is_public and name = any(%s)", [list(names)]
                ).fetchall()
            )
            missing = {name: uuid4() for name in names - known.keys()}
            _copy(
                connection,
                "exercises",
                ({"id": key, "name": name, "is_public": True} for name, key in missing.items()),
            )
            if self.run_id:
                used = known | missing
                sharing.note_use(connection, self.run_id, used.values(), set(missing.values()))
        return known | missing

    def close(self) -> None:
        """Ferme sa connexion, si elle a servi ; celle qu'on lui a prêtée reste ouverte."""
        if not self.lent and "_connection" in self.__dict__:
            self._connection.close()

    @cached_property
    def _connection(self) -> psycopg.Connection:
        return self.lent or connect(self.database_url)

    @cached_property
    def suspends_triggers(self) -> bool:
        """Dit si la base laisse suspendre les déclencheurs ; sinon, on sème avec eux."""
        try:
            with self._connection.transaction():
                self._connection.execute(_SUSPENDED)
        except psycopg.errors.InsufficientPrivilege:
            return False
        return True

    @contextmanager
    def _loading(self) -> Iterator[psycopg.Connection]:
        suspended = self.suspends_triggers
        with self._connection.transaction():
            if suspended:
                # Derrière un pooler, un réglage de session serait celui d'un autre.
                self._connection.execute(_SUSPENDED)
            yield self._connection

    def _account(self, person: Person) -> dict[str, Any]:
        now = datetime.now(UTC)
        return {
            "id": person.id,
            "instance_id": UUID(int=0),
            "aud": "authenticated",
            "role": "authenticated",
            "email": person.email,
            "encrypted_password": self._password_hash,
            "email_confirmed_at": now,
            "raw_app_meta_data": json.dumps({"provider": "email", "providers": ["email"]}),
            "raw_user_meta_data": "{}",
            "created_at": now,
            "updated_at": now,
            # GoTrue refuse de lire un compte dont ces colonnes sont nulles.
            "confirmation_token": "",
            "recovery_token": "",
            "email_change_token_new": "",
            "email_change": "",
        }


def _identity(person: Person) -> dict[str, Any]:
    return {
        "provider_id": str(person.id),
        "user_id": person.id,
        "identity_data": json.dumps({"sub": str(person.id), "email": person.email}),
        "provider": "email",
    }


def _profile(person: Person) -> dict[str, Any]:
    return {
        "id": person.id,
        "email": person.email,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "role": person.role,
        "coach_id": person.coach_id,
        "status": person.status,
    }


def _lines(session: Any, exercises: Mapping[str, UUID]) -> Iterable[dict[str, Any]]:
    for order, line in enumerate(session.exercises, start=1):
        yield {
            "exercise_id": exercises[line.exercise],
            "exercise_order": order,
            "sets": line.sets,
            "reps": line.reps,
            "load": line.load,
            "tempo": line.tempo,
            "rest_time": line.rest_time,
            "intensification": line.intensification,
            "notes": line.notes,
        }


def _copy(connection: psycopg.Connection, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
    rows = list(rows)
    if not rows:
        return
    columns = list(rows[0])
    statement = sql.SQL("copy {} ({}) from stdin").format(
        sql.Identifier(*table.split(".")), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    with connection.cursor().copy(statement) as copy:
        for row in rows:
            copy.write_row([row[column] for column in columns])
