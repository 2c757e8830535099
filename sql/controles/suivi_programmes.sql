-- Commandes rapides, surveillance : les programmes des clients, par origine.
SELECT source_type, count(*)
FROM client_created_programs
GROUP BY source_type
ORDER BY source_type;
