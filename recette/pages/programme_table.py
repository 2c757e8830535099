"""La table d'un programme, la même partout : aperçu du coach, fiche d'un client, « Consulter »."""

import re
from dataclasses import dataclass, fields

from playwright.sync_api import Locator

from recette.pages.base import shows
from recette.programmes import Programme


@dataclass(frozen=True)
class ShownExercise:
    """Une ligne de la table, telle qu'on la lit."""

    session: str
    exercise: str
    sets: str
    reps: str
    load: str
    tempo: str
    rest: str


_LABELS = {
    "exercise": "exercice",
    "sets": "séries",
    "reps": "répétitions",
    "load": "charge",
    "tempo": "tempo",
    "rest": "repos",
}
_WEEK = re.compile(r"^Semaines? \d")

# La séance se lit dans la première colonne, ou sur une ligne de titre qui traverse la table.
# Lue dans le navigateur d'un coup : une table de 500 lignes coûterait sinon des milliers d'allers-retours.
_READ_ROWS = """tables => tables.flatMap(table => {
    let session = '', titled = false;
    return [...table.querySelectorAll('tbody tr')].flatMap(row => {
        const cells = [...row.children].map(cell => {
            const field = cell.querySelector('input');
            return (field ? field.value : cell.innerText).replace(/\\s+/g, ' ').trim();
        });
        if (cells.length === 1) {
            [session] = cells;
            titled = true;
            return [];
        }
        if (cells.length === 7) {
            const [cell] = cells.splice(0, 1);
            if (!titled) session = cell;
        }
        return [[session, ...cells]];
    });
})"""


class ProgrammeTable:
    """La table ouverte dans une fenêtre."""

    def __init__(self, dialog: Locator) -> None:
        self._dialog = dialog
        shows(dialog, "la fenêtre du programme")

    def rows(self) -> list[ShownExercise]:
        """Lit toutes les lignes, semaines repliées comprises, dans l'ordre de l'écran."""
        weeks = self._dialog.get_by_role("button", name=_WEEK)
        tables = self._dialog.locator("table")
        shows(weeks.or_(tables).first, "le contenu du programme")
        for week in weeks.all():
            self._unfold(week, tables)
        shows(tables.first, "la table du programme")
        read: list[list[str]] = tables.evaluate_all(_READ_ROWS)
        return [ShownExercise(*cells) for cells in read if len(cells) == len(fields(ShownExercise))]

    def _unfold(self, week: Locator, tables: Locator) -> None:
        # L'accordéon de Virtus ne dit pas s'il est ouvert : seul le nombre de tables le montre.
        if week.get_attribute("aria-expanded") == "true":
            return
        before = tables.count()
        week.click()
        if tables.count() < before:
            week.click()


def differences(programme: Programme, seen: list[ShownExercise]) -> list[str]:
    """Rend en français ce que la table ne montre pas comme le programme le décrit."""
    expected = [
        ShownExercise(
            session.name,
            line.exercise,
            str(line.sets or ""),
            line.reps or "",
            line.load or "",
            line.tempo or "",
            line.rest_time or "",
        )
        for session in programme.sessions
        for line in session.exercises
    ]
    found = [] if len(expected) == len(seen) else [f"{len(expected)} lignes attendues, {len(seen)} montrées"]
    for rank, (wanted, got) in enumerate(zip(expected, seen, strict=False), start=1):
        # L'écran fait précéder le nom de la séance de son rang.
        if not got.session.endswith(wanted.session):
            found.append(f"ligne {rank}, séance : « {wanted.session} » attendu, « {got.session} » montré")
        found += [
            f"ligne {rank}, {label} : « {getattr(wanted, name)} » attendu, « {getattr(got, name)} » montré"
            for name, label in _LABELS.items()
            if getattr(wanted, name) != getattr(got, name)
        ]
    return found
