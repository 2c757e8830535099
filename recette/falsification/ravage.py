"""Une base où rien ne va plus : ce qu'un témoin y lit n'est jamais ce qu'un scénario attend."""

from psycopg import sql

from recette.database.connection import connect
from recette.stack.postgres import SUPERUSER

_TABLES = """
    select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind = 'r' order by c.relname
"""


def ravage(database_url: str) -> str:
    """Ôte les lignes dont d'autres dépendent, ouvre tout à tous, et rend l'adresse de la base."""
    with connect(database_url.replace("//postgres:", f"//{SUPERUSER}:")) as connection:
        connection.execute("set session_replication_role = replica")
        tables = [name for (name,) in connection.execute(_TABLES).fetchall()]
        for table in tables:
            name = sql.Identifier("public", table)
            for order in (
                "create policy ravage on {} for all to public using (true) with check (true)",
                "grant all on {} to anon, authenticated",
                "alter table {} disable row level security",
            ):
                connection.execute(sql.SQL(order).format(name))
        for table in ("clients", "programs", "client_created_programs"):
            connection.execute(sql.SQL("delete from {}").format(sql.Identifier("public", table)))
    return database_url
