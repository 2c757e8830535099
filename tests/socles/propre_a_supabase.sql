-- Ce qu'un « supabase db dump » contient et qui n'est pas à Virtus, dans l'écriture de cet outil.

\restrict aBcDeF

SET statement_timeout = 0;
SET transaction_timeout = 0;
SET reglage_d_un_serveur_plus_recent = on;
SET client_encoding = 'UTF8';
SELECT pg_catalog.set_config('search_path', '', false);

CREATE ROLE "dashboard_user" NOLOGIN;
ALTER ROLE "authenticator" SET "statement_timeout" TO '8s';
GRANT "anon" TO "cli_login_postgres";

CREATE SCHEMA IF NOT EXISTS "public";
ALTER SCHEMA "public" OWNER TO "pg_database_owner";
CREATE SCHEMA IF NOT EXISTS "storage";
ALTER SCHEMA "storage" OWNER TO "supabase_admin";

CREATE EXTENSION IF NOT EXISTS "pg_graphql" WITH SCHEMA "graphql";
CREATE EXTENSION IF NOT EXISTS "supabase_vault" WITH SCHEMA "vault";
CREATE EXTENSION IF NOT EXISTS "pg_net" WITH SCHEMA "extensions";
CREATE EXTENSION IF NOT EXISTS "pgsodium";
CREATE EXTENSION IF NOT EXISTS "uuid-ossp" WITH SCHEMA "extensions";
CREATE EXTENSION IF NOT EXISTS "citext" WITH SCHEMA "extensions";
COMMENT ON EXTENSION "pg_graphql" IS 'pg_graphql: GraphQL support';

CREATE TABLE IF NOT EXISTS "auth"."mfa_factors" ("id" "uuid" NOT NULL, "friendly_name" "text");
ALTER TABLE "auth"."mfa_factors" OWNER TO "supabase_auth_admin";
CREATE OR REPLACE FUNCTION "auth"."uid"() RETURNS "uuid" LANGUAGE "sql" STABLE AS $$ SELECT NULL::uuid; $$;
CREATE TABLE "storage"."objects" ("id" "uuid" NOT NULL, "name" "text");
CREATE POLICY "Chacun dépose ; chacun lit" ON "storage"."objects" FOR INSERT TO "authenticated" WITH CHECK (true);

CREATE TABLE "public"."pays" ("code" "text" PRIMARY KEY, "nom" "extensions"."citext" NOT NULL);
ALTER TABLE "public"."pays" OWNER TO "equipe_produit";
ALTER TABLE "public"."pays" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "Lecture ; pour tous" ON "public"."pays" FOR SELECT TO "authenticated", "equipe_produit"
USING (("code" <> ';'));
CREATE POLICY "pays_equipe" ON "public"."pays" TO "equipe_produit" USING (("code" <> ''));
GRANT ALL ON TABLE "public"."pays" TO "service_role";
GRANT ALL ON TABLE "public"."pays" TO "equipe_produit";
GRANT SELECT ON TABLE "public"."pays" TO "authenticated";

CREATE OR REPLACE FUNCTION "public"."au_retour"() RETURNS "trigger" LANGUAGE "plpgsql" AS $_$
BEGIN
    RETURN NEW; -- $1 ; '
END
$_$;
CREATE TRIGGER "on_auth_user_created" AFTER INSERT ON "auth"."users" FOR EACH ROW
EXECUTE FUNCTION "public"."au_retour"();
CREATE TRIGGER "prevenir" AFTER INSERT ON "public"."pays" FOR EACH ROW
EXECUTE FUNCTION "supabase_functions"."http_request"('https://crochet.invalid', 'POST');

ALTER DEFAULT PRIVILEGES FOR ROLE "supabase_admin" IN SCHEMA "public" GRANT ALL ON TABLES TO "anon";
CREATE PUBLICATION "supabase_realtime" WITH (publish = 'insert, update, delete, truncate');
CREATE PUBLICATION "supabase_realtime_messages_publication" WITH (publish = 'insert');
ALTER PUBLICATION "supabase_realtime" OWNER TO "supabase_admin";
ALTER PUBLICATION "supabase_realtime" ADD TABLE ONLY "public"."pays";
ALTER PUBLICATION "supabase_realtime_messages_publication" ADD TABLE ONLY "realtime"."messages";
CREATE EVENT TRIGGER "issue_pg_net_access" ON "ddl_command_end" EXECUTE FUNCTION "extensions"."grant_pg_net_access"();

COPY "storage"."objects" ("id", "name") FROM stdin;
90000000-0000-4000-8000-000000000001	ordonnance-secrete.pdf
\.

COPY "auth"."identities" ("id", "user_id", "provider_id", "provider", "identity_data") FROM stdin;
90000000-0000-4000-8000-000000000004	90000000-0000-4000-8000-000000000002	2	email	{"email": "vie-privee@virtus.invalid"}
\.

COPY "auth"."users" ("id", "email", "phone", "confirmation_token", "reauthentication_token", "raw_user_meta_data") FROM stdin;
90000000-0000-4000-8000-000000000002	vie-privee@virtus.invalid	0699887766	\N	jeton-secret	\N
\.

INSERT INTO "auth"."users" ("id", "email", "is_sso_user", "confirmed_by_phone", "recovery_sent_at") VALUES
	('90000000-0000-4000-8000-000000000003', 'autre-vie@virtus.invalid', false, true, NULL);

SELECT pg_catalog.setval('"auth"."refresh_tokens_id_seq"', 812, true);

SELECT "cron"."schedule"('nuit', '0 3 * * *', 'select 1');
SELECT pg_catalog.setval('"storage"."rang_seq"', 3, true);

COPY "public"."pays" ("code", "nom") FROM stdin;
FR	France ; \\ métropole
\.
