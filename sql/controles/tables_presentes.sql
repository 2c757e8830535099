-- Guide, étapes 2 et 4 : quelles tables des deux familles la base connaît-elle ?
SELECT table_name
FROM information_schema.tables
WHERE table_name IN (
    'client_programs', 'client_sessions', 'client_session_exercises',
    'client_created_programs', 'client_created_sessions', 'client_created_session_exercises'
)
ORDER BY table_name;
