"""Le témoin : une connexion indépendante de l'application, qui confirme ce que l'écran a montré."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

import psycopg
from psycopg import sql
from psycopg.rows import class_row, dict_row

from recette.database.connection import connect
from recette.database.tables import TEMPLATE_TABLES, ContentTables, instance_tables
from recette.waiting import comes_true

_NOTICE_DEADLINE_S = 5.0

_HEAD_COLUMNS = ("name", "objective", "week_count")
_SESSION_COLUMNS = ("name", "week_number", "session_order")
_LINE_COLUMNS = (
    *("exercise_order", "exercise_id", "sets", "reps", "load", "tempo", "rest_time"),
    *("intensification", "notes"),
)


@dataclass(frozen=True)
class AssignmentRow:
    """Une ligne de program_assignments."""

    id: UUID
    program_id: UUID | None
    client_id: UUID
    coach_id: UUID
    client_program_id: UUID | None
    start_date: date
    status: str
    current_week: int
    current_session: int


@dataclass(frozen=True)
class Content:
    """Le contenu d'un programme, ligne à ligne et colonne à colonne, sans aucun identifiant propre.

    Un modèle et sa copie fidèle ont le même contenu.
    """

    head: dict[str, Any]
    sessions: list[dict[str, Any]]
    lines: list[dict[str, Any]]

    def differences(self, other: "Content") -> list[str]:
        """Rend en français ce qui, dans `other`, n'est pas comme ici."""
        found = [
            f"{column} du programme : {self.head[column]!r} attendu, {other.head[column]!r} trouvé"
            for column in self.head
            if self.head[column] != other.head[column]
        ]
        for label, expected, seen in (
            ("séance", self.sessions, other.sessions),
            ("exercice", self.lines, other.lines),
        ):
            if len(expected) != len(seen):
                found.append(f"{len(expected)} {label}s attendu(e)s, {len(seen)} trouvé(e)s")
            for rank, (wanted, got) in enumerate(zip(expected, seen, strict=False), start=1):
                found += [
                    f"{label} n° {rank}, {column} : {wanted[column]!r} attendu, {got[column]!r} trouvé"
                    for column in wanted
                    if wanted[column] != got[column]
                ]
        return found


