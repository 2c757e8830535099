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

    Les connexions oisives resservent : en ouvrir une coûte 6 ms. Aucune n'est ouverte d'avance, et un
    PostgreSQL arrêté se dit aussitôt, ce que ne fait pas la réserve de psycopg : elle attend son retour.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._idle: list[Connection] = []

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Connection]:
        """Ouvre une transaction, validée à la sortie du bloc, annulée s'il lève."""
        connection = await self._connection()
        try:
            async with connection.transaction():
                yield connection
        except BaseException:
            await connection.close()
            raise
        self._idle.append(connection)

    async def _connection(self) -> Connection:
        while self._idle:
            connection = self._idle.pop()
            try:
                await connection.execute("select")
            except psycopg.OperationalError:
                # PostgreSQL a redémarré depuis qu'elle a servi.
                continue
            return connection
        return await psycopg.AsyncConnection.connect(
            self._url,
            autocommit=True,
            connect_timeout=_CONNECT_DEADLINE_S,
            # Une requête préparée survivrait au schéma qu'elle a connu.
            prepare_threshold=None,
            options=f"-c statement_timeout={_STATEMENT_DEADLINE_MS}",
            row_factory=dict_row,
        )
