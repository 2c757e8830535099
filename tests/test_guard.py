"""La garde : chaque configuration hostile est refusée avant la première écriture, avec sa phrase.

« Avant » se prouve : d'un bout à l'autre, aucune transaction de la grappe n'a écrit.
"""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from recette.application import REFERENCE_APP
from recette.cast import Cast
from recette.database.prepared import BASELINE
from recette.database.rows import count_rows
from recette.database.worlds import Worlds
from recette.guard.check import check_target
from recette.guard.marker import mark
from recette.stack.embedded import EmbeddedSupabase
from recette.stack.postgres import SUPERUSER, Cluster
from recette.target import Target
from recette.trace.run import ExternalRun
from tests.targets import HTML, application, key, refusal, site, writes

OTHER = "zyxwvutsrqponmlkjihg"
_UNDELETABLE = """
    create function public.garder() returns trigger language plpgsql as
    $$ begin raise exception 'ces lignes restent'; end $$;
    create trigger garder before delete on public.clients for each row execute function public.garder()
"""


# De session : xdist rend parfois à un processus des essais d'un module qu'il avait quitté.
@pytest.fixture(scope="session")
def guarded(run_folder: Path, cluster: Cluster, worlds: Worlds) -> Iterator[Target]:
    """Une cible autorisée, dans une grappe où rien d'autre n'écrit de lui-même."""
    worlds.clone(BASELINE, "gardee")
    with psycopg.connect(cluster.dsn("postgres", SUPERUSER), autocommit=True) as admin:
        admin.execute("alter system set autovacuum = off")
        admin.execute("select pg_reload_conf()")
    with EmbeddedSupabase("gardee", run_folder, cluster, "gardee", REFERENCE_APP) as supabase:
        supabase.wait_ready()
        sql(supabase.target, lambda connection: mark(connection, "gardee"))
        yield supabase.target


@pytest.fixture(scope="session")
def stranger(run_folder: Path, cluster: Cluster, worlds: Worlds) -> Iterator[Target]:
    """Un autre Supabase, sur la même machine."""
    worlds.clone(BASELINE, "etrangere")
    with EmbeddedSupabase("etrangere", run_folder, cluster, "etrangere", REFERENCE_APP) as supabase:
        supabase.wait_ready()
        yield supabase.target


@pytest.fixture(autouse=True)
def settled(worlds: Worlds) -> None:
    """Rien d'un essai d'avant ne s'efface encore : on compte ici les transactions de toute la grappe."""
    worlds.settle()


def test_an_authorised_target_passes(guarded: Target) -> None:
    """Le contrôle positif : marque, clés, base et application vont ensemble, et rien n'est écrit."""
    before = writes(guarded.database_url)
    assert check_target(guarded).project == "gardee"
    assert writes(guarded.database_url) == before


def _people(connection: psycopg.Connection) -> None:
    connection.execute(
        "insert into auth.users (email, last_sign_in_at)"
        " select 'personne' || n || '@gmail.com', now() - interval '3 days' from generate_series(1, 6) n"
    )


def _clients(connection: psycopg.Connection) -> None:
    connection.execute("set session_replication_role = replica")
    connection.execute(
        "insert into clients (id, email)"
        " select gen_random_uuid(), 'c' || n || '@x.test' from generate_series(1, 501) n"
    )


def _programs(connection: psycopg.Connection) -> None:
    connection.execute("set session_replication_role = replica")
    connection.execute(
        "insert into programs (coach_id, name) select gen_random_uuid(), 'p' from generate_series(1, 1001)"
    )


def _assignments(connection: psycopg.Connection) -> None:
    connection.execute("set session_replication_role = replica")
    connection.execute(
        "insert into program_assignments (client_id, start_date)"
        " select gen_random_uuid(), now() from generate_series(1, 2001)"
    )


