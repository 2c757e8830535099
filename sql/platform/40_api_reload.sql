-- Toute modification du schéma prévient PostgREST, comme chez Supabase : « cache resté ancien » et « table absente »
-- se distinguent en désactivant ce déclencheur.

CREATE FUNCTION extensions.pgrst_ddl_watch() RETURNS event_trigger
LANGUAGE plpgsql SET search_path = '' AS $function$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_event_trigger_ddl_commands() WHERE schema_name = 'pg_temp') THEN
        NOTIFY pgrst, 'reload schema';
    END IF;
END
$function$;

CREATE EVENT TRIGGER pgrst_ddl_watch ON ddl_command_end EXECUTE FUNCTION extensions.pgrst_ddl_watch();
