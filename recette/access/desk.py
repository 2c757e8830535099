"""Le guichet d'un scénario : chacun y tente une opération, le témoin constate ce qui s'est passé."""

from collections.abc import Sequence
from dataclasses import dataclass

from recette.access.estate import Estate, Row
from recette.access.gate import Answer, Badge, Gate
from recette.access.words import (
    AJOUTER,
    ANONYMOUS,
    CHANGES,
    LABELS,
    LIRE,
    MODIFIER,
    OUI,
    RIEN,
    SERVICE,
    SUPPRIMER,
)
from recette.cast import Cast
from recette.database.witness import Witness


@dataclass(frozen=True)
class Trial:
    """Une case d'un tableau d'accès : ce qui a été tenté, et ce qui s'est vraiment passé."""

    what: str
    """La table, dans les mots du tableau."""
    column: str
    """L'en-tête de sa colonne : qui tente, ou chez qui."""
    seen: str
    detail: str


@dataclass(frozen=True)
class Desk:
    """Présente à l'API les demandes de chacun et lit la base par le témoin."""

    cast: Cast
    gate: Gate
    witness: Witness

    def badge(self, who: str) -> Badge:
        """Rend la clé et le jeton d'une personne, de l'anonyme ou du service."""
        target = self.cast.target
        if who == ANONYMOUS:
            return Badge(target.anon_key, target.anon_key)
        if who == SERVICE:
            return Badge(target.service_role_key, target.service_role_key)
        return Badge(target.anon_key, self.token(who))

    def token(self, who: str) -> str:
        """Rend le jeton d'une personne, obtenu par son mot de passe."""
        session = self.cast.connected(self.cast.person(who)).auth.get_session()
        assert session is not None, f"{who} n'est pas connecté."
        return session.access_token

    def settle(self, estates: Sequence[Estate]) -> None:
        """Sème des dossiers, en bloc."""
        tables: dict[str, list[Row]] = {"exercises": [estate.exercise for estate in estates]}
        for estate in estates:
            for table, row in estate.rows.items():
                tables.setdefault(table, []).append(row)
        self.cast.seeder.rows(tables)

    def line(self, table: str, row_id: str) -> Row | None:
        """Rend une ligne telle que la base la garde."""
        query = f"select to_jsonb(line) as line from public.{table} line where id = %s"
        found = self.witness.rows(query, row_id)
        return found[0]["line"] if found else None

    def attempt(self, badge: Badge, operation: str, table: str, estate: Estate) -> tuple[str, str]:
        """Tente une opération sur la ligne d'un dossier ; rend le mot de l'issue et son détail."""
        if operation == AJOUTER:
            return self.add(badge, table, estate.addition(table))
        row_id = estate.id(table)
        before = self.line(table, row_id)
        assert before is not None, f"Il n'y a rien à {operation} dans {LABELS[table]}."
        answer = self._ask(badge, operation, table, row_id)
        after = self.line(table, row_id)
        done = {
            LIRE: answer.content == [{"id": row_id}],
            MODIFIER: after is not None and _holds(after, CHANGES[table]),
            SUPPRIMER: after is None,
        }[operation]
        return judge(answer, done=done, intact=after == before)

    def add(self, badge: Badge, table: str, row: Row, *, prefer: str = "return=minimal") -> tuple[str, str]:
        """Tente d'ajouter une ligne."""
        answer = self.gate.ask(badge, "POST", table, row=row, prefer=prefer, select="id")
        after = self.line(table, row["id"])
        return judge(answer, done=after is not None, intact=after is None)

    def overwrite(
        self, badge: Badge, method: str, table: str, row_id: str, row: Row, **request: str
    ) -> tuple[str, str]:
        """Tente de réécrire une ligne par une requête qui n'est pas la modification ordinaire."""
        before = self.line(table, row_id)
        answer = self.gate.ask(badge, method, table, row=row, **request)
        after = self.line(table, row_id)
        done = after is not None and after != before and _holds(after, CHANGES[table])
        return judge(answer, done=done, intact=after == before)

    def _ask(self, badge: Badge, operation: str, table: str, row_id: str) -> Answer:
        match operation:
            case "lire":
                return self.gate.ask(badge, "GET", table, select="id", id=f"eq.{row_id}")
            case "modifier":
                return self.gate.ask(badge, "PATCH", table, row=CHANGES[table], id=f"eq.{row_id}")
            case _:
                return self.gate.ask(badge, "DELETE", table, id=f"eq.{row_id}")


def judge(answer: Answer, *, done: bool, intact: bool) -> tuple[str, str]:
    """Rend le mot de ce qui s'est vraiment passé : la réponse ne suffit pas, la base en décide."""
    if answer.accepted:
        return OUI if done else RIEN if intact else "changé autrement", str(answer)
    return answer.refusal if intact else "écrit malgré le refus", str(answer)


def _holds(row: Row, values: Row) -> bool:
    return all(row[column] == value for column, value in values.items())
