"""Les personnes qui vivaient dans Virtus avant la migration."""

from datetime import timedelta

from recette.api import request_assignment
from recette.cast import Cast
from recette.database.gaps import IncompleteBaseError
from recette.programmes import ordinary
from recette.rehearsal import Anomaly
from recette.target import Target

COACH, CLIENT, PROGRAMME = "Camille Moreau", "Léa Martin", "Force d'hiver"
UNASSIGNED_PROGRAMME = "Reprise en douceur"


class Natives:
    """Un coach, son client et un programme déjà assigné, semés avant la migration (règle V9)."""

    def __init__(self, target: Target) -> None:
        self._cast = Cast(target)
        self._seedable = False
        self.gap: IncompleteBaseError | None = None
        """Ce qui manque à la base de départ pour les semer toutes."""
        try:
            self._settle()
        except IncompleteBaseError as incomplete:
            self.gap = incomplete

    def _settle(self) -> None:
        coach = self._cast.coach(COACH)
        client = self._cast.client(CLIENT, coach=coach)
        template = self._cast.template(coach, ordinary(PROGRAMME))
        self._cast.template(coach, ordinary(UNASSIGNED_PROGRAMME))
        self._seedable = True
        self._cast.assignment(
            template, client, start=self._cast.today - timedelta(days=10), week=2, session=1
        )

    @property
    def cast(self) -> Cast:
        """Ces personnes ; lève IncompleteBaseError quand la base n'a pas pu les recevoir."""
        if self.gap:
            raise self.gap
        return self._cast

    def attempt_assignment(self) -> Anomaly:
        """Assigne un programme par l'API, comme le coach qui a signalé l'anomalie."""
        if self._seedable:
            return _attempt_assignment(self._cast)
        return Anomaly(False, f"L'assignation n'a pas pu être tentée. {self.gap}")

    def close(self) -> None:
        """Ferme les connexions à l'API et à la base."""
        self._cast.close()


def _attempt_assignment(cast: Cast) -> Anomaly:
    coach = cast.person(COACH)
    answer = request_assignment(
        cast.connected(coach),
        template_id=cast.known_template(UNASSIGNED_PROGRAMME).id,
        client_id=cast.person(CLIENT).id,
        coach_id=coach.id,
        start=cast.today,
    )
    if answer.accepted:
        return Anomaly(False, f"L'assignation réussit déjà sur la base de départ ({answer.reason})")
    return Anomaly(True, answer.reason)
