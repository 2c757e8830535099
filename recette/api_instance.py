"""La copie d'un programme, lue et modifiée par une personne à travers l'API."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from recette.database.tables import NEW_TABLES

if TYPE_CHECKING:
    from supabase import Client


@dataclass(frozen=True)
class Flags:
    """Ce que la copie dit des modifications de son client."""

    modified_by_client: bool
    viewed_by_coach: bool

    def __str__(self) -> str:
        modified = "modifiée par son client" if self.modified_by_client else "non modifiée"
        return f"{modified}, {'vue' if self.viewed_by_coach else 'non vue'}"


class RemoteInstance:
    """La copie telle que l'API la montre à une personne connectée.

    Une écriture que la RLS écarte répond « succès » sur zéro ligne : chaque écriture vérifie son compte.
    """

    def __init__(self, client: "Client", instance_id: UUID) -> None:
        self._client = client
        self._id = str(instance_id)

    def set_every_line(self, *, load: str, reps: str) -> None:
        """Change la charge et les répétitions de tous les exercices."""
        lines = self._client.table(NEW_TABLES.exercises)
        sessions = [row["id"] for row in self._sessions()]
        changed = lines.update({"load": load, "reps": reps}).in_("session_id", sessions).execute().data
        assert changed, "L'API accepte de changer les exercices mais ne change aucune ligne."

    def change(self, what: str) -> None:
        """Modifie le programme, une séance, un exercice, ou le nombre des uns ou des autres dans la copie."""
        match what:
            case "le programme":
                self._update(NEW_TABLES.programs, self._id, {"objective": "Objectif revu"})
            case "une séance":
                self._update(NEW_TABLES.sessions, self._sessions()[0]["id"], {"name": "Séance revue"})
            case "un exercice":
                line = self._lines(self._sessions()[0]["id"])[0]
                self._update(NEW_TABLES.exercises, line["id"], {"load": f"{line['load']} revue"})
            case "les exercices, un de plus,":
                self._add_line()
            case "les exercices, un de moins,":
                self._remove(NEW_TABLES.exercises, self._lines(self._sessions()[0]["id"])[-1]["id"])
            case "les séances, une de moins,":
                self._remove(NEW_TABLES.sessions, self._sessions()[-1]["id"])
            case _:
                raise ValueError(f"« {what} » n'est pas une partie d'un programme.")

    def flags(self) -> Flags:
        """Rend les drapeaux de modification."""
        [row] = self._rows(NEW_TABLES.programs, "modified_by_client, viewed_by_coach", "id", self._id)
        return Flags(bool(row["modified_by_client"]), bool(row["viewed_by_coach"]))

    def mark_seen(self) -> None:
        """Marque les modifications comme vues."""
        self._update(NEW_TABLES.programs, self._id, {"viewed_by_coach": True})

    def delete(self) -> None:
        """Supprime la copie."""
        self._remove(NEW_TABLES.programs, self._id)

    def _update(self, table: str, row_id: str, values: dict[str, Any]) -> None:
        changed = self._client.table(table).update(values).eq("id", row_id).execute().data
        assert len(changed) == 1, f"L'API répond succès, mais change {len(changed)} ligne(s) de {table}."

    def _add_line(self) -> None:
        [line] = self._rows(NEW_TABLES.exercises, "*", "id", self._lines(self._sessions()[0]["id"])[0]["id"])
        kept = ("session_id", "exercise_id", "client_id", "coach_id", "sets", "reps", "load")
        twin = {column: line[column] for column in kept} | {"exercise_order": 99}
        self._client.table(NEW_TABLES.exercises).insert(twin).execute()

    def _remove(self, table: str, row_id: str) -> None:
        gone = self._client.table(table).delete().eq("id", row_id).execute().data
        assert len(gone) == 1, f"L'API répond succès, mais retire {len(gone)} ligne(s) de {table}."

    def _sessions(self) -> list[dict[str, Any]]:
        rows = self._rows(NEW_TABLES.sessions, "id", "program_id", self._id)
        assert rows, "L'API ne montre aucune séance de cette copie."
        return rows

    def _lines(self, session_id: str) -> list[dict[str, Any]]:
        rows = self._rows(NEW_TABLES.exercises, "id, load", "session_id", session_id)
        assert rows, "L'API ne montre aucun exercice de cette séance."
        return rows

    def _rows(self, table: str, columns: str, key: str, value: str) -> list[dict[str, Any]]:
        answer = self._client.table(table).select(columns).eq(key, value).execute()
        return cast(list[dict[str, Any]], answer.data)
