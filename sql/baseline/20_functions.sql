-- Fonctions de Virtus. Le schéma private n'est pas exposé par l'API.
--
-- Les corps BEGIN ATOMIC sont liés aux tables elles-mêmes et non à leurs noms : ils suivent un renommage dans les
-- deux sens. Seule la fonction d'assignation nomme les tables d'instances, sous leurs nouveaux noms : c'est l'anomalie.

CREATE SCHEMA private;

-- SECURITY DEFINER : une politique de clients qui lirait clients sous RLS se rappellerait sans fin.

CREATE FUNCTION private.my_client_ids() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
BEGIN ATOMIC
    SELECT id FROM public.clients WHERE coach_id = auth.uid();
END;

CREATE FUNCTION private.my_coach_id() RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
BEGIN ATOMIC
    SELECT coach_id FROM public.clients WHERE id = auth.uid();
END;

CREATE FUNCTION private.is_coach() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
BEGIN ATOMIC
    SELECT EXISTS (SELECT FROM public.clients WHERE id = auth.uid() AND role = 'coach');
END;

CREATE FUNCTION private.touch_program(p_program_id uuid) RETURNS void
LANGUAGE sql SET search_path = ''
BEGIN ATOMIC
    UPDATE public.client_programs
    SET last_modified_at = clock_timestamp()
    WHERE id = p_program_id AND source_type = 'coach_assigned';
END;

CREATE FUNCTION private.touch_program_of_session(p_session_id uuid) RETURNS void
LANGUAGE sql SET search_path = ''
BEGIN ATOMIC
    SELECT private.touch_program(program_id) FROM public.client_sessions WHERE id = p_session_id;
END;

-- La position ne recule jamais : une séance ancienne saisie après coup ne change rien.
CREATE FUNCTION private.advance_assignment(p_assignment_id uuid, p_session_id uuid) RETURNS void
LANGUAGE sql SET search_path = ''
BEGIN ATOMIC
    WITH ranked AS (
        SELECT
            session.id,
            session.week_number,
            row_number() OVER (
                PARTITION BY session.week_number ORDER BY session.session_order, session.id
            )::integer AS rank
        FROM public.program_assignments AS assignment
        JOIN public.client_sessions AS session ON session.program_id = assignment.client_program_id
        WHERE assignment.id = p_assignment_id
    ),
    course AS (
        SELECT
            id,
            week_number,
            rank,
            lead(week_number) OVER following AS next_week,
            lead(rank) OVER following AS next_rank
        FROM ranked
        WINDOW following AS (ORDER BY week_number, rank)
    )
    UPDATE public.program_assignments AS assignment
    SET current_week = coalesce(course.next_week, course.week_number),
        current_session = coalesce(course.next_rank, course.rank),
        status = CASE WHEN course.next_week IS NULL THEN 'completed' ELSE assignment.status END
    FROM course
    WHERE assignment.id = p_assignment_id
      AND assignment.status = 'active'
      AND course.id = p_session_id
      AND (course.week_number, course.rank) >= (assignment.current_week, assignment.current_session);
END;

CREATE FUNCTION public.assign_program_to_client_atomic(
    p_template_id uuid,
    p_client_id uuid,
    p_coach_id uuid,
    p_start_date date
) RETURNS json
LANGUAGE plpgsql SECURITY INVOKER SET search_path = public, pg_temp AS $function$
DECLARE
    v_client_program_id uuid;
    v_assignment_id uuid;
    v_template_sessions uuid[];
    v_copied_sessions uuid[];
BEGIN
    -- Les rôles de service, que RLS ne borne pas, assignent au nom du coach.
    IF row_security_active('clients') AND auth.uid() IS DISTINCT FROM p_coach_id THEN
        RAISE EXCEPTION 'Seul le coach % peut assigner un programme en son nom', p_coach_id
            USING ERRCODE = 'insufficient_privilege';
    END IF;

    IF NOT EXISTS (SELECT FROM clients WHERE id = p_client_id AND coach_id = p_coach_id) THEN
        RAISE EXCEPTION 'Le client % n''est pas rattaché au coach %', p_client_id, p_coach_id;
    END IF;

    IF NOT EXISTS (SELECT FROM programs WHERE id = p_template_id AND coach_id = p_coach_id) THEN
        RAISE EXCEPTION 'Le template de programme % n''existe pas ou n''appartient pas au coach %',
            p_template_id, p_coach_id;
    END IF;

    INSERT INTO client_created_programs
        (client_id, coach_id, program_template_id, source_type, name, objective, week_count)
    SELECT p_client_id, p_coach_id, id, 'coach_assigned', name, objective, week_count
    FROM programs
    WHERE id = p_template_id
    RETURNING id INTO v_client_program_id;

    -- Avant les séances : un doublon du même jour est refusé sans attendre la copie.
    INSERT INTO program_assignments (program_id, client_id, coach_id, client_program_id, start_date)
    VALUES (p_template_id, p_client_id, p_coach_id, v_client_program_id, p_start_date)
    RETURNING id INTO v_assignment_id;

    SELECT array_agg(id), array_agg(gen_random_uuid())
    INTO v_template_sessions, v_copied_sessions
    FROM sessions
    WHERE program_id = p_template_id;

    INSERT INTO client_created_sessions
        (id, program_id, client_id, coach_id, name, week_number, session_order, notes)
    SELECT copy.id, v_client_program_id, p_client_id, p_coach_id,
           session.name, session.week_number, session.session_order, session.notes
    FROM unnest(v_template_sessions, v_copied_sessions) AS copy (template_id, id)
    JOIN sessions AS session ON session.id = copy.template_id;

    INSERT INTO client_created_session_exercises
        (session_id, exercise_id, client_id, coach_id, exercise_order,
         sets, reps, load, tempo, rest_time, intensification, notes)
    SELECT copy.id, exercise.exercise_id, p_client_id, p_coach_id, exercise.exercise_order,
           exercise.sets, exercise.reps, exercise.load, exercise.tempo, exercise.rest_time,
           exercise.intensification, exercise.notes
    FROM unnest(v_template_sessions, v_copied_sessions) AS copy (template_id, id)
    JOIN session_exercises AS exercise ON exercise.session_id = copy.template_id;

    RETURN json_build_object(
        'success', true,
        'assignment_id', v_assignment_id,
        'client_program_id', v_client_program_id,
        'message', 'Programme assigné avec succès'
    );
EXCEPTION WHEN OTHERS THEN
    RETURN json_build_object(
        'success', false,
        'error', SQLERRM,
        'message', 'Échec de l''assignement du programme'
    );
END
$function$;
