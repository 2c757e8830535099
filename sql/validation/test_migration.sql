-- Validation de la migration 20251118. Le premier contrôle manqué arrête tout et dit lequel.
--
-- Les derniers contrôles jouent une vraie assignation sous de vrais rôles. La transaction est toujours annulée : il n'en
-- reste rien.

BEGIN;

-- 1. Tables

DO $tables$
DECLARE
    v_table text;
BEGIN
    FOREACH v_table IN ARRAY ARRAY[
        'client_created_programs', 'client_created_sessions', 'client_created_session_exercises'
    ] LOOP
        IF NOT EXISTS (SELECT FROM pg_class WHERE oid = to_regclass('public.' || v_table) AND relkind IN ('r', 'p')) THEN
            RAISE EXCEPTION 'La table % n''existe pas', v_table;
        END IF;
    END LOOP;

    FOREACH v_table IN ARRAY ARRAY['client_programs', 'client_sessions', 'client_session_exercises'] LOOP
        IF to_regclass('public.' || v_table) IS NOT NULL THEN
            RAISE EXCEPTION 'L''ancienne table % existe encore', v_table;
        END IF;
    END LOOP;

    RAISE NOTICE '✓ Les trois tables portent leurs nouveaux noms, et plus les anciens';
END
$tables$;

-- 2. Colonnes

DO $columns$
DECLARE
    v_missing text;
BEGIN
    SELECT string_agg(table_name || '.' || column_name, ', ')
    INTO v_missing
    FROM (VALUES
        ('client_created_programs', '{id, client_id, coach_id, program_template_id, source_type, name, objective,
            week_count, modified_by_client, viewed_by_coach, last_modified_at, created_at, updated_at}'::text[]),
        ('client_created_sessions', '{id, program_id, client_id, coach_id, name, week_number, session_order,
            created_at, updated_at}'),
        ('client_created_session_exercises', '{id, session_id, exercise_id, client_id, coach_id, exercise_order, sets,
            reps, load, tempo, rest_time, intensification, notes, created_at, updated_at}'),
        ('program_assignments', '{id, program_id, client_id, coach_id, client_program_id, start_date, current_week,
            current_session, status, created_at, updated_at}')
    ) AS expected (table_name, column_names),
        unnest(column_names) AS column_name
    WHERE NOT EXISTS (
        SELECT FROM pg_attribute
        WHERE attrelid = to_regclass('public.' || table_name) AND attname = column_name AND NOT attisdropped
    );

    IF v_missing IS NOT NULL THEN
        RAISE EXCEPTION 'Colonnes absentes : %', v_missing;
    END IF;

    RAISE NOTICE '✓ Toutes les colonnes que le code nomme existent';
END
$columns$;

-- 3. Clés étrangères

DO $foreign_keys$
DECLARE
    v_missing text;
BEGIN
    SELECT string_agg(table_name || '.' || column_name || ' vers ' || target, ', ')
    INTO v_missing
    FROM (VALUES
        ('client_created_programs', 'client_id', 'clients', NULL),
        ('client_created_programs', 'coach_id', 'clients', NULL),
        ('client_created_programs', 'program_template_id', 'programs', 'n'),
        ('client_created_sessions', 'program_id', 'client_created_programs', 'c'),
        ('client_created_sessions', 'client_id', 'clients', NULL),
        ('client_created_sessions', 'coach_id', 'clients', NULL),
        ('client_created_session_exercises', 'session_id', 'client_created_sessions', 'c'),
        ('client_created_session_exercises', 'exercise_id', 'exercises', NULL),
        ('client_created_session_exercises', 'client_id', 'clients', NULL),
        ('client_created_session_exercises', 'coach_id', 'clients', NULL),
        ('program_assignments', 'program_id', 'programs', 'n'),
        ('program_assignments', 'client_id', 'clients', NULL),
        ('program_assignments', 'coach_id', 'clients', NULL),
        ('program_assignments', 'client_program_id', 'client_created_programs', 'c')
    ) AS expected (table_name, column_name, target, on_delete)
    WHERE NOT EXISTS (
        SELECT FROM pg_constraint
        JOIN pg_attribute ON attrelid = conrelid AND conkey = ARRAY[attnum]
        WHERE contype = 'f'
          AND convalidated
          AND conrelid = to_regclass('public.' || table_name)
          AND confrelid = to_regclass('public.' || target)
          AND attname = column_name
          AND confdeltype = coalesce(on_delete::"char", confdeltype)
    );

    IF v_missing IS NOT NULL THEN
        RAISE EXCEPTION 'Clés étrangères absentes, non validées ou d''un autre effet à la suppression : %', v_missing;
    END IF;

    -- L'application cite cette clé par son nom dans une lecture imbriquée.
    IF NOT EXISTS (
        SELECT FROM pg_constraint
        WHERE conrelid = to_regclass('public.client_created_programs')
          AND conname = 'client_created_programs_client_id_fkey'
    ) THEN
        RAISE EXCEPTION 'La clé client_created_programs_client_id_fkey, que le code cite par son nom, n''existe pas';
    END IF;

    RAISE NOTICE '✓ Les clés étrangères sont en place et validées';
