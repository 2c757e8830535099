-- Ce que laisse une migration jouée hors transaction et arrêtée à son premier RAISE : une table renommée sur trois,
-- ni fonction de retour arrière, ni assignation. Rejouer la migration est une impasse.

\ir ../../baseline.sql

ALTER TABLE public.client_programs RENAME TO client_created_programs;
