-- Guide, étape 6 : les programmes dupliqués, chacun rattaché à son modèle, son client et son coach.
SELECT id, name, program_template_id IS NOT NULL, client_id, coach_id
FROM client_created_programs
WHERE source_type = 'coach_assigned'
ORDER BY created_at DESC, id
LIMIT 10;