END
$foreign_keys$;

-- 4. Cloisonnement déclaré

DO $policies$
DECLARE
    v_faults text;
BEGIN
    SELECT string_agg(relname, ', ')
    INTO v_faults
    FROM pg_class
    WHERE relnamespace = 'public'::regnamespace
      AND relname IN ('client_created_programs', 'client_created_sessions', 'client_created_session_exercises',
                      'program_assignments')
      AND NOT relrowsecurity;

    IF v_faults IS NOT NULL THEN
        RAISE EXCEPTION 'RLS n''est pas active sur : %', v_faults;
    END IF;

    SELECT string_agg(table_name || ' (' || command || ')', ', ')
    INTO v_faults
    FROM unnest(ARRAY['client_created_programs', 'client_created_sessions', 'client_created_session_exercises',
                      'program_assignments']) AS table_name,
         unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) AS command
    WHERE NOT EXISTS (
        SELECT FROM pg_policies
        WHERE schemaname = 'public'
          AND tablename = table_name
          AND permissive = 'PERMISSIVE'
          AND cmd IN (command, 'ALL')
          AND roles && ARRAY['authenticated', 'public']::name[]
    );

    IF v_faults IS NOT NULL THEN
        RAISE EXCEPTION 'Politiques absentes pour les personnes connectées : %', v_faults;
    END IF;

    SELECT string_agg(tablename || '.' || policyname, ', ')
    INTO v_faults
    FROM pg_policies
    WHERE schemaname = 'public'
      AND tablename IN ('client_created_programs', 'client_created_sessions', 'client_created_session_exercises',
                        'program_assignments')
      AND permissive = 'PERMISSIVE'
      AND 'true' IN (qual, with_check);

    IF v_faults IS NOT NULL THEN
        RAISE EXCEPTION 'Politiques toujours vraies : %', v_faults;
    END IF;

    RAISE NOTICE '✓ RLS est active, chaque commande a sa politique, aucune n''est toujours vraie';
END
$policies$;

-- 5. Privilèges

DO $privileges$
DECLARE
    v_faults text;
