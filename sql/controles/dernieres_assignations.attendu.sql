-- Toutes, copie ou non : une assignation sans copie disparaîtrait en silence de la jointure.
SELECT
    assignment.id,
    (SELECT name FROM public.client_created_programs WHERE id = assignment.client_program_id),
    assignment.status
FROM public.program_assignments AS assignment
ORDER BY assignment.created_at DESC, assignment.id
LIMIT 10;
