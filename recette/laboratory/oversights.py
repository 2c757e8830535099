"""Les oublis d'un renommage : un ancien nom resté quelque part, en SQL."""

import psycopg

from recette.laboratory.damages import DAMAGES

_FLAG = """
    create or replace function private.flag_session_change() returns trigger
    language plpgsql set search_path = '' as $$ begin {body} return null; end $$"""

OVERSIGHTS = {
    "l'assignation": DAMAGES["assignation qui nomme une ancienne table"],
    "un déclencheur de séance": _FLAG.format(
        body="perform from public.client_programs where id = new.program_id;"
    ),
    # Aucune lecture ne le trouverait : le nom n'existe qu'à l'exécution, et sous l'identité d'un client.
    "un nom composé à l'exécution": _FLAG.format(
        body="if auth.uid() = coalesce(new.client_id, old.client_id) then"
        " execute 'select from public.client_' || 'sessions'; end if;"
    ),
    "une vue": """
        create view recette_vue with (security_invoker) as
        select oid from pg_class where relname = 'client_sessions'""",
    "une politique": """
        create policy recette_politique on clients for select to service_role
        using (to_regclass('public.client_programs') is not null)""",
    "l'argument d'un déclencheur": """
        create trigger recette_declencheur before update on clients
        for each row execute function private.freeze_columns('client_sessions')""",
    "une valeur par défaut": "alter table notifications alter link set default 'client_session_exercises'",
}


def overlook(database_url: str, name: str) -> None:
    """Laisse un ancien nom dans une base."""
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute(OVERSIGHTS[name].encode())
