-- Rend leurs anciens noms aux trois tables d'instances. Les lignes écrites depuis la migration restent.
-- À jouer sous le rôle propriétaire des tables (postgres). L'assignation cesse alors de fonctionner, car le code attend
-- les nouveaux noms.

BEGIN;

SELECT public.rollback_rename_client_tables();

DO $verification$
DECLARE
    v_old_name text;
    v_new_name text;
BEGIN
    FOR v_old_name, v_new_name IN VALUES
        ('client_programs', 'client_created_programs'),
        ('client_sessions', 'client_created_sessions'),
        ('client_session_exercises', 'client_created_session_exercises')
    LOOP
        IF to_regclass('public.' || v_old_name) IS NULL OR to_regclass('public.' || v_new_name) IS NOT NULL THEN
            RAISE EXCEPTION 'La table % n''a pas retrouvé son ancien nom %. Retour arrière annulé.',
                v_new_name, v_old_name;
        END IF;
    END LOOP;

    RAISE NOTICE '✓ Les trois tables d''instances ont retrouvé leurs anciens noms';
END
$verification$;

NOTIFY pgrst, 'reload schema';

COMMIT;
