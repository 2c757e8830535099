SELECT relname, polname
FROM pg_policy
JOIN pg_class ON pg_class.oid = polrelid
WHERE polrelid IN (
    to_regclass('public.client_created_programs'), to_regclass('public.client_created_sessions'),
    to_regclass('public.client_created_session_exercises')
)
ORDER BY relname, polname;
