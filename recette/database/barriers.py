"""Les barrières de la base : RLS, politiques, privilèges."""

import psycopg

from recette.database.fingerprint import Fingerprint

_KINDS = ("table", "politique", "privilège", "privilège de colonne", "privilège de fonction")

# Une condition qui lit une colonne ne s'évalue pas seule. L'erreur reste dans le bloc : la question, posée
# aussi en production, ne remplit pas le journal du serveur.
_EVALUATE = """
    do $$
    declare
        v_policy record;
        v_answer boolean;
        v_found jsonb := '[]';
    begin
        for v_policy in
            select p.tablename || '.' || p.policyname as name, condition
            from pg_policies p, unnest(array[p.qual, p.with_check]) condition
            where p.schemaname = 'public' and p.permissive = 'PERMISSIVE' and condition is not null
                and p.roles && array['public', 'anon', 'authenticated']::name[]
        loop
            begin
                execute format('select (%s)', v_policy.condition) into v_answer;
                if v_answer then
                    v_found := v_found || to_jsonb(format('%s (%s)', v_policy.name, v_policy.condition));
                end if;
            exception when others then
                null;
            end;
        end loop;
        perform set_config('recette.always_true', v_found::text, true);
    end $$
"""
_FOUND = "select current_setting('recette.always_true')::jsonb"


def barriers(fingerprint: Fingerprint) -> Fingerprint:
    """Rend la part d'une empreinte qui dit qui peut quoi."""
    return Fingerprint([item for item in fingerprint.objects if item.kind in _KINDS], [])


def unprotected_tables(connection: psycopg.Connection) -> list[str]:
    """Rend les tables ouvertes à l'API dont la RLS est inactive."""
    query = """
        select c.relname from pg_class c
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relrowsecurity
            and exists (select from aclexplode(c.relacl) g
                where g.grantee in (0, 'anon'::regrole, 'authenticated'::regrole))
        order by 1
    """
    return [name for (name,) in connection.execute(query).fetchall()]


def always_true_policies(connection: psycopg.Connection) -> list[str]:
    """Rend les politiques qui disent oui à tout le monde.

    Une condition qui ne lit ni colonne ni identité se laisse évaluer seule, sans personne de connecté :
    si elle répond vrai, elle répond toujours vrai, quelle que soit la façon dont elle est écrite.
    """
    # La réponse ne vit que le temps de la transaction : la session, prêtée, n'en garde rien.
    with connection.transaction():
        connection.execute(_EVALUATE)
        return connection.execute(_FOUND).fetchone()[0]  # type: ignore[index, no-any-return]
