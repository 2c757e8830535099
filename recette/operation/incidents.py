"""Les erreurs que nul écran ne montre, provoquées dans une pile à part."""

from collections.abc import Callable, Mapping
from contextlib import suppress

import httpx
import psycopg

from recette.target import Target

_PATIENCE_S = 10


def _failing_function(target: Target) -> None:
    with psycopg.connect(target.database_url, autocommit=True) as connection:
        connection.execute(
            "create function public.recette_division() returns integer language plpgsql as"
            " $$ begin return 1 / 0; end $$; notify pgrst, 'reload schema'"
        )
        with suppress(psycopg.errors.DivisionByZero):
            connection.execute("select recette_division()")


def _missing_table(target: Target) -> None:
    headers = {"apikey": target.service_role_key, "Authorization": f"Bearer {target.service_role_key}"}
    httpx.get(f"{target.url}/rest/v1/table_absente", headers=headers, timeout=_PATIENCE_S)


def _cut_connections(target: Target) -> None:
    # Un rôle peut toujours couper ses propres connexions.
    with psycopg.connect(target.database_url, user="authenticator", autocommit=True) as connection:
        connection.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()"
            " and datname = current_database() and usename = 'authenticator'"
        )


INCIDENTS: Mapping[str, Callable[[Target], None]] = {
    "une fonction qui divise par zéro": _failing_function,
    "une table que l'API cherche en vain": _missing_table,
    "une connexion de l'API coupée": _cut_connections,
}
