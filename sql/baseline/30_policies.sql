-- Qui voit et écrit les personnes, la bibliothèque des coachs et les instances des clients.
-- Sans politique, RLS refuse : une commande absente d'ici n'est permise à personne.

ALTER TABLE public.clients ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.exercises ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.programs ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.sessions ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.session_exercises ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.client_programs ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.client_sessions ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.client_session_exercises ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.program_assignments ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.performance_logs ENABLE ROW LEVEL SECURITY;

-- Personnes

CREATE POLICY clients_select_self ON public.clients FOR SELECT TO authenticated
USING (id = (SELECT auth.uid()));

CREATE POLICY clients_select_by_coach ON public.clients FOR SELECT TO authenticated
USING (coach_id = (SELECT auth.uid()));

CREATE POLICY clients_select_my_coach ON public.clients FOR SELECT TO authenticated
USING (id = (SELECT private.my_coach_id()));

-- L'inscription ne donne ni le rôle d'administrateur, ni un coach qui n'a rien demandé.
CREATE POLICY clients_insert_self ON public.clients FOR INSERT TO authenticated
WITH CHECK (id = (SELECT auth.uid()) AND role IN ('coach', 'client') AND coach_id IS NULL);

CREATE POLICY clients_update_self ON public.clients FOR UPDATE TO authenticated
USING (id = (SELECT auth.uid())) WITH CHECK (id = (SELECT auth.uid()));

CREATE POLICY clients_update_by_coach ON public.clients FOR UPDATE TO authenticated
USING (coach_id = (SELECT auth.uid())) WITH CHECK (coach_id = (SELECT auth.uid()));

-- Exercices : le catalogue public, les siens, et ceux de son coach que ses programmes contiennent.

CREATE POLICY exercises_select ON public.exercises FOR SELECT TO authenticated
USING (is_public OR created_by = (SELECT auth.uid()) OR created_by = (SELECT private.my_coach_id()));

CREATE POLICY exercises_insert ON public.exercises FOR INSERT TO authenticated
WITH CHECK (created_by = (SELECT auth.uid()));

CREATE POLICY exercises_update ON public.exercises FOR UPDATE TO authenticated
USING (created_by = (SELECT auth.uid())) WITH CHECK (created_by = (SELECT auth.uid()));

CREATE POLICY exercises_delete ON public.exercises FOR DELETE TO authenticated
USING (created_by = (SELECT auth.uid()));

-- Bibliothèque : chaque coach la sienne, aucun client.

CREATE POLICY programs_select ON public.programs FOR SELECT TO authenticated
USING (coach_id = (SELECT auth.uid()));

CREATE POLICY programs_insert ON public.programs FOR INSERT TO authenticated
WITH CHECK (coach_id = (SELECT auth.uid()) AND (SELECT private.is_coach()));

CREATE POLICY programs_update ON public.programs FOR UPDATE TO authenticated
USING (coach_id = (SELECT auth.uid())) WITH CHECK (coach_id = (SELECT auth.uid()));

CREATE POLICY programs_delete ON public.programs FOR DELETE TO authenticated
USING (coach_id = (SELECT auth.uid()));

CREATE POLICY sessions_select ON public.sessions FOR SELECT TO authenticated
USING (coach_id = (SELECT auth.uid()));

CREATE POLICY sessions_insert ON public.sessions FOR INSERT TO authenticated
WITH CHECK (
    coach_id = (SELECT auth.uid())
    AND (SELECT private.is_coach())
    AND (program_id IS NULL OR program_id IN (SELECT id FROM public.programs))
);

CREATE POLICY sessions_update ON public.sessions FOR UPDATE TO authenticated
USING (coach_id = (SELECT auth.uid()))
WITH CHECK (
    coach_id = (SELECT auth.uid()) AND (program_id IS NULL OR program_id IN (SELECT id FROM public.programs))
);

CREATE POLICY sessions_delete ON public.sessions FOR DELETE TO authenticated
USING (coach_id = (SELECT auth.uid()));

CREATE POLICY session_exercises_select ON public.session_exercises FOR SELECT TO authenticated
USING (coach_id = (SELECT auth.uid()));

CREATE POLICY session_exercises_insert ON public.session_exercises FOR INSERT TO authenticated
WITH CHECK (coach_id = (SELECT auth.uid()) AND session_id IN (SELECT id FROM public.sessions));

CREATE POLICY session_exercises_update ON public.session_exercises FOR UPDATE TO authenticated
USING (coach_id = (SELECT auth.uid()))
WITH CHECK (coach_id = (SELECT auth.uid()) AND session_id IN (SELECT id FROM public.sessions));

