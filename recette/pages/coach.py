"""Les écrans du coach : la bibliothèque et la fiche d'un client."""

import re
from dataclasses import dataclass
from uuid import UUID

from playwright.sync_api import Locator, Page, expect

from recette.pages.base import Screen, hides, shows
from recette.pages.dialogs import AssignDialog
from recette.pages.programme_table import ProgrammeTable

_COUNTER = re.compile(r"Assigné à (\d+) client\(s\)")


class Library(Screen):
    """Bibliothèque d'entraînements"""

    route = "/app/musculation/bibliotheque"

    def landmark(self) -> Locator:
        return self._page.get_by_role("heading", level=1, name="Bibliothèque d'entraînements")

    def start_assigning(self, programme: str) -> AssignDialog:
        """Ouvre la fenêtre d'assignation d'un programme."""
        self._card(programme).get_by_role("button", name="Assigner", exact=True).click()
        return AssignDialog(self._page, programme)

    def shows_counter(self, programme: str, count: int) -> None:
        """Exige le compteur « Assigné à N client(s) » ; il est absent quand N vaut zéro."""
        counter = self._card(programme).get_by_text(_COUNTER)
        if count == 0:
            hides(counter, f"un compteur d'assignations sur « {programme} », qui n'est assigné à personne")
            return
        wanted = f"Assigné à {count} client(s)"
        expect(counter, f"Le compteur de « {programme} » n'est pas « {wanted} ».").to_have_text(wanted)

    def _card(self, programme: str) -> Locator:
        title = self._page.get_by_role("heading", level=3, name=programme, exact=True)
        assign = self._page.get_by_role("button", name="Assigner", exact=True)
        # La carte est le plus petit bloc qui réunit les deux : le dernier dans l'ordre du document.
        card = self._page.locator("div").filter(has=title).filter(has=assign).last
        shows(card, f"le programme « {programme} » dans la bibliothèque")
        return card

    def assign_session(self, session: str, client: str) -> None:
        """Assigne une séance isolée, depuis l'onglet « Séances »."""
        tabs = self._page.get_by_role("navigation", name="Tabs")
        tabs.get_by_role("button", name="Séances", exact=True).click()
        self._card(session).get_by_role("button", name="Assigner", exact=True).click()
        dialog = AssignDialog(self._page, session)
        dialog.choose(client)
        dialog.confirm()

    def delete(self, programme: str) -> None:
        """Supprime un programme, en confirmant."""
        self._page.once("dialog", lambda dialog: dialog.accept())
        self._card(programme).get_by_role("button", name="Supprimer", exact=True).click()
        title = self._page.get_by_role("heading", level=3, name=programme, exact=True)
        hides(title, f"encore « {programme} » après sa suppression")


class Bell:
    """La cloche du coach, seul endroit où Virtus affiche ses messages."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def shows_message(self, message: str) -> None:
        """Exige un message dans la cloche."""
        self._open()
        shows(self._messages().filter(has_text=message).first, f"le message « {message} » dans la cloche")

    def messages(self) -> list[str]:
        """Lit tous les messages de la cloche."""
        self._open()
        shows(self._messages().first, "le moindre message dans la cloche")
        return self._messages().all_inner_texts()

    def hides_message(self, message: str) -> None:
        """Exige l'absence d'un message, cloche ouverte."""
        self._open()
        hides(self._messages().filter(has_text=message), f"le message « {message} » dans la cloche")

    def _messages(self) -> Locator:
        return self._page.locator("li > button")

    def _open(self) -> None:
        panel = self._page.get_by_text("Notifications", exact=True).locator("visible=true").first
        bell = self._page.locator("header button").first
        for _ in range(2):
            if panel.is_visible():
                return
            bell.click()
            # Dans Virtus, le premier clic sur des messages non lus referme aussitôt le panneau.
            if _appears(panel):
                return
        shows(panel, "le panneau « Notifications »")


def _appears(locator: Locator) -> bool:
    from playwright.sync_api import TimeoutError as PlaywrightTimeout

    try:
        locator.wait_for(timeout=500)
    except PlaywrightTimeout:
        return False
    return locator.is_visible()


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

    def landmark(self) -> Locator:
        return self._page.get_by_role("button", name="Programmes Assignés")

    def assigned_programme(self, name: str) -> ProgrammeSummary:
        """Lit la carte d'un programme assigné."""
        line = self._card(name).get_by_text(re.compile(r"Début\s*:"))
        shows(line, f"le début, la semaine et le statut de « {name} »")
        facts = dict(re.findall(r"(Début|Semaine|Statut)\s*:?\s*([^|]+)", line.inner_text()))
        return ProgrammeSummary(name, *(facts.get(key, "").strip() for key in ("Début", "Semaine", "Statut")))

    def hides_programme(self, name: str) -> None:
        """Exige qu'un programme ne soit pas de ceux du client, une fois les siens affichés."""
        shows(self._page.get_by_role("button", name="Voir Détails").first, "un seul programme assigné")
        title = self._page.get_by_role("heading", level=4, name=name, exact=True)
        hides(title, f"« {name} », qui n'est pas assigné à ce client")

    def details(self, name: str) -> ProgrammeTable:
        """Ouvre le détail d'un programme assigné."""
        self._card(name).get_by_role("button", name="Voir Détails").click()
        return ProgrammeTable(self._page.get_by_role("dialog"))

    def _card(self, name: str) -> Locator:
        title = self._page.get_by_role("heading", level=4, name=name, exact=True)
        if not title.is_visible():
            # L'accordéon de Virtus est fermé à l'ouverture, quoi que dise son code.
            self.landmark().click()
        details = self._page.get_by_role("button", name="Voir Détails")
        card = self._page.locator("div").filter(has=title).filter(has=details).last
        shows(card, f"« {name} » parmi les programmes assignés de ce client")
        return card
