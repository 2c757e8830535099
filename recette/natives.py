"""Les personnes qui vivaient dans Virtus avant la migration."""

from datetime import timedelta

from recette.api import request_assignment
from recette.cast import Cast
from recette.programmes import coach_today, ordinary
from recette.rehearsal import Anomaly
from recette.target import Target

COACH, CLIENT, PROGRAMME = "Camille Moreau", "Léa Martin", "Force d'hiver"
UNASSIGNED_PROGRAMME = "Reprise en douceur"


def settle(target: Target) -> Cast:
    """Sème, avant la migration, un coach, son client et un programme déjà assigné (règle V9)."""
    cast = Cast(target)
    coach = cast.coach(COACH)
    client = cast.client(CLIENT, coach=coach)
    template = cast.template(coach, ordinary(PROGRAMME))
    cast.assignment(template, client, start=coach_today() - timedelta(days=10), week=2, session=1)
    cast.template(coach, ordinary(UNASSIGNED_PROGRAMME))
    return cast


def attempt_assignment(cast: Cast) -> Anomaly:
    """Assigne un programme par l'API, comme le coach qui a signalé l'anomalie."""
    coach = cast.person(COACH)
    answer = request_assignment(
        cast.connected(coach),
        template_id=cast.known_template(UNASSIGNED_PROGRAMME).id,
        client_id=cast.person(CLIENT).id,
        coach_id=coach.id,
        start=coach_today(),
    )
    return Anomaly(not answer.accepted, answer.reason)