DATABASES: dict[str, tuple[Callable[[psycopg.Connection], object], str]] = {
    "sans marque": (
        lambda connection: connection.execute("drop schema recette cascade"),
        "sa base ne porte pas la marque de la recette",
    ),
    "marque effacée": (
        lambda connection: connection.execute("truncate recette.cible"),
        "la marque de la recette y est effacée",
    ),
    "marque venue d'une autre base": (
        lambda connection: connection.execute("update recette.cible set lieu = '1/1'"),
        "fut posée sur une autre base, et copiée avec elle",
    ),
    "marque d'un autre projet": (
        lambda connection: connection.execute("update recette.cible set projet = 'autre'"),
        "la marque est celle du projet « autre »",
    ),
    "trop de clients": (_clients, "lignes dans clients, plus que les 500 d'un projet d'essai"),
    "trop de programmes": (_programs, "lignes dans programs, plus que les 1000"),
    "trop d'assignations": (_assignments, "lignes dans program_assignments, plus que les 2000"),
    "de vraies personnes y vivent": (_people, "6 personnes réelles s'y sont connectées depuis un mois"),
    "sans comptes": (
        lambda connection: connection.execute("alter table auth.users rename to anciens"),
        "ne se laisse pas examiner",
    ),
}


@pytest.mark.parametrize(("spoil", "sentence"), DATABASES.values(), ids=DATABASES.keys())
def test_a_database_that_could_be_production_is_refused(
    guarded: Target, worlds: Worlds, spoil: Callable[[psycopg.Connection], object], sentence: str
) -> None:
    """La base est vraie, son état aussi ; l'API n'a pas à être jointe."""
    with worlds.temporary_clone(BASELINE) as url:
        superuser = changed(guarded, database_url=url.replace("//postgres:", f"//{SUPERUSER}:"))
        name = url.rpartition("/")[2]
        sql(superuser, lambda connection: mark(connection, name))
        sql(superuser, spoil)
        assert sentence in refused_without_writing(superuser)


ADDRESSES: dict[str, tuple[Callable[[Target, Target], Target], str]] = {
    "API d'un autre projet": (
        lambda own, other: changed(own, url=other.url),
        "le serveur ne reconnaît pas SUPABASE_ANON_KEY",
    ),
    "clé anon d'ailleurs": (
        lambda own, other: changed(own, anon_key=other.anon_key),
        "le serveur ne reconnaît pas SUPABASE_ANON_KEY",
    ),
    "clé de service d'ailleurs": (
        lambda own, other: changed(own, service_role_key=other.service_role_key),
        "le serveur ne reconnaît pas SUPABASE_SERVICE_ROLE_KEY",
    ),
    "API fermée": (
        lambda own, other: changed(own, url="http://127.0.0.1:1"),
        "SUPABASE_URL (http://127.0.0.1:1) ne répond pas",
    ),
    "base fermée": (
        lambda own, other: changed(own, database_url="postgresql://postgres:m@127.0.0.1:1/virtus"),
        "ne se laisse pas examiner",
    ),
    "mot de passe faux": (
        lambda own, other: changed(own, database_url=own.database_url.replace("postgres:", "postgres:faux")),
        "password authentication failed",
    ),
    "base non marquée": (
        lambda own, other: changed(own, database_url=other.database_url),
        "ne porte pas la marque",
    ),
    "application fermée": (
        lambda own, other: changed(own, app_origin="http://127.0.0.1:1"),
        "l'application (http://127.0.0.1:1/) ne répond pas",
    ),
    "application d'un autre projet": (
        lambda own, other: changed(own, app_origin=other.url),
        "ne nomme nulle part",
    ),
}


@pytest.mark.parametrize(("hostile", "sentence"), ADDRESSES.values(), ids=ADDRESSES.keys())
def test_servers_that_do_not_belong_together_are_refused(
    guarded: Target, stranger: Target, hostile: Callable[[Target, Target], Target], sentence: str
) -> None:
    """Chaque serveur est vrai ; c'est leur réunion qui est fausse."""
    assert sentence in refused_without_writing(hostile(guarded, stranger), watched=guarded)


