-- La base que l'équipe a refaite à la main dans le tableau de bord : seules les tables client_created_* existent, et
-- les contraintes, index et politiques gardent leurs anciens noms. L'assignation y marche ; la migration n'a rien à y faire.

\ir ../../baseline.sql

ALTER TABLE public.client_programs RENAME TO client_created_programs;
ALTER TABLE public.client_sessions RENAME TO client_created_sessions;
ALTER TABLE public.client_session_exercises RENAME TO client_created_session_exercises;
