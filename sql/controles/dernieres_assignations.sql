-- Guide, étape 6, et surveillance : les dix dernières assignations, avec le nom de leur copie.
SELECT assignment.id, copy.name, assignment.status
FROM program_assignments AS assignment
JOIN client_created_programs AS copy ON copy.id = assignment.client_program_id
ORDER BY assignment.created_at DESC, assignment.id
LIMIT 10;
