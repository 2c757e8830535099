"""Ce que l'on écrit entre la migration et son retour arrière, et ce qu'il en reste."""

from contextlib import closing
from dataclasses import dataclass

from recette.database.connection import connect
from recette.database.fingerprint import compare_rows, findings
from recette.database.rows import TableRows, read_rows
from recette.database.seed import Seeder
from recette.database.tables import NEW_TABLES, ORIGINALS
from recette.programmes import Casting, coach_today, ordinary

_FIRST_SESSION = f"select id from {NEW_TABLES.sessions} where program_id = %s order by session_order limit 1"


@dataclass(frozen=True)
class Meanwhile:
    """Les lignes de la base juste avant le retour arrière."""

    rows: list[TableRows]

    def changes(self, database_url: str) -> list[str]:
        """Rend ce que le retour arrière a perdu ou changé, les tables étant revenues à leurs anciens noms."""
        expected = [rows.renamed(ORIGINALS.get(rows.table, rows.table)) for rows in self.rows]
        with connect(database_url) as connection:
            return findings(compare_rows(expected, read_rows(connection)))


def live_meanwhile(database_url: str) -> Meanwhile:
    """Crée un programme, en assigne un autre et en fait une séance, puis relève toutes les lignes."""
    casting = Casting("retour")
    coach = casting.person("Camille Moreau", "coach")
    client = casting.person("Léa Martin", "client", coach=coach)
    with closing(Seeder(database_url, "sans connexion")) as seeder, connect(database_url) as connection:
        seeder.people(coach, client)
        seeder.instance(client, ordinary("Créé entre-temps"))
        template = seeder.template(coach, ordinary("Assigné entre-temps"))
        assigned = seeder.assignment(template, client, start=coach_today())
        [session] = connection.execute(_FIRST_SESSION.encode(), [assigned.instance_id]).fetchall()
        done = {
            "client_id": client.id,
            "program_assignment_id": assigned.assignment_id,
            "session_id": session[0],
            "session_date": coach_today(),
            "exercises_performed": "[]",
        }
        seeder.rows({"performance_logs": [done]})
        return Meanwhile(read_rows(connection))