class Witness:
    """Lit la base d'un monde sous le rôle propriétaire, que la RLS n'arrête pas."""

    def __init__(self, database_url: str, lent: psycopg.Connection | None = None) -> None:
        """Lit par la connexion prêtée ; sans elle, il ouvre la sienne et la ferme."""
        self._url = database_url
        self._lent = lent

    def close(self) -> None:
        """Ferme sa connexion, si elle a servi."""
        if not self._lent and "_connection" in self.__dict__:
            self._connection.close()

    @cached_property
    def _connection(self) -> psycopg.Connection:
        return self._lent or connect(self._url)

    @cached_property
    def _instances(self) -> ContentTables:
        return instance_tables(self._connection)

    @cached_property
    def _session_columns(self) -> tuple[str, ...]:
        """Les notes d'une séance ne se comparent que là où modèles et copies en ont."""
        tables = (TEMPLATE_TABLES.sessions, self._instances.sessions)
        query = (
            "select count(*) from information_schema.columns"
            " where table_schema = 'public' and table_name = any(%s) and column_name = 'notes'"
        )
        [(count,)] = self._connection.execute(query, [list(tables)]).fetchall()
        return (*_SESSION_COLUMNS, "notes") if count == len(tables) else _SESSION_COLUMNS

    def rows(self, query: str, *parameters: Any) -> list[dict[str, Any]]:
        """Rend les lignes d'une question posée par une étape de la migration."""
        with self._connection.cursor(row_factory=dict_row) as cursor:
            return cursor.execute(query.encode(), parameters).fetchall()

    def assignments(self, *, client_id: UUID, template_id: UUID | None = None) -> list[AssignmentRow]:
        """Rend les assignations d'un client, de la plus ancienne à la plus récente."""
        with self._connection.cursor(row_factory=class_row(AssignmentRow)) as cursor:
            return cursor.execute(
                """
                select id, program_id, client_id, coach_id, client_program_id, start_date, status,
                    current_week, current_session
                from program_assignments
                where client_id = %s and (%s::uuid is null or program_id = %s)
                order by start_date, created_at
                """,
                [client_id, template_id, template_id],
            ).fetchall()

    def instance_ids(self, client_id: UUID) -> set[UUID]:
        """Rend les programmes d'un client, assignés ou créés par lui."""
        query = sql.SQL("select id from {} where client_id = %s").format(
            sql.Identifier(self._instances.programs)
        )
        return {row[0] for row in self._connection.execute(query, [client_id])}

    def instance_head(self, instance_id: UUID) -> dict[str, Any]:
        """Rend la ligne de programme d'une copie (source, modèle, propriétaires, drapeaux)."""
        query = sql.SQL("select * from {} where id = %s").format(sql.Identifier(self._instances.programs))
        with self._connection.cursor(row_factory=dict_row) as cursor:
            row = cursor.execute(query, [instance_id]).fetchone()
        assert row is not None, f"La base n'a aucun programme client {instance_id}."
        return row

    def has_account(self, person_id: UUID) -> bool:
        """Dit si une personne a toujours sa fiche."""
        return bool(self.rows("select from clients where id = %s", person_id))

    def templates_named(self, coach_id: UUID, name: str) -> list[UUID]:
        """Rend les modèles de ce nom dans la bibliothèque d'un coach."""
        query = "select id from programs where coach_id = %s and name = %s"
        return [row[0] for row in self._connection.execute(query, [coach_id, name])]

    def template_content(self, template_id: UUID) -> Content:
        """Rend le contenu d'un modèle."""
        return self._content(TEMPLATE_TABLES, template_id)

    def template_imprint(self, template_id: UUID) -> list[str]:
        """Rend toutes les lignes d'un modèle, dates comprises : deux relevés égaux, rien n'a bougé."""
        return self._imprint(TEMPLATE_TABLES, template_id)

    def instance_imprint(self, instance_id: UUID) -> list[str]:
        """Rend toutes les lignes d'une copie, dates comprises."""
        return self._imprint(self._instances, instance_id)

    def remains_of(self, instance_id: UUID) -> list[str]:
        """Rend ce qui reste en base d'une copie : ses lignes et ses assignations."""
        query = "select a::text from program_assignments a where client_program_id = %s"
        assignments = self._connection.execute(query, [instance_id])
        return self.instance_imprint(instance_id) + [row[0] for row in assignments]

    def notifications(self, user_id: UUID) -> list[str]:
        """Rend les notifications d'une personne : expéditeur, titre et message réunis."""
        query = (
            "select concat_ws(' ', n.from_name, n.title, n.message) from notifications n where user_id = %s"
        )
        return [row[0] for row in self._connection.execute(query, [user_id])]

    def awaited_notifications(self, user_id: UUID, count: int) -> list[str]:
        """Rend les notifications d'une personne dès qu'il y en a autant : Virtus les écrit sans attendre."""
        comes_true(lambda: len(self.notifications(user_id)) >= count, within_s=_NOTICE_DEADLINE_S)
        return self.notifications(user_id)

    def performances(self, client_id: UUID) -> list[list[dict[str, Any]]]:
        """Rend les séances enregistrées d'un client : leurs exercices et leurs séries."""
        query = "select exercises_performed from performance_logs where client_id = %s order by created_at"
        return [row[0] for row in self._connection.execute(query, [client_id])]

    def _imprint(self, tables: ContentTables, program_id: UUID) -> list[str]:
        query = sql.SQL(
            "select p::text from {programs} p where id = %(id)s"
            " union all select s::text from {sessions} s where program_id = %(id)s"
            " union all select e::text from {exercises} e join {sessions} s on s.id = e.session_id"
            " where s.program_id = %(id)s order by 1"
        )
        names = {name: sql.Identifier(table) for name, table in tables._asdict().items()}
        return [row[0] for row in self._connection.execute(query.format(**names), {"id": program_id})]

    def instance_content(self, instance_id: UUID) -> Content:
        """Rend le contenu d'une copie ou d'un programme créé par un client."""
        return self._content(self._instances, instance_id)

    def _content(self, tables: ContentTables, program_id: UUID) -> Content:
        names = {name: sql.Identifier(table) for name, table in tables._asdict().items()}
        columns = {
            "head": _listed("p", _HEAD_COLUMNS),
            "session": _listed("s", self._session_columns),
            "line": _listed("e", _LINE_COLUMNS),
        }
        head = "select {head} from {programs} p where p.id = %s"
        session_rows = (
            "select {session} from {sessions} s where s.program_id = %s order by s.week_number,"
            " s.session_order, s.name"
        )
        line_rows = (
            "select s.week_number, s.session_order, {line} from {exercises} e"
            " join {sessions} s on s.id = e.session_id where s.program_id = %s"
            " order by s.week_number, s.session_order, e.exercise_order, e.id"
        )
        with self._connection.cursor(row_factory=dict_row) as cursor:

            def ask(query: str) -> list[dict[str, Any]]:
                composed = sql.SQL(query).format(**names, **columns)
                return cursor.execute(composed, [program_id]).fetchall()

            heads = ask(head)
            assert heads, f"La base n'a aucun programme {program_id}."
            return Content(heads[0], ask(session_rows), ask(line_rows))


def changed_lines(before: list[str], after: list[str]) -> str:
    """Raconte ce qui sépare deux relevés : leur compte, et la première ligne touchée."""
    touched = [line for line in before if line not in after] or [line for line in after if line not in before]
    return (
        f"{len(before)} lignes avant, {len(after)} après, dont {len(touched)} touchée(s), {touched[0][:160]}…"
    )


def _listed(alias: str, columns: tuple[str, ...]) -> sql.Composed:
    return sql.SQL(", ").join(sql.Identifier(alias, column) for column in columns)
