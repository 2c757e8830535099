"""La bibliothèque du coach."""

import re

from playwright.sync_api import Locator, Page, expect

from recette.pages.base import Screen
from recette.pages.dialogs import AssignDialog
from recette.pages.parts import hides, part

_COUNTER = re.compile(r"Assigné à (\d+) client\(s\)")


class Library(Screen):
    """Bibliothèque d'entraînements"""

    route = "/app/musculation/bibliotheque"

    @part("la bibliothèque")
    def landmark(self) -> Locator:
        return self._page.get_by_role("heading", level=1, name="Bibliothèque d'entraînements")

    @part("l'onglet « Séances »")
    def _sessions(self) -> Locator:
        tabs = self._page.get_by_role("navigation", name="Tabs")
        return tabs.get_by_role("button", name="Séances", exact=True)

    @part("« {0} » dans la bibliothèque")
    def _title(self, programme: str) -> Locator:
        return self._page.get_by_role("heading", level=3, name=programme, exact=True)

    @part("le bouton « Assigner » de « {0} »")
    def _assign(self, programme: str) -> Locator:
        return self._card(programme).get_by_role("button", name="Assigner", exact=True)

    @part("le bouton « Modifier » de « {0} »")
    def _edit(self, programme: str) -> Locator:
        return self._card(programme).get_by_role("button", name="Modifier", exact=True)

    @part("le bouton « Supprimer » de « {0} »")
    def _delete(self, programme: str) -> Locator:
        return self._card(programme).get_by_role("button", name="Supprimer", exact=True)

    @part("le compteur de « {0} »", only_if="le programme est assigné")
    def _counter(self, programme: str) -> Locator:
        return self._card(programme).get_by_text(_COUNTER)

    # Les versions de décembre 2025 demandent dans la page, et non par le navigateur, ce qui est assigné.
    @part("de quoi confirmer la suppression", only_if="la suppression d'un programme assigné est demandée")
    def _confirm(self) -> Locator:
        return self._page.get_by_role("dialog").get_by_role("button", name="Confirmer la suppression")

    def start_assigning(self, programme: str) -> AssignDialog:
        """Ouvre la fenêtre d'assignation d'un programme."""
        self._title(programme).shows()
        self._assign(programme).click()
        return AssignDialog(self._page, programme)

    def start_editing(self, programme: str) -> None:
        """Demande à modifier un programme, ce qui mène au créateur."""
        self._title(programme).shows()
        self._edit(programme).click()

    def shows_counter(self, programme: str, count: int) -> None:
        """Exige le compteur « Assigné à N client(s) » ; il est absent quand N vaut zéro."""
        self._assign(programme).shows()
        counter = self._counter(programme).locator
        if count == 0:
            hides(counter, f"un compteur d'assignations sur « {programme} », qui n'est assigné à personne")
            return
        wanted = f"Assigné à {count} client(s)"
        expect(counter, f"Le compteur de « {programme} » n'est pas « {wanted} ».").to_have_text(wanted)

    def shows_programme(self, programme: str, whom: str) -> None:
        """Exige un programme."""
        self._title(programme).shows(whom)

    def hides_programme(self, programme: str) -> None:
        """Exige l'absence d'un programme, les autres étant chargés."""
        hides(self._title(programme).locator, f"« {programme} » dans la bibliothèque d'une autre personne")

    def assign_session(self, session: str, client: str) -> None:
        """Assigne une séance isolée, depuis l'onglet « Séances »."""
        self._sessions().click()
        dialog = self.start_assigning(session)
        dialog.choose(client)
        # Il n'y a rien à en attendre de l'API : Virtus refuse de lui-même.
        dialog.submit()
        dialog.closes()

    def delete(self, programme: str) -> None:
        """Supprime un programme, en confirmant."""
        with self._accepting() as asked:
            self._delete(programme).click()
        if not asked:
            self._confirm().click()
        hides(self._title(programme).locator, f"encore « {programme} » après sa suppression")

    def _card(self, programme: str) -> Locator:
        # La carte est le plus petit bloc qui réunit les deux, donc le dernier de ceux qui tiennent le titre :
        # chercher parmi tous les blocs de la page prendrait des secondes dans une grande bibliothèque.
        assign = self._page.get_by_role("button", name="Assigner", exact=True)
        return self._title(programme).locator.locator("xpath=ancestor::div").filter(has=assign).last


class Clients(Screen):
    """Mes Clients"""

    route = "/app/clients"

    @part("la liste de ses clients")
    def landmark(self) -> Locator:
        return self._page.get_by_role("heading", level=1, name="Mes Clients")

    # Toute la ligne mène à la fiche ; dans Virtus, rien d'autre n'y est un lien.
    @part("{0} dans la liste des clients", only_if="la coach a des clients")
    def _client(self, first_name: str) -> Locator:
        return self._page.get_by_role("cell", name=first_name, exact=True)

    def choose(self, first_name: str) -> None:
        """Ouvre la fiche d'un client, par sa ligne."""
        self._client(first_name).click()


class Bell:
    """Cloche du coach"""

    def __init__(self, page: Page) -> None:
        self._page = page

    # Dans Virtus elle n'a pas de nom : c'est le premier bouton de l'en-tête.
    @part("la cloche")
    def landmark(self) -> Locator:
        return self._page.locator("header button").first

    @part("le panneau « Notifications »", only_if="la cloche est ouverte")
    def _panel(self) -> Locator:
        return self._page.get_by_text("Notifications", exact=True).locator("visible=true").first

    @part("le moindre message dans la cloche", only_if="la cloche est ouverte")
    def _message(self) -> Locator:
        return self._messages().first

    def shows_message(self, message: str) -> None:
        """Exige un message dans la cloche."""
        self._open()
        found = self._messages().filter(has_text=message).first
        expect(found, f"L'écran ne montre pas le message « {message} » dans la cloche.").to_be_visible()

    def messages(self) -> list[str]:
        """Lit tous les messages de la cloche."""
        self._open()
        self._message().shows()
        return self._messages().all_inner_texts()

    def hides_message(self, message: str) -> None:
        """Exige l'absence d'un message, cloche ouverte."""
        self._open()
        hides(self._messages().filter(has_text=message), f"le message « {message} » dans la cloche")

    def _messages(self) -> Locator:
        return self._page.locator("header li > button")

    def _open(self) -> None:
        panel, bell = self._panel(), self.landmark()
        for _ in range(2):
            if panel.locator.is_visible():
                return
            bell.click()
            # Dans Virtus, lire des messages remonte tout l'écran : le premier clic éteint la pastille et
            # referme aussitôt le panneau. Tant qu'elle est allumée, ce qu'on voit n'est pas stable.
            hides(bell.locator.locator("span"), "encore la pastille de la cloche après un clic")
            if panel.appears():
                return
        panel.shows()
