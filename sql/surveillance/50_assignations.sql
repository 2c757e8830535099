-- Aucune assignation à moitié écrite.
SELECT format('%s assignation(s) active(s) sans copie : le client ne voit rien', count(*))
FROM public.program_assignments
WHERE status = 'active' AND client_program_id IS NULL
HAVING count(*) > 0
UNION ALL
SELECT format('%s copie(s) assignée(s) sans assignation, dont la dernière du %s', count(*), max(created_at)::date)
FROM public.client_created_programs AS copy
WHERE source_type = 'coach_assigned'
  AND NOT EXISTS (SELECT FROM public.program_assignments WHERE client_program_id = copy.id)
HAVING count(*) > 0
UNION ALL
-- Une séance ajoutée au modèle depuis n'avait pas à être copiée.
SELECT format('%s copie(s) sans aucune séance, alors que leur modèle en avait', count(*))
FROM public.client_created_programs AS copy
WHERE source_type = 'coach_assigned'
  AND NOT EXISTS (SELECT FROM public.client_created_sessions WHERE program_id = copy.id)
  AND EXISTS (
      SELECT FROM public.sessions
      WHERE sessions.program_id = copy.program_template_id AND sessions.created_at < copy.created_at
  )
HAVING count(*) > 0
UNION ALL
SELECT format('%s assignation(s) dont la copie appartient à un autre client', count(*))
FROM public.program_assignments AS assignment
JOIN public.client_created_programs AS copy ON copy.id = assignment.client_program_id
WHERE copy.client_id <> assignment.client_id
HAVING count(*) > 0;
