"""Les dégâts qu'un script de validation doit voir : chacun en SQL, joué sur une base migrée saine."""

import psycopg

ASSIGN = "public.assign_program_to_client_atomic(uuid, uuid, uuid, date)"


def _one_assignment(change: str) -> str:
    return f"""
        set session_replication_role = replica;
        update program_assignments a {change} where id = (select id from program_assignments
            where client_program_id is not null and status = 'active' order by id limit 1);
        reset session_replication_role"""


def _foreign_key(table: str, target: str, definition: str | None = None) -> str:
    again = f"execute format('alter table {table} add constraint %I %s', v_key.conname, {definition});"
    return f"""
        do $$
        declare v_key record;
        begin
            for v_key in select conname, pg_get_constraintdef(oid) as definition from pg_constraint
                where conrelid = '{table}'::regclass and contype = 'f'
                    and confrelid = '{target}'::regclass loop
                execute format('alter table {table} drop constraint %I', v_key.conname);
                {again if definition else ""}
            end loop;
        end $$"""


DAMAGES = {
    "RLS inactive": "alter table client_created_programs disable row level security",
    "politiques perdues": """
        do $$
        declare v_policy name;
        begin
            for v_policy in select polname from pg_policy
                where polrelid = 'client_created_sessions'::regclass loop
                execute format('drop policy %I on client_created_sessions', v_policy);
            end loop;
        end $$""",
    "politique toujours vraie": """
        create policy tout_le_monde on client_created_programs for select to authenticated using (true)""",
    # Elle ne laisse atteindre que ses propres lignes : seul son texte la trahit.
    "politique d'écriture toujours vraie": """
        create policy tout_ecrire on client_created_programs for update to authenticated
        using (client_id = auth.uid()) with check (true)""",
    "politique qui laisse un client tout supprimer": """
        create policy tout_supprimer on client_created_programs for delete to authenticated
        using (client_id is not null)""",
    # Aucun texte « true » ici : seul un essai sous l'identité d'un autre coach la trahit.
    "politique ouverte à tous sans le dire": """
        create policy tout_le_monde on client_created_programs for select to authenticated
        using (client_id is not null)""",
    "politique ouverte à tous les coachs": """
        create policy tous_les_coachs on client_created_programs for select to authenticated
        using (exists (select from clients c where c.id = auth.uid() and c.role = 'coach'))""",
    "privilège perdu": "revoke insert on client_created_sessions from authenticated",
    "privilège donné à un anonyme": "grant select on client_created_session_exercises to anon",
    "colonne ouverte à un anonyme": "grant select (load) on client_created_session_exercises to anon",
    "colonne absente": "alter table client_created_session_exercises drop column rest_time",
    "colonne sous son ancien nom": """
        alter table client_created_sessions rename program_id to client_program_id""",
    "clé étrangère perdue": _foreign_key("client_created_session_exercises", "client_created_sessions"),
    "clé étrangère non vérifiée": _foreign_key(
        "client_created_session_exercises", "client_created_sessions", "v_key.definition || ' not valid'"
    ),
    "assignation qui survit à sa copie": _foreign_key(
        "program_assignments",
        "client_created_programs",
        "replace(v_key.definition, 'ON DELETE CASCADE', 'ON DELETE SET NULL')",
    ),
    # Le code la cite pour lire un programme et son client d'une seule demande.
    "clé étrangère sous un autre nom": """
        alter table client_created_programs
            rename constraint client_created_programs_client_id_fkey to cle_du_client""",
    "assignation absente": f"drop function {ASSIGN}",
    # L'oubli ordinaire d'un renommage : plpgsql ne lit les noms de tables qu'à l'exécution.
    "assignation qui nomme une ancienne table": f"""
        do $$
        begin
            execute replace(pg_get_functiondef('{ASSIGN}'::regprocedure),
                'client_created_sessions', 'client_sessions');
        end $$""",
    "autre fonction qui nomme une ancienne table": """
        create schema if not exists private;
        create function private.purger() returns void language plpgsql as
            'begin delete from client_sessions; end'""",
    # plpgsql ne se plaint pas d'une colonne oubliée : seule une copie relue la montre.
    "assignation qui oublie les charges": f"""
        do $$
        declare v_before text := pg_get_functiondef('{ASSIGN}'::regprocedure);
            v_after text := regexp_replace(v_before, '\\m\\w+\\.load\\M', 'NULL', 'g');
        begin
            assert v_after <> v_before, 'Aucune charge dans cette fonction.';
            execute v_after;
        end $$""",
    "assignation répétable le même jour": """
        do $$
        declare v_key name;
        begin
            for v_key in select conname from pg_constraint
                where conrelid = 'program_assignments'::regclass and contype = 'u' loop
                execute format('alter table program_assignments drop constraint %I', v_key);
            end loop;
        end $$""",
    "assignation ouverte à un anonyme": f"grant execute on function {ASSIGN} to anon",
    "assignation fermée aux coachs": f"revoke execute on function {ASSIGN} from authenticated, public",
    "deux tables renommées sur trois": """
        alter table client_created_session_exercises rename to client_session_exercises""",
    "ancienne table encore là": "create table client_programs (id uuid primary key)",
    "retour arrière ouvert aux personnes connectées": """
        grant execute on function public.rollback_rename_client_tables() to authenticated""",
    "retour arrière absent": "drop function public.rollback_rename_client_tables()",
    "ligne orpheline": """
        set session_replication_role = replica;
        insert into client_created_sessions (program_id, client_id, name)
        select gen_random_uuid(), client_id, 'Orpheline' from client_created_programs limit 1;
        reset session_replication_role""",
    "assignation dont la copie n'existe pas": _one_assignment("set client_program_id = gen_random_uuid()"),
    "assignation sans copie": _one_assignment("set client_program_id = null"),
    "copie sans assignation": """
        delete from program_assignments where id = (select id from program_assignments
            where client_program_id is not null and status = 'active' order by id limit 1)""",
    "copie sans séance": """
        delete from client_created_sessions where program_id = (
            select c.id from client_created_programs c
            where source_type = 'coach_assigned'
                and exists (select from sessions s where s.program_id = c.program_template_id)
                and exists (select from client_created_sessions s where s.program_id = c.id)
            order by id limit 1)""",
    "copie d'un autre client": _one_assignment(
        "set client_id = (select id from clients"
        " where role = 'client' and id <> a.client_id order by id limit 1)"
    ),
}


def damage(database_url: str, name: str) -> None:
    """Abîme une base ; lève psycopg.Error quand le dégât ne prend pas, ce qui ne prouverait rien."""
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute(DAMAGES[name].encode())
