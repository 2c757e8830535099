-- Une copie vient d'une assignation ; ce qui n'en vient pas, le client l'a créé.
SELECT CASE WHEN assigned THEN 'coach_assigned' ELSE 'client_created' END AS origin, count(*)
FROM (
    SELECT EXISTS (SELECT FROM public.program_assignments WHERE client_program_id = copy.id) AS assigned
    FROM public.client_created_programs AS copy
) AS programs
GROUP BY origin
ORDER BY origin;
