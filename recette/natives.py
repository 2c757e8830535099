"""Les personnes qui vivaient dans Virtus avant la migration."""

from datetime import date, timedelta
from typing import Any

from recette.api import ASSIGN
from recette.cast import Cast
from recette.programmes import ordinary
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
    cast.assignment(template, client, start=date.today() - timedelta(days=10), week=2, session=1)
    cast.template(coach, ordinary(UNASSIGNED_PROGRAMME))
    return cast


def attempt_assignment(cast: Cast) -> Anomaly:
    """Assigne un programme par l'API, comme le coach qui a signalé l'anomalie."""
    from postgrest.exceptions import APIError

    coach, client = cast.person(COACH), cast.person(CLIENT)
    request = {
        "p_template_id": str(cast.known_template(UNASSIGNED_PROGRAMME).id),
        "p_client_id": str(client.id),
        "p_coach_id": str(coach.id),
        "p_start_date": date.today().isoformat(),
    }
    try:
        answer: Any = cast.connected(coach).rpc(ASSIGN, request).execute().data
    except APIError as refused:
        return Anomaly(True, refused.message or str(refused))
    if answer.get("success"):
        return Anomaly(False, "l'assignation réussit déjà sans la migration")
    return Anomaly(True, str(answer.get("error")))
