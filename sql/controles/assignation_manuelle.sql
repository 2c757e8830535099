-- Guide, problème 2 : appeler l'assignation à la main. Elle ÉCRIT : la suite la joue dans une transaction annulée, et
-- il faut faire de même (BEGIN … ROLLBACK), sans quoi le client garde un programme d'essai.
SELECT assign_program_to_client_atomic(programs.id, clients.id, programs.coach_id, date '2999-12-31') ->> 'success'
FROM programs
JOIN clients ON clients.coach_id = programs.coach_id
WHERE EXISTS (
    SELECT FROM sessions JOIN session_exercises ON session_exercises.session_id = sessions.id
    WHERE sessions.program_id = programs.id
)
ORDER BY programs.id, clients.id
LIMIT 1;
