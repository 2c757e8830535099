"""Notre marque dans une base : « ici, la recette peut écrire ».

Elle nomme le lieu où elle fut posée. Une sauvegarde l'emporte avec le reste : restaurée ailleurs, la marque
ne dit plus vrai, et ne vaut plus rien.
"""

import psycopg

from recette.guard.refusal import RefusedTarget

AUTHORISE = "Posez-la, si c'est bien un projet d'essai : python -m recette.guard autoriser --env-fichier …"

_SCHEMA = """
    create schema if not exists recette;
    comment on schema recette is 'Ce que la suite de recette garde ici : sa marque, son registre.';
    revoke all on schema recette from public;
    create table if not exists recette.cible (
        projet text primary key,
        lieu text not null,
        marquee_le timestamptz not null default now()
    );
    create table if not exists recette.recettes (
        id text primary key,
        hote text not null,
        pid integer not null,
        verrou boolean not null,
        debut timestamptz not null default now(),
        vue timestamptz not null default now(),
        fin timestamptz
    );
    create table if not exists recette.partages (
        recette text not null references recette.recettes on delete cascade,
        exercice uuid not null,
        primary key (recette, exercice)
    );
"""
_PLACE = """
    select system_identifier || '/' || (select oid from pg_database where datname = current_database())
    from pg_control_system()
"""


def mark(connection: psycopg.Connection, project: str) -> None:
    """Marque la base ; une marque plus ancienne est remplacée."""
    with connection.transaction():
        connection.execute(_SCHEMA)
        connection.execute("delete from recette.cible")
        connection.execute(
            "insert into recette.cible (projet, lieu) values (%s, %s)", [project, _place(connection)]
        )


def check_marker(connection: psycopg.Connection) -> str:
    """Rend le projet que nomme la marque ; lève RefusedTarget si elle manque ou vient d'ailleurs."""
    found = connection.execute("select to_regclass('recette.cible')").fetchone()
    if found == (None,):
        raise RefusedTarget("sa base ne porte pas la marque de la recette.", AUTHORISE)
    row = connection.execute("select projet, lieu from recette.cible").fetchone()
    if row is None:
        raise RefusedTarget("la marque de la recette y est effacée.", AUTHORISE)
    project, place = row
    if place != _place(connection):
        raise RefusedTarget(
            f"la marque qu'elle porte (« {project} ») fut posée sur une autre base, et copiée avec elle.",
            AUTHORISE,
        )
    return str(project)


def _place(connection: psycopg.Connection) -> str:
    row = connection.execute(_PLACE).fetchone()
    assert row is not None
    return str(row[0])
