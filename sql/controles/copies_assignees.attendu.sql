-- Retrouvées par leurs assignations, sans se fier à leur origine déclarée.
SELECT copy.id, copy.name, assignment.program_id IS NOT NULL, assignment.client_id, assignment.coach_id
FROM public.program_assignments AS assignment
JOIN public.client_created_programs AS copy ON copy.id = assignment.client_program_id
ORDER BY copy.created_at DESC, copy.id
LIMIT 10;
