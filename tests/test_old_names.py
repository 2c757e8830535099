"""Les anciens noms : ce qui en est un, ce qui n'en est pas, et les corps qui s'y heurtent."""

import psycopg
import pytest

from recette.database.connection import connect
from recette.database.old_names import mentions
from recette.database.script import Script, run
from recette.laboratory.bodies import try_bodies
from recette.plan import DEFAULT_MIGRATION

HARMLESS = {
    "commentaire de fin de ligne": "-- client_programs, l'ancien nom\n",
    "commentaire en bloc": "/* client_sessions */",
    "nom plus long": "perform 'client_programs_pkey';",
}
FAULTY = {
    "instruction": "perform from public.client_programs;",
    "chaîne qui contient des tirets": "perform 'a -- client_programs';",
    "chaîne après un commentaire": "-- l'apostrophe\n perform 'client_sessions';",
}


@pytest.fixture
def migrated(scratch: str) -> str:
    """Une base migrée, que l'essai peut abîmer en superutilisateur."""
    outcome = run(scratch, Script.read(DEFAULT_MIGRATION))
    assert outcome.error is None
    return scratch


def with_function(database_url: str, body: str) -> str:
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute(
            f"create function public.essai() returns void language plpgsql as $$ begin {body} end $$".encode()
        )
    return database_url


def read_in(database_url: str) -> list[str]:
    with connect(database_url) as connection:
        return mentions(connection)


@pytest.mark.parametrize("body", HARMLESS.values(), ids=HARMLESS.keys())
def test_what_is_not_an_old_name(migrated: str, body: str) -> None:
    """Un commentaire ou un nom plus long ne nomment pas une ancienne table."""
    assert read_in(with_function(migrated, body)) == []


@pytest.mark.parametrize("body", FAULTY.values(), ids=FAULTY.keys())
def test_what_is_an_old_name(migrated: str, body: str) -> None:
    """Une instruction ou une chaîne le font, où qu'elles soient."""
    [found] = read_in(with_function(migrated, body))
    assert found.startswith("fonction public.essai() nomme client_")


def test_a_lost_column_is_met(migrated: str) -> None:
    """Une fonction qui cherche une colonne disparue est dite, avec sa ligne."""
    [found] = try_bodies(
        with_function(migrated, "perform program_uid from public.client_created_sessions;")
    ).broken
    assert found.startswith('essai() : column "program_uid" does not exist (PL/pgSQL function')


def test_a_refusal_is_not_a_lost_name(migrated: str) -> None:
    """Une fonction qui refuse des arguments nuls fait son travail."""
    trial = try_bodies(with_function(migrated, "raise exception 'refus';"))
    assert ("essai()" in trial.played, trial.broken) == (True, [])


def test_plpgsql_check_is_asked_where_it_is(migrated: str) -> None:
    """Là où le serveur l'a, ses erreurs sont rapportées, ses avertissements non."""
    with psycopg.connect(migrated, autocommit=True) as connection:
        connection.execute(
            "create function plpgsql_check_function(funcoid regprocedure, relid regclass default 0)"
            " returns setof text language sql as $$ select unnest(array["
            "'error:42P01:1:RETURN:relation \"client_programs\" does not exist', 'warning:00000:1:rien'])"
            " where funcoid = 'private.set_updated_at()'::regprocedure and relid = 'clients'::regclass $$"
        )
    assert try_bodies(migrated).broken == [
        'private.set_updated_at() : error:42P01:1:RETURN:relation "client_programs" does not exist'
    ]
