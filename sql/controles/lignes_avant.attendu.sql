-- Compté par les clés : chaque ligne a la sienne.
SELECT
    (SELECT count(DISTINCT id) FROM public.client_programs),
    (SELECT count(DISTINCT id) FROM public.client_sessions),
    (SELECT count(DISTINCT id) FROM public.client_session_exercises);