BEGIN
    SELECT string_agg(table_name || ' (' || command || ')', ', ')
    INTO v_faults
    FROM unnest(ARRAY['client_created_programs', 'client_created_sessions', 'client_created_session_exercises',
                      'program_assignments']) AS table_name,
         unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) AS command
    WHERE NOT has_table_privilege('authenticated', 'public.' || table_name, command);

    IF v_faults IS NOT NULL THEN
        RAISE EXCEPTION 'Privilèges perdus par authenticated : %', v_faults;
    END IF;

    SELECT string_agg(table_name, ', ')
    INTO v_faults
    FROM unnest(ARRAY['client_created_programs', 'client_created_sessions', 'client_created_session_exercises',
                      'program_assignments']) AS table_name
    WHERE has_table_privilege('anon', 'public.' || table_name, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE')
       OR has_any_column_privilege('anon', 'public.' || table_name, 'SELECT, INSERT, UPDATE');

    IF v_faults IS NOT NULL THEN
        RAISE EXCEPTION 'Tables ouvertes à anon : %', v_faults;
    END IF;

    RAISE NOTICE '✓ Les personnes connectées ont gardé leurs privilèges, anon n''en a aucun';
END
$privileges$;

-- 6. Fonctions

DO $functions$
DECLARE
    v_assign CONSTANT regprocedure := to_regprocedure('public.assign_program_to_client_atomic(uuid, uuid, uuid, date)');
    v_rollback CONSTANT regprocedure := to_regprocedure('public.rollback_rename_client_tables()');
    v_faults text;
BEGIN
    IF NOT EXISTS (
        SELECT FROM pg_proc
        WHERE oid = v_assign
          AND proargnames = ARRAY['p_template_id', 'p_client_id', 'p_coach_id', 'p_start_date']
          AND prorettype IN ('json'::regtype, 'jsonb'::regtype)
          AND NOT proretset
    ) THEN
        RAISE EXCEPTION 'La fonction assign_program_to_client_atomic n''existe pas avec la signature que le code appelle';
    END IF;

    IF NOT has_function_privilege('authenticated', v_assign, 'EXECUTE') THEN
        RAISE EXCEPTION 'Les personnes connectées ne peuvent pas appeler assign_program_to_client_atomic';
    END IF;

    IF has_function_privilege('anon', v_assign, 'EXECUTE') THEN
        RAISE EXCEPTION 'La fonction assign_program_to_client_atomic est ouverte à anon';
    END IF;

    IF NOT EXISTS (SELECT FROM pg_proc WHERE oid = v_rollback AND prorettype = 'void'::regtype) THEN
        RAISE EXCEPTION 'La fonction rollback_rename_client_tables() RETURNS void n''existe pas';
    END IF;

    SELECT string_agg(role_name, ', ')
    INTO v_faults
    FROM unnest(ARRAY['anon', 'authenticated', 'service_role']) AS role_name
    WHERE has_function_privilege(role_name, v_rollback, 'EXECUTE');

    IF v_faults IS NOT NULL THEN
        RAISE EXCEPTION 'Le retour arrière est ouvert à : %', v_faults;
    END IF;

    SELECT string_agg(oid::regprocedure::text, ', ')
    INTO v_faults
    FROM pg_proc
    WHERE pronamespace <> 'pg_catalog'::regnamespace
      AND oid <> v_rollback
      AND prosrc ~ '\m(client_programs|client_sessions|client_session_exercises)\M';

    IF v_faults IS NOT NULL THEN
        RAISE EXCEPTION 'Des fonctions nomment encore une ancienne table : %', v_faults;
    END IF;

    RAISE NOTICE '✓ L''assignation est appelable, le retour arrière est fermé, aucune fonction ne cite un ancien nom';
END
$functions$;

-- 7. Orphelines

DO $orphans$
DECLARE
    v_child text;
    v_column text;
    v_parent text;
    v_count bigint;
BEGIN
    FOR v_child, v_column, v_parent IN VALUES
        ('client_created_programs', 'client_id', 'clients'),
        ('client_created_sessions', 'program_id', 'client_created_programs'),
        ('client_created_session_exercises', 'session_id', 'client_created_sessions'),
        ('program_assignments', 'client_program_id', 'client_created_programs')
    LOOP
        EXECUTE format(
            'SELECT count(*) FROM public.%I AS child WHERE %I IS NOT NULL'
            ' AND NOT EXISTS (SELECT FROM public.%I AS parent WHERE parent.id = child.%I)',
            v_child, v_column, v_parent, v_column
        ) INTO v_count;

        IF v_count > 0 THEN
            RAISE EXCEPTION '% ligne(s) orpheline(s) dans % (% absent de %)', v_count, v_child, v_column, v_parent;
        END IF;
    END LOOP;

    RAISE NOTICE '✓ Aucune ligne orpheline';
END
$orphans$;

-- 8. Assignation réelle. Un coach a un client ; un autre coach et son client n'ont rien à y voir.

DO $assignment$
DECLARE
    v_coach CONSTANT uuid := 'f0000000-0000-4000-8000-000000000001';
    v_client CONSTANT uuid := 'f0000000-0000-4000-8000-000000000002';
    v_template CONSTANT uuid := 'f0000000-0000-4000-8000-000000000005';
    v_session CONSTANT uuid := 'f0000000-0000-4000-8000-000000000006';
    v_exercise CONSTANT uuid := 'f0000000-0000-4000-8000-000000000007';
    v_result jsonb;
BEGIN
    INSERT INTO auth.users (id, email)
    SELECT ('f0000000-0000-4000-8000-00000000000' || rank)::uuid, format('validation-%s@virtus.invalid', rank)
    FROM generate_series(1, 4) AS rank;

    -- Certaines bases créent la fiche dès l'ouverture du compte.
    INSERT INTO public.clients (id, email, first_name, role, coach_id, status)
    VALUES
        (v_coach, 'validation-1@virtus.invalid', 'Validation', 'coach', NULL, 'active'),
        (v_client, 'validation-2@virtus.invalid', 'Validation', 'client', v_coach, 'active'),
        ('f0000000-0000-4000-8000-000000000003', 'validation-3@virtus.invalid', 'Validation', 'coach', NULL, 'active'),
        ('f0000000-0000-4000-8000-000000000004', 'validation-4@virtus.invalid', 'Validation', 'client',
         'f0000000-0000-4000-8000-000000000003', 'active')
    ON CONFLICT (id) DO UPDATE SET role = excluded.role, coach_id = excluded.coach_id, status = excluded.status;

    INSERT INTO public.exercises (id, name, created_by) VALUES (v_exercise, 'Exercice de validation', v_coach);

    INSERT INTO public.programs (id, coach_id, name, objective, week_count)
    VALUES (v_template, v_coach, 'Modèle de validation', 'L''« objectif »', 7);

    INSERT INTO public.sessions (id, program_id, coach_id, name, week_number, session_order)
    VALUES (v_session, v_template, v_coach, 'Séance de validation', 5, 3);

    INSERT INTO public.session_exercises
        (session_id, exercise_id, coach_id, exercise_order,
         sets, reps, load, tempo, rest_time, intensification, notes)
    VALUES (v_session, v_exercise, v_coach, 2, 4, '8-10', '60 kg', '3-1-1-0', '90s', '[]', 'Dos « plat »');

    SET LOCAL ROLE authenticated;
    PERFORM set_config('request.jwt.claims', json_build_object('sub', v_coach, 'role', 'authenticated')::text, true);

    v_result := public.assign_program_to_client_atomic(v_template, v_client, v_coach, date '2025-11-18');

    IF v_result ->> 'success' IS DISTINCT FROM 'true' THEN
        RAISE EXCEPTION 'L''assignation échoue : %', coalesce(v_result ->> 'error', v_result::text);
    END IF;

    IF NOT EXISTS (
        SELECT FROM public.client_created_programs AS copy
        JOIN public.program_assignments AS assignment ON assignment.client_program_id = copy.id
        JOIN public.programs AS template ON template.id = copy.program_template_id
        WHERE assignment.id = (v_result ->> 'assignment_id')::uuid
          AND copy.id = (v_result ->> 'client_program_id')::uuid
          AND (copy.client_id, copy.coach_id, copy.source_type) = (v_client, v_coach, 'coach_assigned')
          AND (copy.name, copy.objective, copy.week_count) = (template.name, template.objective, template.week_count)
          AND (assignment.program_id, assignment.client_id, assignment.coach_id) = (v_template, v_client, v_coach)
          AND (assignment.start_date, assignment.status) = (date '2025-11-18', 'active')
    ) THEN
        RAISE EXCEPTION 'L''assignation ne relie pas le modèle à une copie fidèle du programme';
    END IF;

    IF ARRAY(
        SELECT (name, week_number, session_order)::text FROM public.client_created_sessions WHERE client_id = v_client
    ) IS DISTINCT FROM ARRAY(
        SELECT (name, week_number, session_order)::text FROM public.sessions WHERE program_id = v_template
    ) THEN
        RAISE EXCEPTION 'L''assignation ne copie pas fidèlement les séances';
    END IF;

    IF ARRAY(
        SELECT (exercise_id, exercise_order, sets, reps, load, tempo, rest_time, intensification, notes)::text
        FROM public.client_created_session_exercises WHERE client_id = v_client
    ) IS DISTINCT FROM ARRAY(
        SELECT (exercise_id, exercise_order, sets, reps, load, tempo, rest_time, intensification, notes)::text
        FROM public.session_exercises WHERE session_id = v_session
    ) THEN
        RAISE EXCEPTION 'L''assignation ne copie pas fidèlement les exercices';
    END IF;

    v_result := public.assign_program_to_client_atomic(v_template, v_client, v_coach, date '2025-11-18');

    IF v_result ->> 'success' IS DISTINCT FROM 'false'
        OR (SELECT count(*) FROM public.client_created_programs WHERE client_id = v_client) <> 1
    THEN
        RAISE EXCEPTION 'La même assignation, le même jour, devrait être refusée sans rien laisser';
    END IF;

    RAISE NOTICE '✓ Une assignation réelle copie le programme, ses séances et ses exercices';
END
$assignment$;

-- 9. Cloisonnement réel : chaque instruction est tentée par les quatre personnes.

DO $isolation$
DECLARE
    v_client CONSTANT uuid := 'f0000000-0000-4000-8000-000000000002';
    v_program uuid;
    v_session uuid;
    v_statement text;
    v_allowed text[];
    v_person text;
    v_id uuid;
    v_own_row uuid;
    v_rows bigint;
BEGIN
    SELECT program_id, id INTO v_program, v_session FROM public.client_created_sessions WHERE client_id = v_client;

    FOR v_statement, v_allowed IN VALUES
        ('SELECT FROM public.client_created_programs WHERE id = $1', '{coach, client}'::text[]),
        ('SELECT FROM public.client_created_sessions WHERE id = $2', '{coach, client}'),
        ('SELECT FROM public.client_created_session_exercises WHERE session_id = $2', '{coach, client}'),
        ('SELECT FROM public.program_assignments WHERE client_program_id = $1', '{coach, client}'),
        ('SELECT FROM public.assign_program_to_client_atomic(''f0000000-0000-4000-8000-000000000005'', $4,
          ''f0000000-0000-4000-8000-000000000001'', date ''2025-11-19'') AS result
          WHERE result::jsonb ->> ''success'' = ''true''', '{coach}'),
        ('UPDATE public.client_created_programs SET name = ''Renommé'' WHERE id = $1', '{coach, client}'),
        ('UPDATE public.client_created_sessions SET name = ''Renommée'' WHERE id = $2', '{coach, client}'),
        ('UPDATE public.client_created_session_exercises SET load = ''65 kg'' WHERE session_id = $2', '{coach, client}'),
        ('UPDATE public.program_assignments SET status = ''paused'' WHERE client_program_id = $1', '{coach}'),
        ('INSERT INTO public.client_created_programs (id, client_id, name) VALUES ($3, $4, ''Mien'')', '{client}'),
        ('INSERT INTO public.client_created_sessions (id, program_id, client_id, coach_id, name)
          VALUES ($3, $1, $4, $5, ''Ajoutée'')', '{coach, client}'),
        ('INSERT INTO public.client_created_session_exercises (id, session_id, exercise_id, client_id, coach_id)
          VALUES ($3, $2, ''f0000000-0000-4000-8000-000000000007'', $4, $5)', '{coach, client}'),
        ('DELETE FROM public.client_created_session_exercises WHERE id = $3', '{coach, client}'),
        ('DELETE FROM public.client_created_sessions WHERE id = $3', '{coach, client}'),
        ('DELETE FROM public.client_created_programs WHERE id = $3', '{client}'),
        ('DELETE FROM public.program_assignments WHERE client_program_id = $1', '{coach}'),
        ('DELETE FROM public.client_created_programs WHERE id = $1', '{coach}')
    LOOP
        -- Les étrangers d'abord : ils s'en prennent à ce que le client vient d'ajouter, et qui existe encore.
        FOR v_person, v_id, v_own_row IN VALUES
            ('coach étranger', 'f0000000-0000-4000-8000-000000000003'::uuid, v_client),
            ('client étranger', 'f0000000-0000-4000-8000-000000000004', v_client),
            ('client', v_client, v_client),
            ('coach', 'f0000000-0000-4000-8000-000000000001', 'f0000000-0000-4000-8000-000000000001')
        LOOP
            PERFORM set_config(
                'request.jwt.claims', json_build_object('sub', v_id, 'role', 'authenticated')::text, true
            );
            BEGIN
                EXECUTE v_statement
                USING v_program, v_session, v_own_row, v_client, CASE WHEN v_person LIKE 'coach%' THEN v_id END;
                GET DIAGNOSTICS v_rows = ROW_COUNT;
            EXCEPTION WHEN insufficient_privilege THEN
                v_rows := 0;
            END;

            IF v_rows <> (v_person = ANY (v_allowed))::integer THEN
                RAISE EXCEPTION 'Cloisonnement : le % % l''instruction « % »', v_person,
                    CASE WHEN v_rows = 0 THEN 'devrait pouvoir jouer' ELSE 'ne devrait pas pouvoir jouer' END,
                    regexp_replace(v_statement, '\s+', ' ', 'g');
            END IF;
        END LOOP;
    END LOOP;

    RAISE NOTICE '✓ Le coach et son client voient et modifient la copie, les autres n''y touchent pas';
END
$isolation$;

ROLLBACK;
