"""Le catalogue d'une base, objet par objet, en termes comparables."""

from dataclasses import dataclass, replace

import psycopg

MANAGED_SCHEMAS = (
    *("auth", "cron", "extensions", "graphql", "graphql_public", "net", "pgbouncer", "pgsodium"),
    *("pgsodium_masks", "realtime", "storage", "supabase_functions", "supabase_migrations", "vault"),
)
"""Schémas que Supabase gère : ils ne sont pas à Virtus et changent sans elle."""


@dataclass(frozen=True)
class CatalogueObject:
    """Un objet de la base.

    `definition` ne contient jamais `name` : un objet renommé garde sa définition.
    """

    kind: str
    parent: str
    name: str
    definition: str

    def renamed(self, substitute: "Substitution") -> "CatalogueObject":
        return replace(
            self,
            parent=substitute(self.parent),
            name=substitute(self.name),
            definition=substitute(self.definition),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.parent}.{self.name}" if self.parent else f"{self.kind} {self.name}"


class Substitution:
    """Remplace les noms de tables dans les noms et les définitions (`client_programs_pkey` compris)."""

    def __init__(self, renames: dict[str, str]) -> None:
        import re

        self._renames = renames
        self._pattern = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, renames))})") if renames else None

    def __call__(self, text: str) -> str:
        if self._pattern is None:
            return text
        return self._pattern.sub(lambda found: self._renames[found.group(1)], text)


_SCHEMAS = """
    select oid, nspname from pg_namespace
    where nspname !~ '^pg_' and nspname <> 'information_schema' and nspname <> all(%(managed)s)
"""

