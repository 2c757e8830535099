-- Les clés étrangères qui tiennent une assignation d'un bloc sont en place et validées.
SELECT format('la clé étrangère de %s.%s vers %s manque ou n''est pas validée', source, column_name, target)
FROM (VALUES
    ('client_created_programs', 'client_id', 'clients'),
    ('client_created_sessions', 'program_id', 'client_created_programs'),
    ('client_created_session_exercises', 'session_id', 'client_created_sessions'),
    ('program_assignments', 'client_program_id', 'client_created_programs')
) AS expected (source, column_name, target)
WHERE NOT EXISTS (
    SELECT FROM pg_constraint
    JOIN pg_attribute ON attrelid = conrelid AND conkey = ARRAY[attnum]
    WHERE contype = 'f' AND convalidated AND attname = column_name
      AND conrelid = to_regclass('public.' || source) AND confrelid = to_regclass('public.' || target)
);
