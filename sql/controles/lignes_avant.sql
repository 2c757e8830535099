-- Guide, étape 2 : combien de lignes avant de migrer ?
SELECT
    (SELECT count(*) FROM client_programs),
    (SELECT count(*) FROM client_sessions),
    (SELECT count(*) FROM client_session_exercises);
