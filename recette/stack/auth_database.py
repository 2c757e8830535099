"""L'accès du service d'authentification à la base."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import psycopg
from psycopg.rows import DictRow, dict_row

Connection = psycopg.AsyncConnection[DictRow]

_CONNECT_DEADLINE_S = 5
_STATEMENT_DEADLINE_MS = 10_000


class AuthDatabase:
    """Ouvre des transactions sur la base.

    Une connexion par transaction (6 ms) : rien à rouvrir quand PostgreSQL redémarre, et aucune connexion
    oisive pour empêcher de cloner ou de supprimer la base.
    """

    def __init__(self, url: str) -> None:
        self._url = url

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Connection]:
        """Ouvre une transaction, validée à la sortie du bloc, annulée s'il lève."""
        connection = await psycopg.AsyncConnection.connect(
            self._url,
            connect_timeout=_CONNECT_DEADLINE_S,
            options=f"-c statement_timeout={_STATEMENT_DEADLINE_MS}",
            row_factory=dict_row,
        )
        async with connection:
            yield connection
