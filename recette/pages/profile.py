"""La fiche d'un client, telle que son coach la voit."""

import re
from dataclasses import dataclass
from uuid import UUID

from playwright.sync_api import Locator, Page

from recette.pages.base import Screen
from recette.pages.parts import acts, hides, part
from recette.pages.programme_table import ProgrammeTable

ASSIGNED_SECTION = re.compile("^(Programmes Assignés|Entraînements assignés)")
"""L'intitulé de la section : celui de novembre 2025, puis celui de décembre."""
_OPEN = re.compile("^(Voir Détails|Consulter)$")


@dataclass(frozen=True)
class ProgrammeSummary:
    """Une carte de « Programmes Assignés »."""

    name: str
    start: str
    week: str
    status: str


class ClientProfile(Screen):
    """Fiche d'un client"""

    def __init__(self, page: Page, client_id: UUID) -> None:
        super().__init__(page)
        self.route = f"/app/client/{client_id}"

    @part("la section « Programmes Assignés »")
    def landmark(self) -> Locator:
        return self._page.get_by_role("button", name=ASSIGNED_SECTION)

    # Le nom est un titre de niveau 4 en novembre 2025, un simple paragraphe en décembre.
    @part("« {0} » parmi les programmes assignés de ce client")
    def _title(self, programme: str) -> Locator:
        return self._card(programme).get_by_text(programme, exact=True)

    @part("un seul programme assigné")
    def _any(self) -> Locator:
        return self._page.get_by_role("button", name=_OPEN).first

    @part("le début, la semaine et le statut de « {0} »")
    def _line(self, programme: str) -> Locator:
        return self._card(programme).get_by_text(re.compile(r"Début\s*:"))

    @part("de quoi ouvrir le détail de « {0} »")
    def _details(self, programme: str) -> Locator:
        return self._card(programme).get_by_role("button", name=_OPEN)

    def shows_programme(self, name: str) -> None:
        """Exige un programme parmi ceux qui sont assignés à ce client."""
        self._unfold()
        self._title(name).shows()

    def assigned_programme(self, name: str) -> ProgrammeSummary:
        """Lit la carte d'un programme assigné."""
        self.shows_programme(name)
        line = self._line(name)
        line.shows()
        said: list[str] = []
        acts(lambda: said.append(line.locator.inner_text()), line.what)
        facts = dict(re.findall(r"(Début|Semaine|Statut)\s*:?\s*([^|]+)", said[0]))
        return ProgrammeSummary(name, *(facts.get(key, "").strip() for key in ("Début", "Semaine", "Statut")))

    def hides_programme(self, name: str) -> None:
        """Exige qu'un programme ne soit pas de ceux du client, une fois les siens affichés."""
        self._unfold()
        self._any().shows()
        hides(self._card(name), f"« {name} », qui n'est pas assigné à ce client")

    def details(self, name: str) -> ProgrammeTable:
        """Ouvre le détail d'un programme assigné."""
        self.shows_programme(name)
        self._details(name).click()
        return ProgrammeTable(self._page.get_by_role("dialog"))

    def _unfold(self) -> None:
        # L'accordéon de Virtus est fermé à l'ouverture, quoi que dise son code, et ne dit pas s'il l'est.
        section = self.landmark()
        section.shows()
        opened = self._page.get_by_role("button", name=_OPEN).first
        if section.locator.get_attribute("aria-expanded") != "true" and not opened.is_visible():
            section.click()

    def _card(self, name: str) -> Locator:
        title = self._page.get_by_text(name, exact=True)
        details = self._page.get_by_role("button", name=_OPEN)
        return title.locator("xpath=ancestor::div").filter(has=details).last