CREATE POLICY session_exercises_delete ON public.session_exercises FOR DELETE TO authenticated
USING (coach_id = (SELECT auth.uid()));

-- Instances, vues par le client : il change les valeurs de tout ce qui est à lui, mais ne supprime que ce qu'il a créé.

CREATE POLICY client_programs_select_by_client ON public.client_programs FOR SELECT TO authenticated
USING (client_id = (SELECT auth.uid()));

CREATE POLICY client_programs_insert_by_client ON public.client_programs FOR INSERT TO authenticated
WITH CHECK (
    client_id = (SELECT auth.uid())
    AND (coach_id IS NULL OR coach_id = (SELECT private.my_coach_id()))
    AND source_type = 'client_created'
    AND program_template_id IS NULL
);

CREATE POLICY client_programs_update_by_client ON public.client_programs FOR UPDATE TO authenticated
USING (client_id = (SELECT auth.uid())) WITH CHECK (client_id = (SELECT auth.uid()));

CREATE POLICY client_programs_delete_by_client ON public.client_programs FOR DELETE TO authenticated
USING (client_id = (SELECT auth.uid()) AND source_type = 'client_created');

CREATE POLICY client_sessions_select_by_client ON public.client_sessions FOR SELECT TO authenticated
USING (client_id = (SELECT auth.uid()));

CREATE POLICY client_sessions_insert_by_client ON public.client_sessions FOR INSERT TO authenticated
WITH CHECK (
    client_id = (SELECT auth.uid())
    AND (coach_id IS NULL OR coach_id = (SELECT private.my_coach_id()))
    AND EXISTS (
        SELECT FROM public.client_programs AS program
        WHERE program.id = client_sessions.program_id AND program.client_id = client_sessions.client_id
    )
);

CREATE POLICY client_sessions_update_by_client ON public.client_sessions FOR UPDATE TO authenticated
USING (client_id = (SELECT auth.uid())) WITH CHECK (client_id = (SELECT auth.uid()));

CREATE POLICY client_sessions_delete_by_client ON public.client_sessions FOR DELETE TO authenticated
USING (client_id = (SELECT auth.uid()));

CREATE POLICY client_session_exercises_select_by_client ON public.client_session_exercises FOR SELECT TO authenticated
USING (client_id = (SELECT auth.uid()));

CREATE POLICY client_session_exercises_insert_by_client ON public.client_session_exercises FOR INSERT TO authenticated
WITH CHECK (
    client_id = (SELECT auth.uid())
    AND (coach_id IS NULL OR coach_id = (SELECT private.my_coach_id()))
    AND EXISTS (
        SELECT FROM public.client_sessions AS session
        WHERE session.id = client_session_exercises.session_id
          AND session.client_id = client_session_exercises.client_id
    )
);

CREATE POLICY client_session_exercises_update_by_client ON public.client_session_exercises FOR UPDATE TO authenticated
USING (client_id = (SELECT auth.uid())) WITH CHECK (client_id = (SELECT auth.uid()));

CREATE POLICY client_session_exercises_delete_by_client ON public.client_session_exercises FOR DELETE TO authenticated
USING (client_id = (SELECT auth.uid()));

-- Instances, vues par le coach : celles de ses clients. Porter son identifiant dans coach_id ne suffit pas.

CREATE POLICY client_programs_select_by_coach ON public.client_programs FOR SELECT TO authenticated
USING (client_id IN (SELECT private.my_client_ids()));

CREATE POLICY client_programs_insert_by_coach ON public.client_programs FOR INSERT TO authenticated
WITH CHECK (
    client_id IN (SELECT private.my_client_ids())
    AND coach_id = (SELECT auth.uid())
    AND source_type = 'coach_assigned'
    AND (program_template_id IS NULL OR program_template_id IN (SELECT id FROM public.programs))
);

CREATE POLICY client_programs_update_by_coach ON public.client_programs FOR UPDATE TO authenticated
USING (client_id IN (SELECT private.my_client_ids())) WITH CHECK (client_id IN (SELECT private.my_client_ids()));

CREATE POLICY client_programs_delete_by_coach ON public.client_programs FOR DELETE TO authenticated
USING (client_id IN (SELECT private.my_client_ids()));

CREATE POLICY client_sessions_select_by_coach ON public.client_sessions FOR SELECT TO authenticated
USING (client_id IN (SELECT private.my_client_ids()));

