-- Commandes rapides : les politiques ont-elles suivi les tables ?
SELECT tablename, policyname
FROM pg_policies
WHERE tablename LIKE 'client_created_%'
ORDER BY tablename, policyname;