APPLICATIONS: dict[str, tuple[Callable[[Target], dict[str, str]], str]] = {
    "un Supabase hébergé": (
        lambda own: application(f'fetch("https://{OTHER}.supabase.co/rest/v1/")'),
        f"parle à {OTHER}.supabase.co, et la cible est 127.0.0.1",
    ),
    "un Supabase hébergé, nommé dans un module chargé plus tard": (
        lambda own: {
            **application(f'const u = "{own.url}", k = "{own.anon_key}"; import("./plus-tard.js")'),
            "/plus-tard.js": f'fetch("https://{OTHER}.supabase.co/rest/v1/")',
        },
        f"parle à {OTHER}.supabase.co",
    ),
    "un autre Supabase de la machine": (
        lambda own: application(f'connect("http://127.0.0.1:54321", "{own.anon_key}")'),
        "ne nomme nulle part {url}",
    ),
    "la bonne adresse, une autre clé": (
        lambda own: application(f'connect("{own.url}", "{key("anon")}")'),
        "n'emploie pas SUPABASE_ANON_KEY",
    ),
    "la clé de service": (
        lambda own: application(f'connect("{own.url}", "{own.service_role_key}")'),
        "porte une clé de service",
    ),
    "la clé de service d'ailleurs": (
        lambda own: application(f'connect("{own.url}", "{own.anon_key}", "{key("service_role")}")'),
        "porte une clé de service",
    ),
    "une clé secrète nouvelle": (
        lambda own: application(f'connect("{own.url}", "{own.anon_key}", "sb_secret_{"c" * 22}")'),
        "porte une clé de service",
    ),
    "une page d'attente": (lambda own: {"/": "<h1>Bientôt</h1>"}, "ne nomme nulle part {url}"),
    "rien": (lambda own: {"/ailleurs": HTML}, "répond 404"),
}


@pytest.mark.parametrize(("files", "sentence"), APPLICATIONS.values(), ids=APPLICATIONS.keys())
def test_an_application_that_talks_elsewhere_is_refused(
    guarded: Target, files: Callable[[Target], dict[str, str]], sentence: str
) -> None:
    """L'application est vraiment servie, et seulement lue."""
    with site(files(guarded)) as served:
        said = refused_without_writing(changed(guarded, app_origin=served.url))
    assert sentence.replace("{url}", guarded.url) in said


def test_an_application_built_for_the_target_is_accepted(guarded: Target) -> None:
    """Le contrôle positif : la même page, avec l'adresse et la clé de la cible."""
    with site(application(f'connect("{guarded.url}", "{guarded.anon_key}")')) as served:
        assert check_target(changed(guarded, app_origin=served.url)).application


def changed(target: Target, **changes: str) -> Target:
    """Rend la même cible, à ces changements près ; l'application reste où elle est."""
    return replace(target, **{"app_origin": target.app_url, **changes})


def sql(target: Target, act: Callable[[psycopg.Connection], object]) -> None:
    """Agit sur la base d'une cible."""
    with psycopg.connect(target.database_url, autocommit=True) as connection:
        act(connection)


def refused_without_writing(target: Target, watched: Target | None = None) -> str:
    """Rend la phrase du refus, une fois vérifié qu'aucune transaction n'a écrit."""
    witness = (watched or target).database_url
    before = writes(witness)
    said = refusal(lambda: check_target(target))
    assert writes(witness) == before, "La garde a écrit avant de refuser."
    return said


def test_twin_databases_are_told_apart_by_a_write(guarded: Target, worlds: Worlds) -> None:
    """Une copie marquée, derrière la même API : elle passe la lecture, pas l'écriture, et n'en garde rien."""
    with worlds.temporary_clone(BASELINE) as url:
        twin = changed(guarded, database_url=url, run_id="r0123456789")
        sql(twin, lambda connection: mark(connection, url.rpartition("/")[2]))
        check_target(twin)
        with psycopg.connect(url, autocommit=True) as connection:
            before = count_rows(connection)
            run = ExternalRun(twin)
            said = refusal(run.begin)
            traces = run.finish()
            assert "l'authentification de SUPABASE_URL n'est pas devant la base" in said
            assert (traces.left, count_rows(connection)) == ({}, before)
            assert connection.execute("select count(*) from auth.users").fetchone() == (6,)


def test_a_cleaning_that_fails_proves_nothing(guarded: Target) -> None:
    """La base refuse d'effacer : c'est un constat, et le registre garde la recette pour la prochaine."""
    target = changed(guarded, run_id="r9876543210")
    run = ExternalRun(target)
    run.begin()
    with closing(Cast(target)) as cast:
        cast.coach("Hugo Petit")
    sql(target, lambda connection: connection.execute(_UNDELETABLE))
    try:
        traces = run.finish()
    finally:
        sql(target, lambda connection: connection.execute("drop function public.garder() cascade"))
    assert "n'a pas pu effacer ses lignes de la cible (ces lignes restent)" in traces.findings()[0]
    with psycopg.connect(target.database_url) as connection:
        query = "select fin from recette.recettes where id = %s"
        assert connection.execute(query, [target.run_id]).fetchone() == (None,)
