-- Déclencheurs. Leurs fonctions ne nomment aucune table.

CREATE FUNCTION private.set_updated_at() RETURNS trigger
LANGUAGE plpgsql SET search_path = '' AS $function$
BEGIN
    NEW.updated_at := now();
    RETURN NEW;
END
$function$;

DO $triggers$
DECLARE
    v_table name;
BEGIN
    FOR v_table IN
        SELECT table_name FROM information_schema.columns
        WHERE table_schema = 'public' AND column_name = 'updated_at'
    LOOP
        EXECUTE format(
            'CREATE TRIGGER %I BEFORE UPDATE ON public.%I FOR EACH ROW EXECUTE FUNCTION private.set_updated_at()',
            v_table || '_set_updated_at', v_table
        );
    END LOOP;
END
$triggers$;

-- Colonnes figées : une politique dit qui écrit une ligne, pas quelles colonnes changent. Ne concerne que les personnes
-- soumises à RLS, donc ni le rôle de service ni les actions des clés étrangères.

CREATE FUNCTION private.freeze_columns() RETURNS trigger
LANGUAGE plpgsql SET search_path = '' AS $function$
DECLARE
    v_column text;
BEGIN
    IF row_security_active(TG_RELID) THEN
        FOREACH v_column IN ARRAY TG_ARGV LOOP
            IF to_jsonb(NEW) -> v_column IS DISTINCT FROM to_jsonb(OLD) -> v_column THEN
                RAISE EXCEPTION 'La colonne % de % ne se modifie pas', v_column, TG_TABLE_NAME
                    USING ERRCODE = 'insufficient_privilege';
            END IF;
        END LOOP;
    END IF;
    RETURN NEW;
END
$function$;

CREATE TRIGGER clients_freeze_columns BEFORE UPDATE ON public.clients
FOR EACH ROW EXECUTE FUNCTION private.freeze_columns('id', 'role', 'coach_id');

CREATE TRIGGER client_programs_freeze_columns BEFORE UPDATE ON public.client_programs
FOR EACH ROW EXECUTE FUNCTION private.freeze_columns(
    'id', 'client_id', 'coach_id', 'program_template_id', 'source_type'
);

CREATE TRIGGER client_sessions_freeze_columns BEFORE UPDATE ON public.client_sessions
FOR EACH ROW EXECUTE FUNCTION private.freeze_columns('id', 'program_id', 'client_id', 'coach_id');

CREATE TRIGGER client_session_exercises_freeze_columns BEFORE UPDATE ON public.client_session_exercises
FOR EACH ROW EXECUTE FUNCTION private.freeze_columns('id', 'session_id', 'client_id', 'coach_id');

CREATE TRIGGER program_assignments_freeze_columns BEFORE UPDATE ON public.program_assignments
FOR EACH ROW EXECUTE FUNCTION private.freeze_columns(
    'id', 'program_id', 'client_id', 'coach_id', 'client_program_id'
);

CREATE TRIGGER performance_logs_freeze_columns BEFORE UPDATE ON public.performance_logs
FOR EACH ROW EXECUTE FUNCTION private.freeze_columns('id', 'client_id', 'program_assignment_id', 'session_id');

CREATE TRIGGER notifications_freeze_columns BEFORE UPDATE ON public.notifications
FOR EACH ROW EXECUTE FUNCTION private.freeze_columns(
    'id', 'user_id', 'sender_id', 'from_name', 'title', 'message', 'type', 'link', 'created_at'
);

CREATE TRIGGER messages_freeze_columns BEFORE UPDATE ON public.messages
FOR EACH ROW EXECUTE FUNCTION private.freeze_columns('id', 'sender_id', 'recipient_id', 'content', 'created_at');

-- Le coach apprend qu'un client a modifié son instance ; « vu » tient jusqu'à la modification suivante du client.

CREATE FUNCTION private.flag_program_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = '' AS $function$
BEGIN
    IF auth.uid() = OLD.client_id AND OLD.source_type = 'coach_assigned' THEN
        NEW.modified_by_client := true;
        NEW.viewed_by_coach := false;
        NEW.last_modified_at := clock_timestamp();
    END IF;
    RETURN NEW;
END
$function$;

CREATE FUNCTION private.flag_session_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = '' AS $function$
BEGIN
    IF auth.uid() = coalesce(NEW.client_id, OLD.client_id) THEN
        PERFORM private.touch_program(coalesce(NEW.program_id, OLD.program_id));
    END IF;
    RETURN NULL;
END
$function$;

CREATE FUNCTION private.flag_exercise_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = '' AS $function$
BEGIN
    IF auth.uid() = coalesce(NEW.client_id, OLD.client_id) THEN
        PERFORM private.touch_program_of_session(coalesce(NEW.session_id, OLD.session_id));
    END IF;
    RETURN NULL;
END
$function$;

CREATE TRIGGER client_programs_flag_change BEFORE UPDATE ON public.client_programs
FOR EACH ROW EXECUTE FUNCTION private.flag_program_change();

CREATE TRIGGER client_sessions_flag_change AFTER INSERT OR UPDATE OR DELETE ON public.client_sessions
FOR EACH ROW EXECUTE FUNCTION private.flag_session_change();

CREATE TRIGGER client_session_exercises_flag_change AFTER INSERT OR UPDATE OR DELETE ON public.client_session_exercises
FOR EACH ROW EXECUTE FUNCTION private.flag_exercise_change();

-- SECURITY DEFINER : le client fait avancer son assignation en terminant une séance, sans pouvoir l'écrire lui-même.

CREATE FUNCTION private.advance_on_performance() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $function$
BEGIN
    PERFORM private.advance_assignment(NEW.program_assignment_id, NEW.session_id);
    RETURN NULL;
END
$function$;

CREATE TRIGGER performance_logs_advance_assignment AFTER INSERT ON public.performance_logs
FOR EACH ROW EXECUTE FUNCTION private.advance_on_performance();