CREATE POLICY client_sessions_insert_by_coach ON public.client_sessions FOR INSERT TO authenticated
WITH CHECK (
    client_id IN (SELECT private.my_client_ids())
    AND coach_id = (SELECT auth.uid())
    AND EXISTS (
        SELECT FROM public.client_programs AS program
        WHERE program.id = client_sessions.program_id AND program.client_id = client_sessions.client_id
    )
);

CREATE POLICY client_sessions_update_by_coach ON public.client_sessions FOR UPDATE TO authenticated
USING (client_id IN (SELECT private.my_client_ids())) WITH CHECK (client_id IN (SELECT private.my_client_ids()));

CREATE POLICY client_sessions_delete_by_coach ON public.client_sessions FOR DELETE TO authenticated
USING (client_id IN (SELECT private.my_client_ids()));

CREATE POLICY client_session_exercises_select_by_coach ON public.client_session_exercises FOR SELECT TO authenticated
USING (client_id IN (SELECT private.my_client_ids()));

CREATE POLICY client_session_exercises_insert_by_coach ON public.client_session_exercises FOR INSERT TO authenticated
WITH CHECK (
    client_id IN (SELECT private.my_client_ids())
    AND coach_id = (SELECT auth.uid())
    AND EXISTS (
        SELECT FROM public.client_sessions AS session
        WHERE session.id = client_session_exercises.session_id
          AND session.client_id = client_session_exercises.client_id
    )
);

CREATE POLICY client_session_exercises_update_by_coach ON public.client_session_exercises FOR UPDATE TO authenticated
USING (client_id IN (SELECT private.my_client_ids())) WITH CHECK (client_id IN (SELECT private.my_client_ids()));

CREATE POLICY client_session_exercises_delete_by_coach ON public.client_session_exercises FOR DELETE TO authenticated
USING (client_id IN (SELECT private.my_client_ids()));

-- Assignations : écrites par le coach, pour ses clients seulement ; lues par le client.

CREATE POLICY program_assignments_select_by_client ON public.program_assignments FOR SELECT TO authenticated
USING (client_id = (SELECT auth.uid()));

CREATE POLICY program_assignments_select_by_coach ON public.program_assignments FOR SELECT TO authenticated
USING (coach_id = (SELECT auth.uid()) AND client_id IN (SELECT private.my_client_ids()));

CREATE POLICY program_assignments_insert_by_coach ON public.program_assignments FOR INSERT TO authenticated
WITH CHECK (
    coach_id = (SELECT auth.uid())
    AND client_id IN (SELECT private.my_client_ids())
    AND program_id IN (SELECT id FROM public.programs)
    AND EXISTS (
        SELECT FROM public.client_programs AS program
        WHERE program.id = program_assignments.client_program_id
          AND program.client_id = program_assignments.client_id
    )
);

CREATE POLICY program_assignments_update_by_coach ON public.program_assignments FOR UPDATE TO authenticated
USING (coach_id = (SELECT auth.uid()) AND client_id IN (SELECT private.my_client_ids()))
WITH CHECK (coach_id = (SELECT auth.uid()) AND client_id IN (SELECT private.my_client_ids()));

CREATE POLICY program_assignments_delete_by_coach ON public.program_assignments FOR DELETE TO authenticated
USING (coach_id = (SELECT auth.uid()) AND client_id IN (SELECT private.my_client_ids()));

-- Performances : saisies par le client sur ses séances ; son coach les lit et les marque vues.

CREATE POLICY performance_logs_select_by_client ON public.performance_logs FOR SELECT TO authenticated
USING (client_id = (SELECT auth.uid()));

CREATE POLICY performance_logs_insert_by_client ON public.performance_logs FOR INSERT TO authenticated
WITH CHECK (
    client_id = (SELECT auth.uid())
    AND (
        program_assignment_id IS NULL
        OR program_assignment_id IN (
            SELECT id FROM public.program_assignments WHERE client_id = (SELECT auth.uid())
        )
    )
    AND (
        session_id IS NULL
        OR session_id IN (SELECT id FROM public.client_sessions WHERE client_id = (SELECT auth.uid()))
    )
);

CREATE POLICY performance_logs_update_by_client ON public.performance_logs FOR UPDATE TO authenticated
USING (client_id = (SELECT auth.uid())) WITH CHECK (client_id = (SELECT auth.uid()));

CREATE POLICY performance_logs_select_by_coach ON public.performance_logs FOR SELECT TO authenticated
USING (client_id IN (SELECT private.my_client_ids()));

CREATE POLICY performance_logs_update_by_coach ON public.performance_logs FOR UPDATE TO authenticated
USING (client_id IN (SELECT private.my_client_ids())) WITH CHECK (client_id IN (SELECT private.my_client_ids()));
