"""Les avis de sécurité que Supabase donne d'une base (« splinter »), par sa commande ou par le catalogue."""

import json

import psycopg

from recette.database.barriers import always_true_policies, unprotected_tables
from recette.database.catalogue import Substitution
from recette.database.tables import RENAMES
from recette.errors import RecetteError
from recette.operation.shell import Shell

_OPEN = (
    "exists (select from aclexplode({acl}) g"
    " where g.grantee in (0, 'anon'::regrole, 'authenticated'::regrole))"
)
_OURS = "not exists (select from pg_depend d where d.objid = {oid} and d.deptype = 'e')"

# Chaque question rend les objets à reprocher, sous le nom que Supabase donne à l'avis.
_QUESTIONS = {
    "security_definer_view": f"""
        select c.relname from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'v'
            and not coalesce(c.reloptions::text ~ 'security_invoker=(true|on|1)', false)
            and {_OPEN.format(acl="c.relacl")}""",
    "auth_users_exposed": f"""
        select distinct c.relname from pg_class c
        join pg_rewrite r on r.ev_class = c.oid
        join pg_depend d on d.objid = r.oid and d.classid = 'pg_rewrite'::regclass
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('v', 'm')
            and d.refobjid = to_regclass('auth.users') and {_OPEN.format(acl="c.relacl")}""",
    "policy_exists_rls_disabled": """
        select distinct c.relname from pg_class c join pg_policy p on p.polrelid = c.oid
        where c.relnamespace = 'public'::regnamespace and not c.relrowsecurity""",
    "function_search_path_mutable": f"""
        select p.oid::regprocedure::text from pg_proc p
        where p.pronamespace = any(array(select oid from pg_namespace where nspname in ('public', 'private')))
            and not coalesce(array_to_string(p.proconfig, ',') ~ 'search_path=', false)
            and {_OURS.format(oid="p.oid")}""",
    "security_definer_function_executable": f"""
        select p.oid::regprocedure::text from pg_proc p
        where p.pronamespace = 'public'::regnamespace and p.prosecdef and {_OURS.format(oid="p.oid")}
            and {_OPEN.format(acl="coalesce(p.proacl, acldefault('f', p.proowner))")}""",
    "extension_in_public": """
        select extname from pg_extension where extnamespace = 'public'::regnamespace""",
}


def catalogue_advice(database_url: str) -> set[str]:
    """Rend les reproches que les questions de Supabase, posées ici au catalogue, font à une base."""
    with psycopg.connect(database_url, autocommit=True) as connection:
        found = {f"rls_disabled_in_public : {table}" for table in unprotected_tables(connection)}
        found |= {f"rls_policy_always_true : {policy}" for policy in always_true_policies(connection)}
        for name, question in _QUESTIONS.items():
            found |= {f"{name} : {row[0]}" for row in connection.execute(question.encode()).fetchall()}
    return found


# Au niveau « info », Supabase reproche aussi à une table d'être fermée à tous, ce qui n'ouvre rien.
_COMMAND = (
    'supabase db advisors --remote="$VIRTUS_DB_URL"'
    " --type=security --level=warn --fail-on=none --output-format=json"
)


def supabase_advice(shell: Shell, database_url: str) -> set[str]:
    """Rend les reproches de `supabase db advisors` ; lève RecetteError quand la commande échoue."""
    played = shell.run(_COMMAND, database_url)
    if played.code != 0:
        raise RecetteError(
            f"« supabase db advisors » échoue : {played.complaint}.",
            "Sa syntaxe a pu changer : voyez « supabase db advisors --help ».",
        )
    return {f"{advice['name']} : {advice['detail']}" for advice in json.loads(played.output)["results"]}


def new_advice(before: set[str], after: set[str]) -> list[str]:
    """Rend les reproches qu'on ne faisait pas avant, le renommage mis à part."""
    renamed = Substitution(RENAMES)
    return sorted({renamed(advice) for advice in after} - {renamed(advice) for advice in before})
