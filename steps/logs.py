"""Les journaux de la pile : ce qu'ils doivent dire, ce qu'ils ne doivent pas dire."""

import time
from urllib.parse import urlsplit

from pytest_bdd import then, when

from fixtures.worlds import RehearsedWorld
from recette.database.rollback import roll_back
from recette.database.script import run
from recette.operation.incidents import INCIDENTS
from recette.operation.logs import LogError, LogWatch
from recette.stack.embedded import EmbeddedSupabase
from recette.stack.postgres import Cluster
from steps.names import phrase

_DEADLINE_S = 10.0


@when("la migration, sa validation puis son retour arrière y sont joués", target_fixture="errors")
def everything_is_played(database_url: str, after_world: RehearsedWorld, cluster: Cluster) -> list[LogError]:
    database = urlsplit(database_url).path.lstrip("/")
    logs = LogWatch()
    logs.errors([cluster.service], [database])
    plan = after_world.rehearsal.plan
    for script in (plan.migration, plan.validation):
        run(database_url, script)
    roll_back(database_url)
    return logs.errors([cluster.service], [database])


@when(phrase("survient {incident}"), target_fixture="errors")
def incident_happens(breakable_stack: EmbeddedSupabase, incident: str) -> LogWatch:
    logs = LogWatch()
    logs.errors(breakable_stack.services(), [breakable_stack.name])
    INCIDENTS[incident](breakable_stack.target)
    return logs


@then("le journal de PostgreSQL n'a aucune erreur de cette base")
def no_error_is_logged(errors: list[LogError]) -> None:
    assert not errors, "Le journal de PostgreSQL a des erreurs :\n  - " + "\n  - ".join(map(str, errors))


@then(phrase("le journal de {part} dit « {sentence} »"))
def log_tells(breakable_stack: EmbeddedSupabase, errors: LogWatch, part: str, sentence: str) -> None:
    told: list[str] = []
    limit = time.monotonic() + _DEADLINE_S
    # Une pièce écrit son journal quand elle le peut : un peu après l'incident.
    while not any(line.startswith(part) and sentence in line for line in told):
        assert time.monotonic() < limit, (
            f"Le journal de {part} devait dire « {sentence} » ; erreurs lues : {told or 'aucune'}"
        )
        told += map(str, errors.errors(breakable_stack.services(), [breakable_stack.name]))
