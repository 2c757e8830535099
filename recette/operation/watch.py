"""La surveillance d'une base après le déploiement : en lecture seule, sans trace."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from recette import parts
from recette.database.barriers import always_true_policies, unprotected_tables
from recette.database.old_names import mentions
from recette.database.orphans import orphans
from recette.errors import RecetteError

QUESTIONS = parts.ROOT / "sql" / "surveillance"
_TABLES = "10_tables"
"""La première question : si les tables manquent, les autres n'ont pas d'objet."""

_SCHEMES = ("postgresql://", "postgres://")
_REMEDY = "Donnez l'adresse de la base par VIRTUS_DB_URL (postgresql://rôle:motdepasse@hôte:5432/postgres)."
# Rien ne peut être écrit, rien n'attend longtemps derrière l'application ni ne la fait attendre.
_OPTIONS = "-c default_transaction_read_only=on -c statement_timeout=60s -c lock_timeout=2s"
_CONNECT_TIMEOUT_S = 10

_LIBRARY: dict[str, Callable[[psycopg.Connection], list[str]]] = {
    "tables sans RLS": lambda connection: [
        f"RLS n'est pas active sur {table}, ouverte à l'API" for table in unprotected_tables(connection)
    ],
    "politiques toujours vraies": lambda connection: [
        f"la politique {found} est toujours vraie" for found in always_true_policies(connection)
    ],
    "clés étrangères": orphans,
    "anciens noms": mentions,
}
"""Les questions auxquelles la bibliothèque de la recette sait déjà répondre."""

_ACTIVITY = """
    select count(*) filter (where status = 'active'),
        count(*) filter (where created_at > now() - interval '24 hours'),
        to_char(max(created_at) at time zone 'Europe/Paris', 'DD/MM/YYYY HH24:MI')
    from public.program_assignments
"""
_HIDDEN = """
    select coalesce(bool_or(row_security_active(oid)), false) from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relrowsecurity
"""


@dataclass(frozen=True)
class Watched:
    """Ce que la surveillance a vu."""

    checks: int
    alerts: list[str]
    activity: str = ""

    def __str__(self) -> str:
        """La ligne qu'un planificateur garde ou envoie."""
        if self.alerts:
            return f"ALERTE Virtus : {len(self.alerts)} anomalie(s). " + " ; ".join(self.alerts) + "."
        return f"Virtus va bien : {self.checks} contrôles sans anomalie, {self.activity}."


def watch(database_url: str) -> Watched:
    """Pose toutes les questions de surveillance à une base.

    Lève RecetteError quand elle ne répond pas, ou que le rôle ne peut pas tout y voir.
    """
    address = _read_only(database_url)
    try:
        return _watch(address)
    except psycopg.errors.InsufficientPrivilege as error:
        raise RecetteError(
            f"Le rôle de surveillance ne peut pas tout lire ({error.diag.message_primary}).",
            "Accordez-lui pg_read_all_data et BYPASSRLS (voir docs/surveillance.md).",
        ) from None
    except psycopg.errors.QueryCanceled:
        raise RecetteError(
            "La base met trop longtemps à répondre aux questions de surveillance.", "Voyez sa charge."
        ) from None
    except psycopg.OperationalError as error:
        raise RecetteError(
            f"La base ne répond pas ({_cause(error)}).", "Voyez son état, puis l'adresse."
        ) from None


def _watch(address: str) -> Watched:
    questions = sorted(QUESTIONS.glob("*.sql"))
    with psycopg.connect(address, autocommit=True) as connection:
        [(hidden,)] = connection.execute(_HIDDEN).fetchall()
        if hidden:
            raise RecetteError(
                "Le rôle de surveillance est soumis à la RLS : il ne verrait que des tables vides.",
                "Créez-le avec BYPASSRLS (voir docs/surveillance.md), ou employez le propriétaire.",
            )
        alerts: list[str] = []
        for question in questions:
            alerts += _ask(connection, question)
            if question.stem == _TABLES and alerts:
                return Watched(1, alerts)
        [(active, recent, last)] = connection.execute(_ACTIVITY).fetchall()
        for ask in _LIBRARY.values():
            alerts += ask(connection)
    activity = f"{active} assignation(s) active(s), {recent} créée(s) depuis 24 h"
    if last:
        activity += f", la dernière le {last}"
    return Watched(len(questions) + len(_LIBRARY), alerts, activity)


def _ask(connection: psycopg.Connection, question: Path) -> list[str]:
    try:
        return [sentence for (sentence,) in connection.execute(question.read_bytes()).fetchall()]
    except (psycopg.errors.UndefinedColumn, psycopg.errors.UndefinedObject) as error:
        # Une colonne ou un rôle que la question nomme a disparu : c'est une anomalie, pas un incident.
        return [f"la question {question.stem} n'a plus de sens ici ({error.diag.message_primary})"]


def _read_only(database_url: str) -> str:
    if not database_url.startswith(_SCHEMES):
        raise RecetteError("VIRTUS_DB_URL n'est pas l'adresse d'une base PostgreSQL.", _REMEDY)
    try:
        asked = conninfo_to_dict(database_url)
    except psycopg.ProgrammingError:
        raise RecetteError("VIRTUS_DB_URL ne se lit pas comme une adresse PostgreSQL.", _REMEDY) from None
    if not asked.get("host") or not asked.get("dbname"):
        raise RecetteError("VIRTUS_DB_URL ne dit pas quel hôte ou quelle base surveiller.", _REMEDY)
    return make_conninfo(
        database_url,
        options=_OPTIONS,
        connect_timeout=_CONNECT_TIMEOUT_S,
        application_name="virtus-surveillance",
    )


def _cause(error: psycopg.OperationalError) -> str:
    """Rend la cause d'une connexion refusée, qui ne dit jamais le mot de passe."""
    return " ".join(str(error).split()) or type(error).__name__
