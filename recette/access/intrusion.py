"""Ce que tente un intrus : toutes les demandes d'un coach, toutes les tables, le retour arrière."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

from recette.access.desk import Desk, judge
from recette.access.estate import Estate
from recette.access.gate import Answer, Badge
from recette.access.words import AJOUTER, LIRE, MODIFIER, SUPPRIMER
from recette.api import ASSIGN, AssignmentAnswer
from recette.programmes import Person, coach_today

ROLLBACK = "rollback_rename_client_tables"
ERASE = "delete_user_and_profile"
"""La fonction par laquelle Virtus efface un compte."""
ASSIGNER = "assigner"


@dataclass(frozen=True)
class Demand:
    """Une demande d'intrus, et ce qui s'est vraiment passé."""

    what: str
    seen: str
    detail: str

    def __str__(self) -> str:
        return f"{self.what} : {self.seen} ({self.detail})"


def demands(desk: Desk, badge: Badge, estate: Estate) -> list[Demand]:
    """Tente tout ce qu'un coach fait d'un modèle ; le supprimer vient en dernier."""
    table = "programs"
    made = [
        Demand(operation, *desk.attempt(badge, operation, table, estate))
        for operation in (LIRE, AJOUTER, MODIFIER)
    ]
    made.append(Demand(ASSIGNER, *_assign(desk, badge, estate)))
    made.append(Demand(SUPPRIMER, *desk.attempt(badge, SUPPRIMER, table, estate)))
    return made


def demand_assignment(desk: Desk, badge: Badge, request: dict[str, str]) -> tuple[AssignmentAnswer, Answer]:
    """Demande une assignation ; rend ce que l'application en comprendrait, et la réponse elle-même."""
    answer = desk.gate.ask(badge, "POST", f"rpc/{ASSIGN}", row=request)
    accepted = answer.accepted and answer.content["success"]
    return AssignmentAnswer(accepted, str(answer.content)), answer


def _assign(desk: Desk, badge: Badge, estate: Estate) -> tuple[str, str]:
    template_id = estate.id("programs")

    def known() -> int:
        return len(desk.witness.assignments(client_id=estate.owner.id, template_id=UUID(template_id)))

    before = known()
    request = {
        "p_template_id": template_id,
        "p_client_id": str(estate.owner.id),
        "p_coach_id": estate.rows["programs"]["coach_id"],
        "p_start_date": (coach_today() + timedelta(days=7)).isoformat(),
    }
    _, answer = demand_assignment(desk, badge, request)
    added = known() - before
    return judge(answer, done=added == 1, intact=added == 0)


def every_table(desk: Desk) -> dict[str, str]:
    """Rend toutes les tables et vues que l'API pourrait servir, et une colonne de chacune."""
    rows = desk.witness.rows(
        """
        select distinct on (relname) relname, attname
        from pg_class join pg_attribute on attrelid = pg_class.oid
        where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f')
            and attnum > 0 and not attisdropped and attgenerated = '' and attidentity <> 'a'
        order by relname, attname <> 'id', attnum
        """
    )
    return {row["relname"]: row["attname"] for row in rows}


def glance(desk: Desk, badge: Badge, table: str) -> Answer:
    """Demande à lire une ligne d'une table, n'importe laquelle."""
    return desk.gate.ask(badge, "GET", table, limit="1")


def knocks(desk: Desk, badge: Badge, table: str, column: str) -> dict[str, Answer]:
    """Tente les quatre opérations sans désigner de ligne : seul le privilège est en cause.

    Désigner une ligne demande le droit de lire, dont l'absence cacherait un droit d'écrire. L'API refuse
    d'elle-même une colonne qui n'existe pas, et toutes les tables n'ont pas d'`id`.
    """
    return {
        LIRE: glance(desk, badge, table),
        AJOUTER: desk.gate.ask(badge, "POST", table, row={}),
        MODIFIER: desk.gate.ask(badge, "PATCH", table, row={column: str(uuid4())}),
        SUPPRIMER: desk.gate.ask(badge, "DELETE", table),
    }


def demand_erasure(desk: Desk, badge: Badge, person: Person) -> Answer:
    """Demande d'effacer le compte d'une personne, comme le fait l'application."""
    return desk.gate.ask(badge, "POST", f"rpc/{ERASE}", row={"user_id_text": str(person.id)})


def demand_rollback(desk: Desk, badge: Badge) -> Answer:
    """Demande le retour arrière à l'API."""
    return desk.gate.ask(badge, "POST", f"rpc/{ROLLBACK}", row={})
