"""Les faiblesses qu'un avis de sécurité doit voir, en SQL."""

import psycopg

WEAKNESSES = {
    "une vue qui ignore la RLS": """
        create view recette_vue as select * from client_created_programs;
        grant select on recette_vue to authenticated""",
    "une vue sur les comptes": """
        create view recette_comptes as select id, email from auth.users;
        grant select on recette_comptes to authenticated""",
    "une table sans RLS": """
        create table recette_table (id uuid primary key);
        grant select on recette_table to authenticated""",
    "des politiques que la RLS inactive ignore": """
        alter table client_created_sessions disable row level security""",
    "une politique toujours vraie": """
        create policy recette_politique on client_created_programs for update to authenticated
        using (true) with check (true)""",
    "une fonction au search_path libre": """
        create function public.recette_libre() returns integer language sql as 'select 1'""",
}


def weaken(database_url: str, name: str) -> None:
    """Affaiblit une base."""
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute(WEAKNESSES[name].encode())
