"""Ce qu'on voit d'une base avant d'y toucher, et ce qui y sent la production."""

from dataclasses import dataclass
from datetime import datetime

import psycopg
from psycopg import sql

from recette.guard.refusal import RefusedTarget

MOST_ROWS = {"clients": 500, "programs": 1_000, "program_assignments": 2_000}
"""Nombre de lignes au-delà duquel une base est prise pour la production."""
MOST_RECENT_PEOPLE = 5
"""Nombre de personnes réelles connectées depuis un mois au-delà duquel elle l'est aussi."""

_RECENT = "30 days"
# Une adresse sous un domaine réservé n'est celle de personne.
_UNREAL = r"(@|\.)(invalid|test|example|localhost|local)$|@example\.(com|org|net)$"
_OURS = "%@recette.invalid"


@dataclass(frozen=True)
class Survey:
    """Ce que la base contient, hors des comptes de la recette."""

    database: str
    server: str
    rows: dict[str, int | None]
    """Nombre de lignes par table ; None quand la table n'existe pas."""
    recent_people: int
    """Personnes réelles connectées depuis un mois."""
    newest_sign_in: datetime | None

    def lines(self) -> list[str]:
        """Rend ce qu'on montre à qui autorise la cible."""
        newest = f"{self.newest_sign_in:%d/%m/%Y %H:%M}" if self.newest_sign_in else "aucune"
        counted = (f"{table} : {'absente' if count is None else count}" for table, count in self.rows.items())
        return [
            f"base « {self.database} », PostgreSQL {self.server}",
            ", ".join(counted),
            f"dernière connexion : {newest} ; personnes réelles depuis un mois : {self.recent_people}",
        ]

    def refuse_production(self) -> None:
        """Lève RefusedTarget quand la base sent la production ; aucune autorisation n'y change rien."""
        remedy = "Éprouvez une copie : --socle en monte une sur la pile embarquée (docs/socle.md)."
        for table, most in MOST_ROWS.items():
            if (count := self.rows[table]) and count > most:
                raise RefusedTarget(
                    f"elle a {count} lignes dans {table}, plus que les {most} d'un projet d'essai.", remedy
                )
        if self.recent_people > MOST_RECENT_PEOPLE:
            raise RefusedTarget(
                f"{self.recent_people} personnes réelles s'y sont connectées depuis un mois, "
                f"plus que les {MOST_RECENT_PEOPLE} d'un projet d'essai.",
                remedy,
            )


def survey(connection: psycopg.Connection) -> Survey:
    """Relève, en lecture seule, ce que la base contient."""
    people = connection.execute(
        "select count(*) filter (where email !~* %s and last_sign_in_at > now() - %s::interval),"
        " max(last_sign_in_at) from auth.users where coalesce(email, '') not like %s",
        [_UNREAL, _RECENT, _OURS],
    ).fetchone()
    database = connection.execute("select current_database()").fetchone()
    assert people is not None
    assert database is not None
    return Survey(
        database=database[0],
        server=connection.info.parameter_status("server_version") or "?",
        rows={table: _count(connection, table) for table in MOST_ROWS},
        recent_people=people[0],
        newest_sign_in=people[1],
    )


def _count(connection: psycopg.Connection, table: str) -> int | None:
    columns = connection.execute(
        "select attname from pg_attribute where attrelid = to_regclass(%s) and attnum > 0",
        [f"public.{table}"],
    ).fetchall()
    if not columns:
        return None
    owner = "id" if table == "clients" else "coach_id"
    ours: sql.Composable = sql.SQL("")
    if (owner,) in columns:
        ours = sql.SQL(
            " where {owner} is null or {owner} not in (select id from auth.users where email like {ours})"
        ).format(owner=sql.Identifier(owner), ours=sql.Literal(_OURS))
    counted = sql.SQL("select count(*) from {}").format(sql.Identifier("public", table)) + ours
    row = connection.execute(counted).fetchone()
    return int(row[0]) if row else None
