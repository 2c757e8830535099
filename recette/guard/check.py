"""La garde : dans l'ordre, tout ce qu'une cible doit prouver avant la première écriture."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

import psycopg

from recette.database.connection import connect
from recette.guard.addresses import check_addresses, project_of
from recette.guard.application import check_application
from recette.guard.keys import check_keys
from recette.guard.marker import check_marker
from recette.guard.refusal import RefusedTarget
from recette.guard.server import check_server
from recette.guard.survey import Survey, survey
from recette.target import Target

_CONNECTION_DEADLINE_S = 15
_DEADLINE = "set local statement_timeout = '30s'"


@dataclass(frozen=True)
class Cleared:
    """Une cible que la garde laisse passer."""

    project: str
    application: str
    """Empreinte de l'application servie."""
    survey: Survey


def check_target(target: Target) -> Cleared:
    """Vérifie une cible sans y écrire ; lève RefusedTarget au premier doute."""
    check_addresses(target, check_keys(target))
    with _reading(target) as connection:
        project = check_marker(connection)
        seen = survey(connection)
    seen.refuse_production()
    if project != project_name(target, seen):
        raise RefusedTarget(
            f"la marque est celle du projet « {project} », et le fichier désigne "
            f"« {project_name(target, seen)} ».",
            "Refaites la marque, si c'est bien un projet d'essai.",
        )
    check_server(target)
    return Cleared(project, check_application(target), seen)


def examine(target: Target) -> Survey:
    """Vérifie, sans y écrire, une cible qui ne porte pas encore la marque."""
    check_addresses(target, check_keys(target))
    with _reading(target) as connection:
        seen = survey(connection)
    seen.refuse_production()
    check_server(target)
    return seen


def project_name(target: Target, seen: Survey) -> str:
    """Rend le nom du projet : sa référence s'il est hébergé, sinon celui de sa base."""
    return project_of(target) or seen.database


@contextmanager
def _reading(target: Target) -> Iterator[psycopg.Connection]:
    """Lit la base sans pouvoir y écrire ; toute erreur est un refus."""
    host = urlsplit(target.database_url).hostname
    try:
        with closing(connect(target.database_url, connect_timeout=_CONNECTION_DEADLINE_S)) as connection:
            connection.read_only = True
            with connection.transaction():
                connection.execute(_DEADLINE)
                yield connection
    except psycopg.Error as error:
        said = str(error).strip().splitlines()[0].replace(target.database_url, "…")
        raise RefusedTarget(
            f"la base (VIRTUS_DB_URL, {host}) ne se laisse pas examiner : {said}.",
            "Vérifiez l'adresse, le mot de passe et le rôle, qui doit être « postgres ».",
        ) from None
