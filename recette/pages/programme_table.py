"""La table d'un programme, la même partout : aperçu du coach, fiche d'un client, « Consulter »."""

import re
from collections import Counter
from dataclasses import dataclass

from playwright.sync_api import Locator, expect

from recette.pages.parts import Part, part, shows
from recette.programmes import PlannedSession, Programme


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
_RANK = re.compile(r"^S(\d+)( ✓)?$")
"""Virtus ne nomme pas la séance : il écrit son rang dans la semaine, et coche celle qui est faite."""
_NOTHING = "N/A"
"""Ce que Virtus écrit à la place d'une valeur absente."""
_COLUMNS = ["Séance", "Exercice", "Séries", "Reps", "Charge", "Tempo", "Repos"]

# La séance se lit dans la première colonne, ou sur une ligne de titre qui traverse la table. Les colonnes se
# cherchent par leur intitulé : Virtus en intercale d'autres dès que le client a fait une séance.
# Lue dans le navigateur d'un coup : une table de 500 lignes coûterait sinon des milliers d'allers-retours.
_READ_ROWS = """(tables, columns) => tables.flatMap(table => {
    const plain = text => text.replace(/\\s+/g, ' ').trim();
    const titles = [...table.querySelectorAll('thead th')].map(cell => plain(cell.textContent));
    const places = columns.map(column => titles.indexOf(column));
    let session = '', titled = false;
    return [...table.querySelectorAll('tbody tr')].flatMap(row => {
        const cells = [...row.children].map(cell => {
            const field = cell.querySelector('input');
            return plain(field ? field.value : cell.innerText);
        });
        if (cells.length === 1) {
            [session] = cells;
            titled = true;
            return [];
        }
        if (cells.length === titles.length) {
            const [cell] = cells.splice(0, 1);
            if (!titled) session = cell;
        }
        if (cells.length !== titles.length - 1) return [];
        return [[session, ...places.slice(1).map(place => cells[place - 1] ?? '')]];
    });
})"""


class ProgrammeTable:
    """Table d'un programme"""

    def __init__(self, dialog: Locator) -> None:
        self._dialog = dialog
        self.landmark().shows()

    @part("la fenêtre du programme")
    def landmark(self) -> Locator:
        return self._dialog

    @part("la table du programme")
    def _table(self) -> Locator:
        return self._tables().first

    @part("la section d'une semaine")
    def _week(self) -> Locator:
        return self._weeks().first

    # Les versions de décembre 2025 ne montrent d'abord que la première semaine.
    @part("« Voir toutes les semaines »", only_if="les semaines sont des onglets")
    def _every_week(self) -> Locator:
        return self._dialog.get_by_role("button", name="Voir toutes les semaines")

    def rows(self) -> list[ShownExercise]:
        """Lit toutes les lignes, semaines repliées comprises, dans l'ordre de l'écran."""
        shows(self._weeks().or_(self._tables()).first, "le contenu du programme")
        if self._every_week().locator.is_visible():
            return self._rows_by_tab()
        for week in self._weeks().all():
            self._unfold(week)
        return self._shown_rows()

    def _rows_by_tab(self) -> list[ShownExercise]:
        self._every_week().click()
        # Le dernier de ces boutons est l'en-tête de la semaine choisie, les autres sont les onglets.
        tabs, header = self._weeks().all()[:-1], self._weeks().last
        rows = []
        for tab in tabs:
            week = tab.inner_text().strip()
            Part(f"l'onglet « {week} »", tab).click()
            expect(header, f"L'onglet « {week} » ne montre pas sa semaine.").to_have_text(week)
            rows += self._shown_rows()
        return rows

    def _shown_rows(self) -> list[ShownExercise]:
        self._table().shows()
        read: list[list[str]] = self._tables().evaluate_all(_READ_ROWS, _COLUMNS)
        return [ShownExercise(*("" if cell == _NOTHING else cell for cell in cells)) for cells in read]

    def _unfold(self, week: Locator) -> None:
        # L'accordéon de Virtus ne dit pas s'il est ouvert : seul le nombre de tables le montre.
        if week.get_attribute("aria-expanded") == "true":
            return
        section = Part("la section d'une semaine", week)
        before = self._tables().count()
        section.click()
        if self._tables().count() < before:
            section.click()

    def _weeks(self) -> Locator:
        return self._dialog.get_by_role("button", name=_WEEK)

    def _tables(self) -> Locator:
        return self._dialog.locator("table")


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
    ranks = [rank for session, rank in _ranked(programme) for _ in session.exercises]
    found = [] if len(expected) == len(seen) else [f"{len(expected)} lignes attendues, {len(seen)} montrées"]
    for rank, (wanted, got) in enumerate(zip(expected, seen, strict=False), start=1):
        if not _names(got.session, wanted.session, ranks[rank - 1]):
            found.append(f"ligne {rank}, séance : « {wanted.session} » attendu, « {got.session} » montré")
        found += [
            f"ligne {rank}, {label} : « {getattr(wanted, name)} » attendu, « {getattr(got, name)} » montré"
            for name, label in _LABELS.items()
            if getattr(wanted, name) != getattr(got, name)
        ]
    return found


def _ranked(programme: Programme) -> list[tuple[PlannedSession, int]]:
    """Rend chaque séance et son rang dans sa semaine."""
    seen: Counter[int] = Counter()
    ranked = []
    for session in programme.sessions:
        seen[session.week] += 1
        ranked.append((session, seen[session.week]))
    return ranked


def _names(shown: str, name: str, rank: int) -> bool:
    """Dit si l'écran désigne cette séance : par son nom, qu'un rang peut précéder, ou par son seul rang."""
    short = _RANK.match(shown)
    return int(short.group(1)) == rank if short else shown.endswith(name)
