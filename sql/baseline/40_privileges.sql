-- Tous les privilèges, et eux seuls. RLS dit quelles lignes ; ce fichier dit quelles commandes. Rien pour anon.

GRANT ALL ON ALL TABLES IN SCHEMA public TO service_role;

GRANT SELECT, INSERT, UPDATE, DELETE ON
    public.exercises,
    public.programs,
    public.sessions,
    public.session_exercises,
    public.client_programs,
    public.client_sessions,
    public.client_session_exercises,
    public.program_assignments,
    public.intensification_techniques,
    public.food_items,
    public.bilan_templates,
    public.bilan_assignments,
    public.nutrition_plans
TO authenticated;

GRANT SELECT, INSERT, UPDATE ON
    public.clients,
    public.performance_logs,
    public.notifications,
    public.messages
TO authenticated;

-- PostgreSQL ouvre toute fonction nouvelle à PUBLIC, donc à anon.
REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA public, private FROM PUBLIC;

GRANT EXECUTE ON FUNCTION public.delete_user_and_profile(text) TO service_role;

GRANT EXECUTE ON FUNCTION public.assign_program_to_client_atomic(uuid, uuid, uuid, date)
TO authenticated, service_role;

-- Ce que les politiques et les déclencheurs appellent au nom de la personne connectée.
GRANT USAGE ON SCHEMA private TO authenticated, service_role;

GRANT EXECUTE ON FUNCTION
    private.my_client_ids(),
    private.my_coach_id(),
    private.is_coach(),
    private.touch_program(uuid),
    private.touch_program_of_session(uuid)
TO authenticated, service_role;

ALTER PUBLICATION supabase_realtime ADD TABLE
    public.messages,
    public.notifications,
    public.program_assignments,
    public.client_programs;
