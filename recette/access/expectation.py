"""Comparer un tableau d'accès, tel que le coach le signe, à ce qui s'est passé."""

from collections.abc import Sequence
from dataclasses import dataclass

from recette.access.desk import Trial
from recette.access.words import OUI


@dataclass(frozen=True)
class Cell:
    """Une case jugée : la réponse attendue, et celle qui est venue."""

    trial: Trial
    expected: str

    @property
    def right(self) -> bool:
        return self.trial.seen == self.expected

    def __str__(self) -> str:
        trial = self.trial
        seen = f"« {trial.seen} » vu ({trial.detail})"
        return f"{trial.what}, {trial.column} : « {self.expected} » attendu, {seen}"


def judged(table: Sequence[Sequence[str]], trials: Sequence[Trial]) -> list[Cell]:
    """Rapproche chaque case du tableau de son essai ; aucune des deux listes ne peut déborder l'autre."""
    (_, *columns), *lines = table
    expected = {
        (line[0], column): word for line in lines for column, word in zip(columns, line[1:], strict=True)
    }
    tried = {(trial.what, trial.column): trial for trial in trials}
    assert expected.keys() == tried.keys(), (
        f"Le tableau et les essais ne couvrent pas les mêmes cases : {sorted(expected.keys() ^ tried.keys())}"
    )
    return [Cell(tried[key], word) for key, word in expected.items()]


def without_success(trials: Sequence[Trial]) -> list[str]:
    """Rend les lignes où personne n'a réussi : leurs refus ne prouveraient rien."""
    succeeded = {trial.what for trial in trials if trial.seen == OUI}
    return sorted({trial.what for trial in trials} - succeeded)