# Chaque requête rend (parent, nom, définition). `s` est la liste des schémas examinés.
_QUERIES = {
    "schéma": """
        select '', s.nspname, pg_get_userbyid(n.nspowner)
        from s join pg_namespace n using (oid)""",
    "table": """
        select s.nspname, c.relname, concat_ws(' ', c.relkind, 'propriétaire', pg_get_userbyid(c.relowner),
            case when c.relrowsecurity then 'RLS active' else 'RLS inactive' end,
            case when c.relforcerowsecurity then 'forcée' end,
            case c.relpersistence when 'u' then 'non journalisée' end,
            case c.relreplident when 'n' then 'réplique sans identité' when 'f' then 'réplique entière'
                when 'i' then 'réplique par index' end)
        from s join pg_class c on c.relnamespace = s.oid where c.relkind in ('r', 'p', 'S', 'f')""",
    "vue": """
        select s.nspname, c.relname, concat_ws(' ', 'propriétaire', pg_get_userbyid(c.relowner),
            array_to_string(c.reloptions, ','), pg_get_viewdef(c.oid))
        from s join pg_class c on c.relnamespace = s.oid where c.relkind in ('v', 'm')""",
    "colonne": """
        select s.nspname || '.' || c.relname, a.attname,
            concat_ws(' ', format_type(a.atttypid, a.atttypmod), case when a.attnotnull then 'not null' end,
            'default ' || pg_get_expr(d.adbin, d.adrelid), nullif(a.attgenerated, ''),
            nullif(a.attidentity, ''), 'collate ' || (select collname from pg_collation l
                where l.oid = a.attcollation and l.collname <> 'default'))
        from s join pg_class c on c.relnamespace = s.oid and c.relkind in ('r', 'p', 'v', 'm', 'f')
        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum""",
    "contrainte": """
        select s.nspname || '.' || c.relname, k.conname, pg_get_constraintdef(k.oid)
        from s join pg_class c on c.relnamespace = s.oid join pg_constraint k on k.conrelid = c.oid
        where k.contype <> 'n'""",
    "index": """
        select s.nspname || '.' || t.relname, c.relname,
            replace(pg_get_indexdef(c.oid), 'INDEX ' || quote_ident(c.relname) || ' ', 'INDEX ')
            || case when i.indisvalid then '' else ' invalide' end
        from s join pg_class t on t.relnamespace = s.oid join pg_index i on i.indrelid = t.oid
        join pg_class c on c.oid = i.indexrelid""",
    "déclencheur": """
        select s.nspname || '.' || c.relname, t.tgname,
            replace(pg_get_triggerdef(t.oid), 'TRIGGER ' || quote_ident(t.tgname) || ' ', 'TRIGGER ')
            || ' ' || t.tgenabled::text
        from s join pg_class c on c.relnamespace = s.oid join pg_trigger t on t.tgrelid = c.oid
        where not t.tgisinternal""",
    "politique": """
        select s.nspname || '.' || c.relname, p.polname, concat_ws(' ',
            case when p.polpermissive then 'permissive' else 'restrictive' end,
            case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update'
                when 'd' then 'delete' else 'all' end,
            'to', (select string_agg(case when r = 0 then 'public' else pg_get_userbyid(r) end, ','
                order by r) from unnest(p.polroles) r),
            'using (' || pg_get_expr(p.polqual, p.polrelid) || ')',
            'with check (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')')
        from s join pg_class c on c.relnamespace = s.oid join pg_policy p on p.polrelid = c.oid""",
    "privilège": """
        select s.nspname || '.' || c.relname,
            concat_ws(' ', case when g.grantee = 0 then 'public' else pg_get_userbyid(g.grantee) end,
                g.privilege_type), case when g.is_grantable then 'transmissible' else '' end
        from s join pg_class c on c.relnamespace = s.oid and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S'),
            aclexplode(coalesce(c.relacl, acldefault(case when c.relkind = 'S' then 's' else 'r' end::"char",
                c.relowner))) g""",
    "privilège de colonne": """
        select s.nspname || '.' || c.relname || '.' || a.attname,
            concat_ws(' ', case when g.grantee = 0 then 'public' else pg_get_userbyid(g.grantee) end,
                g.privilege_type), case when g.is_grantable then 'transmissible' else '' end
        from s join pg_class c on c.relnamespace = s.oid
        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped,
            aclexplode(a.attacl) g""",
    "privilège de schéma": """
        select s.nspname, concat_ws(' ', case when g.grantee = 0 then 'public'
            else pg_get_userbyid(g.grantee) end, g.privilege_type), ''
        from s join pg_namespace n using (oid),
            aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) g""",
    "privilège par défaut": """
        select coalesce(s.nspname, ''), concat_ws(' ', case when g.grantee = 0 then 'public'
            else pg_get_userbyid(g.grantee) end, g.privilege_type, 'sur', case d.defaclobjtype
            when 'r' then 'les tables' when 'S' then 'les séquences' when 'f' then 'les fonctions'
            when 'T' then 'les types' else 'les schémas' end, 'de', pg_get_userbyid(d.defaclrole)), ''
        from pg_default_acl d left join s on s.oid = d.defaclnamespace, aclexplode(d.defaclacl) g
        where d.defaclnamespace = 0 or s.oid is not null""",
    "fonction": """
        select s.nspname, p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')',
            concat_ws(' ', 'returns', pg_get_function_result(p.oid), l.lanname, p.provolatile,
            case when p.prosecdef then 'security definer' else 'security invoker' end,
            case when p.proisstrict then 'strict' end, case when p.proleakproof then 'leakproof' end,
            array_to_string(p.proconfig, ','), 'propriétaire', pg_get_userbyid(p.proowner),
            coalesce(pg_get_function_sqlbody(p.oid), p.prosrc))
        from s join pg_proc p on p.pronamespace = s.oid join pg_language l on l.oid = p.prolang
        where not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')""",
    "privilège de fonction": """
        select s.nspname || '.' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')',
            concat_ws(' ', case when g.grantee = 0 then 'public' else pg_get_userbyid(g.grantee) end,
                g.privilege_type), case when p.prosecdef then 'security definer' else '' end
        from s join pg_proc p on p.pronamespace = s.oid,
            aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) g
        where not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')""",
    "publication": """
        select p.pubname, s.nspname || '.' || c.relname, concat_ws(' ',
            case when p.pubinsert then 'insert' end, case when p.pubupdate then 'update' end,
            case when p.pubdelete then 'delete' end, case when p.pubtruncate then 'truncate' end,
            'colonnes ' || (select string_agg(attname, ',' order by attnum) from pg_attribute
                where attrelid = r.prrelid and attnum = any(r.prattrs)),
            'où (' || pg_get_expr(r.prqual, r.prrelid) || ')')
        from s join pg_class c on c.relnamespace = s.oid join pg_publication_rel r on r.prrelid = c.oid
        join pg_publication p on p.oid = r.prpubid""",
    "règle": """
        select s.nspname || '.' || c.relname, r.rulename,
            replace(pg_get_ruledef(r.oid), 'RULE ' || quote_ident(r.rulename) || ' ', 'RULE ')
            || ' ' || r.ev_enabled::text
        from s join pg_class c on c.relnamespace = s.oid join pg_rewrite r on r.ev_class = c.oid
        where r.rulename <> '_RETURN'""",
    "type": """
        select s.nspname, t.typname, string_agg(e.enumlabel, ',' order by e.enumsortorder)
        from s join pg_type t on t.typnamespace = s.oid join pg_enum e on e.enumtypid = t.oid
        group by s.nspname, t.typname""",
    "commentaire": """
        select s.nspname, c.relname || coalesce('.' || a.attname, ''), d.description
        from s join pg_class c on c.relnamespace = s.oid
        join pg_description d on d.objoid = c.oid and d.classoid = 'pg_class'::regclass
        left join pg_attribute a on a.attrelid = c.oid and a.attnum = d.objsubid and d.objsubid > 0""",
    "déclencheur d'événement": """
        select '', e.evtname, concat_ws(' ', e.evtevent, e.evtfoid::regproc, e.evtenabled)
        from pg_event_trigger e""",
}


def read_catalogue(connection: psycopg.Connection) -> list[CatalogueObject]:
    """Rend tous les objets des schémas qui appartiennent à Virtus."""
    # Les questions partent ensemble : une à une, l'attente coûterait plus que les réponses.
    with connection.pipeline():
        asked = {
            kind: connection.execute(
                f"with s as ({_SCHEMAS}) {query}".encode(), {"managed": list(MANAGED_SCHEMAS)}
            )
            for kind, query in _QUERIES.items()
        }
        return [
            CatalogueObject(kind, parent, name, definition or "")
            for kind, answer in asked.items()
            for parent, name, definition in answer.fetchall()
        ]
