-- Le code de Virtus nomme client_created_programs, client_created_sessions et client_created_session_exercises, mais la
-- base connaît ces tables sous leurs anciens noms. Cette migration les renomme, avec tout ce qui porte leur nom.
--
-- Tout ou rien : une seule transaction, qu'un éditeur SQL, psql ou la ligne de commande de Supabase envoie le fichier.
-- Retour arrière : sql/rollback/rollback_rename_client_tables.sql.

BEGIN;

-- Plutôt renoncer que faire attendre l'application derrière une transaction qui s'éternise : chaque demande fait la queue
-- derrière ce verrou, et Supabase coupe à trois secondes celle d'un anonyme, à huit celle d'une personne connectée.
SET LOCAL lock_timeout = '2s';

-- Préconditions

DO $preconditions$
DECLARE
    v_table text;
BEGIN
    FOREACH v_table IN ARRAY ARRAY['client_programs', 'client_sessions', 'client_session_exercises'] LOOP
        IF NOT EXISTS (SELECT FROM pg_class WHERE oid = to_regclass('public.' || v_table) AND relkind IN ('r', 'p')) THEN
            RAISE EXCEPTION 'La table % n''existe pas. Migration annulée.', v_table
                USING ERRCODE = 'undefined_table';
        END IF;
    END LOOP;

    FOREACH v_table IN ARRAY ARRAY[
        'client_created_programs', 'client_created_sessions', 'client_created_session_exercises'
    ] LOOP
        IF to_regclass('public.' || v_table) IS NOT NULL THEN
            RAISE EXCEPTION 'La table % existe déjà. Migration annulée pour éviter la perte de données.', v_table
                USING ERRCODE = 'duplicate_table';
        END IF;
    END LOOP;

    -- Les trois d'abord, dans l'ordre où l'application les écrit : ni interblocage, ni renommage à moitié visible.
    LOCK TABLE public.client_programs, public.client_sessions, public.client_session_exercises
        IN ACCESS EXCLUSIVE MODE;
EXCEPTION WHEN lock_not_available THEN
    RAISE EXCEPTION 'Une autre transaction occupe les tables des clients. Migration annulée, rien n''a changé.'
        USING ERRCODE = 'lock_not_available', HINT = 'Rejouez la migration quand cette transaction sera terminée.';
END
$preconditions$;

-- Renommage

CREATE OR REPLACE FUNCTION public.rename_client_table(p_from text, p_to text) RETURNS void
LANGUAGE plpgsql SECURITY INVOKER SET search_path = '' AS $function$
DECLARE
    v_table CONSTANT regclass := format('public.%I', p_from);
    v_comment text := obj_description(v_table, 'pg_class');
    v_statement text;
BEGIN
    FOREACH v_statement IN ARRAY ARRAY(
        -- Renommer une contrainte renomme aussi son index. Un nom qui serait tronqué ne se rendrait plus au retour.
        SELECT format(command, old_name, replace(old_name, p_from, p_to))
        FROM (
            SELECT 'ALTER TABLE ' || v_table || ' RENAME CONSTRAINT %I TO %I', conname
            FROM pg_catalog.pg_constraint
            WHERE conrelid = v_table AND contype <> 't'
            UNION ALL
            SELECT 'ALTER INDEX public.%I RENAME TO %I', relname
            FROM pg_catalog.pg_index
            JOIN pg_catalog.pg_class ON pg_class.oid = indexrelid
            WHERE indrelid = v_table AND indexrelid NOT IN (SELECT conindid FROM pg_catalog.pg_constraint)
            UNION ALL
            SELECT 'ALTER TRIGGER %I ON ' || v_table || ' RENAME TO %I', tgname
            FROM pg_catalog.pg_trigger
            WHERE tgrelid = v_table AND NOT tgisinternal
            UNION ALL
            SELECT 'ALTER POLICY %I ON ' || v_table || ' RENAME TO %I', polname
            FROM pg_catalog.pg_policy
            WHERE polrelid = v_table
        ) AS dependent (command, old_name)
        WHERE strpos(old_name, p_from) > 0 AND octet_length(replace(old_name, p_from, p_to)) <= 63
    ) LOOP
        EXECUTE v_statement;
    END LOOP;

    EXECUTE format('ALTER TABLE %s RENAME TO %I', v_table, p_to);

    -- Le commentaire retient l'ancien nom, et l'oublie quand la table le retrouve.
    IF v_comment LIKE '%[Ancien nom : ' || p_to || ']' THEN
        v_comment := rtrim(replace(v_comment, '[Ancien nom : ' || p_to || ']', ''));
    ELSE
        v_comment := ltrim(concat(v_comment, ' [Ancien nom : ' || p_from || ']'));
    END IF;
    EXECUTE format('COMMENT ON TABLE %s IS %L', v_table, nullif(v_comment, ''));
