-- Commandes rapides, surveillance : combien d'assignations, d'actives, et depuis une heure ?
SELECT
    count(*),
    count(CASE WHEN status = 'active' THEN 1 END),
    count(CASE WHEN created_at > now() - interval '1 hour' THEN 1 END)
FROM program_assignments;
