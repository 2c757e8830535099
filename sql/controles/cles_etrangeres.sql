-- Guide, problème 3 : les clés étrangères des trois tables.
SELECT source.table_name, source.column_name, target.table_name, target.column_name
FROM information_schema.table_constraints AS keys
JOIN information_schema.key_column_usage AS source USING (constraint_name)
JOIN information_schema.constraint_column_usage AS target USING (constraint_name)
WHERE keys.constraint_type = 'FOREIGN KEY'
  AND keys.table_name IN ('client_created_programs', 'client_created_sessions', 'client_created_session_exercises')
ORDER BY 1, 2;
