"""Un essai sur une base : ce qu'elle était avant, ce qu'on y a tenté, ce qui en reste."""

from collections.abc import Callable
from dataclasses import dataclass

from recette.database.fingerprint import Fingerprint, compare, take_fingerprint
from recette.database.rollback import ROLLBACK_FILE
from recette.database.script import Outcome, Script, SqlError, run


@dataclass(frozen=True)
class Trial:
    """Une tentative, l'empreinte d'avant, et la réponse de la base."""

    before: Fingerprint
    error: SqlError | None = None
    duration_ms: float = 0.0

    def changes(self, database_url: str) -> list[str]:
        """Rend tout ce qui, dans la base, n'est plus comme avant la tentative."""
        return differences(self.before, take_fingerprint(database_url))


def attempt(database_url: str, action: Callable[[], Outcome]) -> Trial:
    """Relève l'empreinte d'une base, puis y tente une action."""
    before = take_fingerprint(database_url)
    outcome = action()
    return Trial(before, outcome.error, outcome.duration_ms)


def roll_back(database_url: str) -> Outcome:
    """Joue le fichier du retour arrière et rend la réponse de la base."""
    return run(database_url, Script.read(ROLLBACK_FILE))


def differences(before: Fingerprint, after: Fingerprint) -> list[str]:
    """Rend tout écart entre deux empreintes, ajouts compris : rien ne devait bouger.

    Les tables d'abord : le reste découle souvent d'elles.
    """
    found = [str(difference) for difference in compare(before, after)]
    return sorted(found, key=lambda sentence: (not sentence.startswith("table "), sentence))
