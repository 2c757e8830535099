-- Une famille, et une seule, selon que la fonction de retour arrière est là ou que l'ancienne table l'est.
SELECT prefix || suffix
FROM unnest(ARRAY['programs', 'session_exercises', 'sessions']) AS suffix,
    (SELECT CASE WHEN to_regclass('public.client_programs') IS NULL THEN 'client_created_' ELSE 'client_' END) AS p (prefix)
ORDER BY 1;
