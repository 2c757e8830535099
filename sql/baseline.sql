-- Tout le socle en un fichier : psql -f sql/baseline.sql, ou \ir depuis une variante.
\ir baseline/10_schema.sql
\ir baseline/11_schema_startup.sql
\ir baseline/12_schema_off_screen.sql
\ir baseline/20_functions.sql
\ir baseline/21_triggers.sql
\ir baseline/22_functions_off_screen.sql
\ir baseline/30_policies.sql
\ir baseline/31_policies_startup.sql
\ir baseline/40_privileges.sql
\ir baseline/50_seed.sql
