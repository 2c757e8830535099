-- Les trois tables portent leurs nouveaux noms, et plus les anciens.
SELECT format('la table %s n''existe pas : la migration n''est pas en place, ou fut défaite', name)
FROM unnest(ARRAY[
    'client_created_programs', 'client_created_sessions', 'client_created_session_exercises', 'program_assignments'
]) AS name
WHERE NOT EXISTS (SELECT FROM pg_class WHERE oid = to_regclass('public.' || name) AND relkind IN ('r', 'p'))
UNION ALL
SELECT format('l''ancienne table %s est là : deux familles de tables coexistent', name)
FROM unnest(ARRAY['client_programs', 'client_sessions', 'client_session_exercises']) AS name
WHERE EXISTS (SELECT FROM pg_class WHERE oid = to_regclass('public.' || name) AND relkind IN ('r', 'p'));
