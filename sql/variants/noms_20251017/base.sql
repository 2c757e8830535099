-- Les trois tables telles que la migration 20251017 les a créées, sans celles qui l'ont suivie : les liens s'appellent
-- client_program_id et client_session_id, rien ne dit d'où vient un programme ni qui l'a modifié. Les renommer ne suffit
-- pas : l'assignation écrit source_type, program_id et session_id.

\ir ../../baseline.sql

-- Politiques d'alors : le client lit, le coach fait tout, et rien ne borne les clients qu'il nomme.
DO $policies$
DECLARE
    v_table text;
    v_policy text;
BEGIN
    FOREACH v_table IN ARRAY ARRAY['client_programs', 'client_sessions', 'client_session_exercises'] LOOP
        FOR v_policy IN
            SELECT policyname FROM pg_policies WHERE schemaname = 'public' AND tablename = v_table
        LOOP
            EXECUTE format('DROP POLICY %I ON public.%I', v_policy, v_table);
        END LOOP;

        EXECUTE format(
            'CREATE POLICY %I ON public.%I FOR SELECT TO authenticated USING (client_id = (SELECT auth.uid()))',
            v_table || '_select_by_client', v_table
        );
        EXECUTE format(
            'CREATE POLICY %I ON public.%I FOR ALL TO authenticated'
            ' USING (coach_id = (SELECT auth.uid())) WITH CHECK (coach_id = (SELECT auth.uid()))',
            v_table || '_all_by_coach', v_table
        );
    END LOOP;
END
$policies$;

-- Ni signalement des modifications, ni colonnes figées.
DROP TRIGGER client_programs_flag_change ON public.client_programs;
DROP TRIGGER client_sessions_flag_change ON public.client_sessions;
DROP TRIGGER client_session_exercises_flag_change ON public.client_session_exercises;
DROP TRIGGER client_programs_freeze_columns ON public.client_programs;
DROP TRIGGER client_sessions_freeze_columns ON public.client_sessions;
DROP TRIGGER client_session_exercises_freeze_columns ON public.client_session_exercises;
DROP FUNCTION private.flag_program_change();
DROP FUNCTION private.flag_session_change();
DROP FUNCTION private.flag_exercise_change();
DROP FUNCTION private.touch_program_of_session(uuid);
DROP FUNCTION private.touch_program(uuid);

-- L'avancement vivait dans la copie elle-même.
ALTER TABLE public.client_programs
    DROP COLUMN source_type,
    DROP COLUMN modified_by_client,
    DROP COLUMN viewed_by_coach,
    DROP COLUMN last_modified_at,
    ADD COLUMN assigned_at timestamptz,
    ADD COLUMN start_date date,
    ADD COLUMN end_date date,
    ADD COLUMN status text,
    ADD COLUMN current_week integer,
    ADD COLUMN current_session_index integer;

ALTER TABLE public.client_sessions RENAME COLUMN program_id TO client_program_id;
ALTER TABLE public.client_sessions
    ADD COLUMN session_template_id uuid REFERENCES public.sessions ON DELETE SET NULL,
    ADD COLUMN status text,
    ADD COLUMN completed_at timestamptz;

ALTER TABLE public.client_session_exercises RENAME COLUMN session_id TO client_session_id;
ALTER TABLE public.client_session_exercises
    ADD COLUMN exercise_template_id uuid REFERENCES public.session_exercises ON DELETE SET NULL;
