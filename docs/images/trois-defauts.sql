-- Trois défauts posés après la migration, pour montrer à quoi ressemble une recette qui échoue (make captures).

-- Une ligne d'exercice disparaît.
DELETE FROM public.client_created_session_exercises
WHERE id = (SELECT min(id::text)::uuid FROM public.client_created_session_exercises);

-- La RLS des séances est éteinte : chacun lit celles des autres.
ALTER TABLE public.client_created_sessions DISABLE ROW LEVEL SECURITY;

-- L'assignation ne copie plus les notes des exercices.
DO $$
BEGIN
    EXECUTE replace(
        pg_get_functiondef('public.assign_program_to_client_atomic'::regproc),
        'exercise.intensification, exercise.notes', 'exercise.intensification, NULL'
    );
END
$$;
