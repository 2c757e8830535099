"""Les barrières de la base : RLS, politiques, privilèges."""

import psycopg

from recette.database.fingerprint import Fingerprint

_KINDS = ("table", "politique", "privilège", "privilège de colonne", "privilège de fonction")


def barriers(fingerprint: Fingerprint) -> Fingerprint:
    """Rend la part d'une empreinte qui dit qui peut quoi."""
    return Fingerprint([item for item in fingerprint.objects if item.kind in _KINDS], [])


def unprotected_tables(database_url: str) -> list[str]:
    """Rend les tables ouvertes à l'API dont la RLS est inactive."""
    query = """
        select c.relname from pg_class c
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relrowsecurity
            and exists (select from aclexplode(c.relacl) g
                where g.grantee in (0, 'anon'::regrole, 'authenticated'::regrole))
        order by 1
    """
    with psycopg.connect(database_url, autocommit=True) as connection:
        return [name for (name,) in connection.execute(query).fetchall()]


def always_true_policies(database_url: str) -> list[str]:
    """Rend les politiques qui disent oui à tout le monde.

    Une condition qui ne lit ni colonne ni identité se laisse évaluer seule, sans personne de connecté :
    si elle répond vrai, elle répond toujours vrai, quelle que soit la façon dont elle est écrite.
    """
    found = []
    query = """
        select p.tablename || '.' || p.policyname, condition
        from pg_policies p, unnest(array[p.qual, p.with_check]) condition
        where p.schemaname = 'public' and p.permissive = 'PERMISSIVE' and condition is not null
            and p.roles && array['public', 'anon', 'authenticated']::name[]
    """
    with psycopg.connect(database_url, autocommit=True) as connection:
        for name, condition in connection.execute(query).fetchall():
            try:
                answer = connection.execute(f"select ({condition})".encode()).fetchone()
            except psycopg.errors.Error:
                continue
            if answer == (True,):
                found.append(f"{name} ({condition})")
    return found