END
$function$;

COMMENT ON FUNCTION public.rename_client_table(text, text) IS
    'Sert à la migration 20251118 et à son retour arrière, qui la supprime. Réservée au propriétaire.';

REVOKE ALL ON FUNCTION public.rename_client_table(text, text) FROM PUBLIC, anon, authenticated, service_role;

SELECT public.rename_client_table('client_programs', 'client_created_programs');
SELECT public.rename_client_table('client_sessions', 'client_created_sessions');
SELECT public.rename_client_table('client_session_exercises', 'client_created_session_exercises');

-- Retour arrière

CREATE OR REPLACE FUNCTION public.rollback_rename_client_tables() RETURNS void
LANGUAGE plpgsql SECURITY INVOKER SET search_path = '' SET lock_timeout = '2s' AS $function$
DECLARE
    v_table text;
BEGIN
    FOREACH v_table IN ARRAY ARRAY[
        'client_created_programs', 'client_created_sessions', 'client_created_session_exercises'
    ] LOOP
        IF to_regclass('public.' || v_table) IS NULL THEN
            RAISE EXCEPTION 'La table % n''existe pas. Retour arrière annulé.', v_table
                USING ERRCODE = 'undefined_table';
        END IF;
    END LOOP;

    FOREACH v_table IN ARRAY ARRAY['client_programs', 'client_sessions', 'client_session_exercises'] LOOP
        IF to_regclass('public.' || v_table) IS NOT NULL THEN
            RAISE EXCEPTION 'La table % existe déjà. Retour arrière annulé pour éviter la perte de données.', v_table
                USING ERRCODE = 'duplicate_table';
        END IF;
    END LOOP;

    LOCK TABLE public.client_created_programs, public.client_created_sessions, public.client_created_session_exercises
        IN ACCESS EXCLUSIVE MODE;

    PERFORM public.rename_client_table('client_created_programs', 'client_programs');
    PERFORM public.rename_client_table('client_created_sessions', 'client_sessions');
    PERFORM public.rename_client_table('client_created_session_exercises', 'client_session_exercises');

    -- La base d'avant ne la connaissait pas.
    DROP FUNCTION public.rename_client_table(text, text);

    NOTIFY pgrst, 'reload schema';
EXCEPTION WHEN lock_not_available THEN
    RAISE EXCEPTION 'Une autre transaction occupe les tables des clients. Retour arrière annulé, rien n''a changé.'
        USING ERRCODE = 'lock_not_available', HINT = 'Rejouez le retour arrière quand cette transaction sera terminée.';
END
$function$;

COMMENT ON FUNCTION public.rollback_rename_client_tables() IS
    'Rend leurs anciens noms aux tables d''instances (défait la migration 20251118). Réservée au propriétaire.';

REVOKE ALL ON FUNCTION public.rollback_rename_client_tables() FROM PUBLIC, anon, authenticated, service_role;

-- PostgREST sert les nouveaux noms dès la validation de la transaction.
NOTIFY pgrst, 'reload schema';

COMMIT;
