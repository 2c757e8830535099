"""Les corps de fonctions, exécutés pour de vrai dans une transaction annulée.

plpgsql ne lit les noms de tables qu'à l'exécution : une fonction qui nomme une table disparue se crée sans
erreur. Là où le serveur a plpgsql_check, il relit aussi les branches que nul essai n'atteint.
"""

import json
from dataclasses import dataclass, field

import psycopg
from psycopg import sql
from psycopg.types.json import Jsonb

from recette.database.old_names import ROLLBACK

# Ce que le serveur répond quand un nom ne mène à rien : table, colonne, fonction, objet, schéma.
_NOWHERE = ("42P01", "42703", "42883", "42704", "3F000")
_RPC = "public.assign_program_to_client_atomic"

_FUNCTIONS = """
    select p.oid::regprocedure::text, p.oid::regproc::text, l.lanname,
        array(select format_type(t, null) from unnest(p.proargtypes) t), p.prorettype = 'trigger'::regtype
    from pg_proc p join pg_language l on l.oid = p.prolang join pg_namespace n on n.oid = p.pronamespace
    where n.nspname in ('public', 'private') and p.prokind = 'f' and l.lanname in ('plpgsql', 'sql')
        and p.prorettype <> 'event_trigger'::regtype
        and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
    order by 1
"""
_TRIGGERED = """
    select c.oid::regclass::text, array_agg(distinct t.tgfoid::regprocedure::text),
        array(select attname::text from pg_attribute where attrelid = c.oid and not attisdropped
            and attname in ('client_id', 'coach_id', 'user_id'))
    from pg_class c join pg_trigger t on t.tgrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and not t.tgisinternal
    group by c.oid order by 1
"""
_ASSIGNABLE = """
    select p.id, c.id, p.coach_id from public.programs p join public.clients c on c.coach_id = p.coach_id
    where exists (select from public.sessions s join public.session_exercises e on e.session_id = s.id
        where s.program_id = p.id)
    limit 1
"""


@dataclass
class Trial:
    """Ce que l'essai a exécuté, et ce qui n'a pas tenu."""

    played: set[str] = field(default_factory=set)
    broken: list[str] = field(default_factory=list)


def try_bodies(database_url: str) -> Trial:
    """Exécute chaque fonction de Virtus qui peut l'être, et n'en garde rien.

    Les déclencheurs par de vraies écritures sur chaque table, sous l'identité de chaque personne de la ligne,
    l'assignation par une vraie assignation, les autres fonctions avec des arguments nuls. Le retour arrière
    n'est pas joué : il a ses propres scénarios.
    """
    trial = Trial()
    with psycopg.connect(database_url) as connection:
        for signature, name, language, types, is_trigger in connection.execute(_FUNCTIONS).fetchall():
            if signature.endswith(ROLLBACK):
                continue
            if language == "sql":
                _attempt(connection, trial, signature, _definition(connection, signature))
            elif not is_trigger:
                nulls = sql.SQL(", ").join(sql.SQL(f"null::{type_}") for type_ in types)
                call = sql.SQL("select * from {}({})").format(sql.SQL(name), nulls)
                _attempt(connection, trial, signature, call)
        _assign(connection, trial)
        for table, functions, people in connection.execute(_TRIGGERED).fetchall():
            _fire(connection, trial, table, functions, people)
        _check(connection, trial)
        connection.rollback()
    return trial


def _definition(connection: psycopg.Connection, signature: str) -> sql.SQL:
    # Recréer une fonction SQL à l'identique fait relire son corps par le serveur.
    row = connection.execute("select pg_get_functiondef(%s::regprocedure)", [signature]).fetchone()
    assert row is not None
    return sql.SQL(row[0])


def _assign(connection: psycopg.Connection, trial: Trial) -> None:
    """Assigne un vrai modèle : la fonction avale ses erreurs et ne les dit que dans sa réponse."""
    people = connection.execute(_ASSIGNABLE).fetchone()
    present = connection.execute("select to_regproc(%s) is not null", [_RPC]).fetchone()
    if people is None or present != (True,):
        return
    with connection.transaction(force_rollback=True):
        _impersonate(connection, people[2])
        answer = connection.execute(
            f"select {_RPC}(%s, %s, %s, date '2999-01-01')::jsonb".encode(), people
        ).fetchone()
    if answer and answer[0].get("success") is not True:
        trial.broken.append(f"{_RPC} : {answer[0].get('error', answer[0])}")


def _fire(
    connection: psycopg.Connection, trial: Trial, table: str, functions: list[str], people: list[str]
) -> None:
    source = sql.SQL(table)
    found = connection.execute(
        sql.SQL("select to_jsonb(t), t.ctid::text from {} t limit 1").format(source)
    ).fetchone()
    if found is None:
        return
    trial.played.update(functions)
    row, place = found
    column = sql.Identifier(next(iter(row)))
    writes = {
        "à la modification": (
            sql.SQL("update {} set {c} = {c} where ctid = {}").format(source, place, c=column),
        ),
        "à la suppression puis à l'ajout": (
            sql.SQL("delete from {} where ctid = {}").format(source, place),
            sql.SQL("insert into {} select * from jsonb_populate_record(null::{}, {})").format(
                source, source, Jsonb(row)
            ),
        ),
    }
    for person in {None, *(row[column] for column in people)}:
        for moment, statements in writes.items():
            _attempt(connection, trial, f"{table}, {moment} d'une ligne", *statements, person=person)


def _attempt(
    connection: psycopg.Connection,
    trial: Trial,
    what: str,
    *statements: sql.SQL | sql.Composed,
    person: str | None = None,
) -> None:
    trial.played.add(what)
    try:
        with connection.transaction(force_rollback=True):
            _impersonate(connection, person)
            for statement in statements:
                connection.execute(statement)
    except psycopg.Error as error:
        # Une règle de la base qui refuse des arguments nuls fait son travail ; un nom perdu, non.
        if error.sqlstate in _NOWHERE:
            where = (error.diag.context or "").partition("\n")[0]
            complaint = f"{what} : {error.diag.message_primary}" + (f" ({where})" if where else "")
            if complaint not in trial.broken:
                trial.broken.append(complaint)


def _impersonate(connection: psycopg.Connection, person: str | None) -> None:
    claims = json.dumps({"sub": str(person), "role": "authenticated"}) if person else ""
    connection.execute("select set_config('request.jwt.claims', %s, true)", [claims])


def _check(connection: psycopg.Connection, trial: Trial) -> None:
    """Fait relire chaque fonction par plpgsql_check, si le serveur l'a installé."""
    [(present,)] = connection.execute(
        "select count(*) > 0 from pg_proc where proname = 'plpgsql_check_function'"
    ).fetchall()
    if not present:
        return
    query = """
        select distinct p.oid::regprocedure::text || ' : ' || said
        from pg_proc p join pg_language l on l.oid = p.prolang and l.lanname = 'plpgsql'
        left join pg_trigger t on t.tgfoid = p.oid,
            plpgsql_check_function(p.oid::regprocedure, coalesce(t.tgrelid, 0)::regclass) said
        where p.pronamespace = any(array['public', 'private']::regnamespace[]) and said ~ '^error'
            and p.prorettype <> 'event_trigger'::regtype
            and (p.prorettype <> 'trigger'::regtype or t.tgrelid is not null)
            and p.oid::regprocedure::text !~ %s
    """
    found = connection.execute(query, [r"rollback_rename_client_tables\(\)$"]).fetchall()
    trial.broken += [sentence for (sentence,) in found]
