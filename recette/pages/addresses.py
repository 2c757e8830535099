"""Les adresses que n'importe qui peut taper, et l'écran où elles mènent."""

import re
from uuid import UUID

from playwright.sync_api import Page, expect

from recette.pages.builder import COACH_BUILDER
from recette.pages.glimpses import Glimpses
from recette.pages.parts import shows, visits

_ADDRESSES = {
    "le tableau de bord": ("/app", "Tableau de bord"),
    "la liste des clients": ("/app/clients", "Mes Clients"),
    "la bibliothèque": ("/app/musculation/bibliotheque", "Bibliothèque d'entraînements"),
    "le créateur de programmes": ("/app/musculation/createur", COACH_BUILDER.pattern),
    "l'accueil d'une cliente": ("/app/workout", "Entraînement"),
    "le programme en cours": ("/app/workout/current-program", "Programme en cours"),
    "les programmes d'une cliente": ("/app/workout/my-programs", "Mes Programmes"),
    "le créateur de séances": ("/app/workout/builder", "Créateur de séance"),
}


class Address:
    """L'adresse d'un écran, et le titre qu'on y lit quand on y a droit (une expression régulière)."""

    def __init__(self, page: Page, route: str, title: str) -> None:
        self._page = page
        self._route = route
        self.title = title.strip("^$")

    @classmethod
    def of(cls, page: Page, screen: str) -> "Address":
        """Rend l'adresse d'un écran que les scénarios nomment."""
        return cls(page, *_ADDRESSES[screen])

    @classmethod
    def of_profile(cls, page: Page, client_id: UUID, name: str) -> "Address":
        """Rend l'adresse de la fiche d'un client."""
        return cls(page, f"/app/client/{client_id}", re.escape(name))

    def visit(self) -> None:
        """Tape l'adresse, sans rien exiger de ce qu'elle montre."""
        self._glimpses = Glimpses(self._page)
        visits(self._page, self._route)

    def is_shown(self) -> None:
        """Exige l'écran lui-même, à son adresse."""
        title = re.compile(rf"^{self.title}$")
        shows(self._page.get_by_role("heading", level=1, name=title).first, f"l'écran de {self._route}")
        expect(self._page, f"L'adresse n'est pas {self._route}.").to_have_url(
            re.compile(rf"#{re.escape(self._route)}$")
        )

    def never_shown(self) -> None:
        """Exige que la fenêtre n'ait pas affiché cet écran, même un instant."""
        self._glimpses.never_showed(rf"^{self.title}$", f"l'écran de {self._route}")

    def never_showed(self, text: str) -> None:
        """Exige que la fenêtre n'ait pas affiché un texte, même un instant."""
        self._glimpses.never_showed(re.escape(text), "ce qui n'est pas à cette personne")

    def says_not_found(self) -> None:
        """Exige « Client non trouvé. »."""
        shows(self._page.get_by_text("Client non trouvé."), "« Client non trouvé. »")
