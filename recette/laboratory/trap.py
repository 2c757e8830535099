"""Le piège : un déclencheur d'événement qui coupe la migration à la n-ième commande de schéma.

Une instruction en cache souvent beaucoup d'autres (une fonction qui renomme quinze objets) : c'est le seul
moyen de couper au milieu. Le piège ne lit que des réglages de session, donc la base reste la même d'une
coupure à l'autre.
"""

import psycopg

LOCK = 20251118
"""Le verrou consultatif devant lequel attend la migration piégée."""

_INSTALL = f"""
    create function extensions.recette_piege() returns event_trigger language plpgsql as $piege$
    declare
        rank integer := coalesce(nullif(current_setting('recette.rang', true), ''), '0')::integer + 1;
    begin
        perform set_config('recette.rang', rank::text, false);
        if rank::text = current_setting('recette.coupure', true) then
            if current_setting('recette.geste', true) = 'attendre' then
                perform pg_advisory_xact_lock({LOCK});
            else
                perform 1 / 0;
            end if;
        end if;
    end $piege$;
    create event trigger recette_piege on ddl_command_end execute function extensions.recette_piege();
"""


def install(superuser_url: str) -> None:
    """Pose le piège dans une base, sans rien y couper encore."""
    with psycopg.connect(superuser_url) as connection:
        connection.execute(_INSTALL.encode())


def failing(command: int) -> str:
    """Rend les options de connexion qui font échouer la n-ième commande."""
    return f"-c recette.coupure={command}"


def waiting(command: int) -> str:
    """Rend les options de connexion qui font attendre à la n-ième commande."""
    return f"-c recette.coupure={command} -c recette.geste=attendre"


def commands_seen(connection: psycopg.Connection) -> int:
    """Rend le nombre de commandes de schéma vues par le piège dans une session."""
    row = connection.execute("select current_setting('recette.rang', true)").fetchone()
    return int(row[0]) if row and row[0] else 0
