-- Une transaction oubliée retient les tables : la prochaine migration, ou le retour arrière, renoncerait.
-- Les transactions des autres rôles ne se voient qu'avec pg_monitor.
SELECT format(
    'une transaction de %s retient %s depuis %s min', coalesce(usename, 'un rôle inconnu'),
    string_agg(DISTINCT relation::regclass::text, ', '), extract(epoch FROM now() - xact_start)::integer / 60
)
FROM pg_locks
JOIN pg_stat_activity USING (pid)
WHERE relation IN (
        to_regclass('public.client_created_programs'), to_regclass('public.client_created_sessions'),
        to_regclass('public.client_created_session_exercises'), to_regclass('public.program_assignments')
    )
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
  AND xact_start < now() - interval '10 minutes'
GROUP BY pid, usename, xact_start;
