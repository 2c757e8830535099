-- Rôles de Supabase. Ils valent pour toute la grappe : le fichier se rejoue sans erreur sur chaque base.
-- Aucun mot de passe ici : la pile qui démarre la grappe les pose.

DO $roles$
DECLARE
    v_role text;
BEGIN
    FOREACH v_role IN ARRAY ARRAY[
        'postgres', 'authenticator', 'anon', 'authenticated', 'service_role', 'supabase_auth_admin'
    ] LOOP
        IF to_regrole(v_role) IS NULL THEN
            EXECUTE format('CREATE ROLE %I', v_role);
        END IF;
    END LOOP;
END
$roles$;

-- Chez Supabase, postgres n'est pas superutilisateur : une migration qui l'exigerait doit échouer ici aussi.
ALTER ROLE postgres LOGIN CREATEDB CREATEROLE BYPASSRLS REPLICATION;
ALTER ROLE authenticator LOGIN NOINHERIT;
ALTER ROLE supabase_auth_admin LOGIN NOINHERIT;
ALTER ROLE service_role BYPASSRLS;

GRANT anon, authenticated, service_role TO authenticator;
GRANT anon, authenticated, service_role TO postgres;

-- Les jeux de données entrent sans déclencheurs ni clés étrangères.
GRANT SET ON PARAMETER session_replication_role TO postgres;

DO $database$
BEGIN
    EXECUTE format('GRANT CONNECT, CREATE, TEMPORARY ON DATABASE %I TO postgres', current_database());
END
$database$;

GRANT USAGE, CREATE ON SCHEMA public TO postgres;
GRANT USAGE ON SCHEMA public TO anon, authenticated, service_role;
