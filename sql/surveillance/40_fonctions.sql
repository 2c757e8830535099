-- L'assignation est appelable par les personnes connectées et par elles seules ; le retour arrière, par le propriétaire.
WITH functions AS (
    SELECT
        to_regprocedure('public.assign_program_to_client_atomic(uuid, uuid, uuid, date)') AS assign,
        to_regprocedure('public.rollback_rename_client_tables()') AS rollback
)
SELECT 'la fonction assign_program_to_client_atomic n''existe pas : toute assignation échoue'
FROM functions WHERE assign IS NULL
UNION ALL
SELECT 'les personnes connectées ne peuvent pas appeler assign_program_to_client_atomic'
FROM functions WHERE NOT has_function_privilege('authenticated', assign, 'EXECUTE')
UNION ALL
SELECT 'un anonyme peut appeler assign_program_to_client_atomic'
FROM functions WHERE has_function_privilege('anon', assign, 'EXECUTE')
UNION ALL
SELECT 'le retour arrière n''existe pas : il faudrait restaurer la sauvegarde'
FROM functions WHERE rollback IS NULL
UNION ALL
SELECT format('le retour arrière est ouvert à %s', role_name)
FROM functions, unnest(ARRAY['anon', 'authenticated', 'service_role']) AS role_name
WHERE has_function_privilege(role_name, rollback, 'EXECUTE');
