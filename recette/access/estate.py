"""Un dossier : une ligne de chaque table, du modèle jusqu'à la notification, pour une personne."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from recette.access.words import TABLES
from recette.database.tables import NEW_TABLES, TEMPLATE_TABLES
from recette.programmes import Person, coach_today

Row = dict[str, Any]
"""Une ligne telle que l'API la lit et l'écrit : identifiants et dates en texte."""

_LINE = {"sets": 3, "reps": "10", "load": "60 kg"}
_AUTHORS = ("coach_id", "client_id")
_PARENTS = ("program_id", "session_id", "client_program_id", "program_assignment_id")


@dataclass(frozen=True)
class Estate:
    """Les lignes d'un dossier, par table, et l'exercice dont elles se servent."""

    owner: Person
    rows: dict[str, Row]
    exercise: Row

    def id(self, table: str) -> str:
        """Rend l'identifiant de la ligne de ce dossier dans une table."""
        identifier: str = self.rows[table]["id"]
        return identifier

    def addition(self, table: str) -> Row:
        """Rend une ligne qui manque à ce dossier, pareille à celle qu'il a déjà."""
        row = {**self.rows[table], "id": str(uuid4())}
        if table == "program_assignments":
            row["start_date"] = (date.fromisoformat(row["start_date"]) + timedelta(days=1)).isoformat()
        if table == "performance_logs":
            # Une séance assignée ne se termine qu'une fois.
            row["session_id"] = None
        return row

    def addition_signed(self, table: str, author: Person, own: "Estate") -> Row:
        """Rend une ligne que `author` rattache à ce dossier sous son propre nom.

        C'est le faux le plus convaincant : tout ce qui peut venir du dossier de l'auteur en vient.
        """
        row = self.addition(table)
        if author.role == "coach":
            row = _replaced(row, coach_id=str(author.id), program_template_id=own.id("programs"))
            if table == "program_assignments":
                row["program_id"] = own.id("programs")
        else:
            row = _replaced(row, client_id=str(author.id), coach_id=None)
        return _replaced(row, sender_id=str(author.id))

    def owners_of(self, table: str, like: "Estate") -> Row:
        """Rend les propriétaires de la ligne de ce dossier, pour les colonnes que `like` renseigne."""
        return self._taken(table, _AUTHORS, like)

    def parents_of(self, table: str, like: "Estate") -> Row:
        """Rend ce à quoi la ligne de ce dossier est rattachée, pour les colonnes que `like` renseigne."""
        return self._taken(table, _PARENTS, like)

    def _taken(self, table: str, columns: tuple[str, ...], like: "Estate") -> Row:
        return {column: self.rows[table][column] for column in columns if like.rows[table].get(column)}


def prepared(coach: Person, client: Person) -> Estate:
    """Décrit ce qu'un coach a préparé pour son client : un modèle, assigné, joué une fois, annoncé."""
    exercise = _exercise(coach)
    template = _programme(TEMPLATE_TABLES, exercise, {"coach_id": str(coach.id)})
    copy = _programme(NEW_TABLES, exercise, {"client_id": str(client.id), "coach_id": str(coach.id)})
    copy[NEW_TABLES.programs] |= {
        "program_template_id": template["programs"]["id"],
        "source_type": "coach_assigned",
    }
    assignment = {
        "id": str(uuid4()),
        "program_id": template["programs"]["id"],
        "client_id": str(client.id),
        "coach_id": str(coach.id),
        "client_program_id": copy[NEW_TABLES.programs]["id"],
        "start_date": coach_today().isoformat(),
    }
    performance = _performance(client, assignment["id"], copy[NEW_TABLES.sessions]["id"])
    rows = {
        **template,
        **copy,
        "program_assignments": assignment,
        "performance_logs": performance,
        "notifications": _notification(coach, client),
    }
    return Estate(client, {table: rows[table] for table in TABLES.values()}, exercise)


def created(client: Person) -> Estate:
    """Décrit ce qu'une personne s'est créé seule : un programme, une performance, un pense-bête."""
    exercise = _exercise(client)
    own = _programme(NEW_TABLES, exercise, {"client_id": str(client.id), "coach_id": None})
    own[NEW_TABLES.programs] |= {"program_template_id": None, "source_type": "client_created"}
    rows = {
        **own,
        "performance_logs": _performance(client, None, None),
        "notifications": _notification(client, client),
    }
    return Estate(client, rows, exercise)


def _programme(tables: Any, exercise: Row, owners: Row) -> dict[str, Row]:
    head: Row = {"id": str(uuid4()), "name": "Dossier", "week_count": 1, **owners}
    session: Row = {"id": str(uuid4()), "program_id": head["id"], "name": "Séance du dossier", **owners}
    line: Row = {"id": str(uuid4()), "session_id": session["id"], "exercise_id": exercise["id"]}
    return {tables.programs: head, tables.sessions: session, tables.exercises: {**line, **_LINE, **owners}}


def _exercise(author: Person) -> Row:
    # Privé : un exercice public de plus se verrait dans la recherche des autres scénarios.
    return {"id": str(uuid4()), "name": "Exercice du dossier", "created_by": str(author.id)}


def _performance(client: Person, assignment_id: str | None, session_id: str | None) -> Row:
    return {
        "id": str(uuid4()),
        "client_id": str(client.id),
        "program_assignment_id": assignment_id,
        "session_id": session_id,
        "exercises_performed": "[]",
        "notes": "Jouée",
    }


def _notification(sender: Person, recipient: Person) -> Row:
    return {
        "id": str(uuid4()),
        "user_id": str(recipient.id),
        "sender_id": str(sender.id),
        "from_name": sender.full_name,
        "message": "vous a préparé un programme",
    }


def _replaced(row: Row, **values: Any) -> Row:
    return row | {column: value for column, value in values.items() if column in row}
