-- Sur les quatre tables de l'assignation : une politique par commande, les privilèges attendus.
WITH assignment_tables AS (
    SELECT name, to_regclass('public.' || name) AS id
    FROM unnest(ARRAY[
        'client_created_programs', 'client_created_sessions', 'client_created_session_exercises', 'program_assignments'
    ]) AS name
),
commands AS (
    SELECT command FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) AS command
)
SELECT format('aucune politique ne permet %s sur %s aux personnes connectées', command, name)
FROM assignment_tables, commands
WHERE NOT EXISTS (
    SELECT FROM pg_policies
    WHERE schemaname = 'public' AND tablename = name AND permissive = 'PERMISSIVE'
      AND cmd IN (command, 'ALL') AND roles && ARRAY['authenticated', 'public']::name[]
)
UNION ALL
SELECT format('les personnes connectées ont perdu %s sur %s', command, name)
FROM assignment_tables, commands
WHERE NOT has_table_privilege('authenticated', id, command)
UNION ALL
SELECT format('un anonyme a %s sur %s', command, name)
FROM assignment_tables, commands
WHERE has_table_privilege('anon', id, command)
ORDER BY 1;
