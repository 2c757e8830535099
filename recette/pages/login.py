"""Entrer dans Virtus, et en sortir."""

import re
from typing import Self

from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from recette.pages.base import Screen, shows
from recette.programmes import Person

_READ_AT_ENTRY = (
    *("clients", "exercises", "programs", "sessions", "nutrition_plans", "messages", "notifications"),
    *("food_items", "bilan_templates", "bilan_assignments"),
)
_ALL_ARRIVED = """tables => {
    const arrived = performance.getEntriesByType('resource').map(({ name }) => name);
    return tables.every(table => arrived.some(address => address.includes(`/rest/v1/${table}?`)));
}"""
_ENTRANCE = re.compile(r"#/(login)?$")


class Login(Screen):
    """Connexion à Virtus"""

    route = "/login"

    def landmark(self) -> Locator:
        return self._page.get_by_role("heading", level=1, name="Connexion à Virtus")

    def sign_in(self, email: str, password: str) -> None:
        """Se connecte par le formulaire, et attend d'être entré."""
        self._page.get_by_label("Adresse Email").fill(email)
        self._page.get_by_label("Mot de passe", exact=True).fill(password)
        self._page.get_by_role("button", name="Se connecter").click()
        expect(self._page, "La connexion n'ouvre pas l'espace de la personne.").to_have_url(
            re.compile("#/app")
        )

    def says(self, message: re.Pattern[str]) -> None:
        """Exige un message sur l'écran de connexion."""
        shows(self.landmark(), "l'écran de connexion")
        shows(
            self._page.get_by_role("alert").filter(has_text=message),
            f"un message qui dise « {message.pattern} »",
        )

    def shows_entrance(self) -> None:
        """Exige l'écran de connexion ou l'accueil public : ce que voit qui n'est pas connecté."""
        shows(self._entrance(), "l'entrée de Virtus")

    def go_back(self, times: int) -> None:
        """Revient en arrière autant de fois, en laissant à chaque fois l'adresse se poser."""
        for _ in range(times):
            self._page.go_back()
            expect(self._page, "Un retour en arrière ramène dans l'application.").to_have_url(_ENTRANCE)

    def _entrance(self) -> Locator:
        return self.landmark().or_(self._page.get_by_role("link", name="Se connecter"))


class Account(Screen):
    """Compte de la personne connectée"""

    def __init__(self, page: Page, person: Person) -> None:
        super().__init__(page)
        self._person = person
        self.route = "/app/clients" if person.role == "coach" else "/app/profile"

    def landmark(self) -> Locator:
        if self._person.role == "coach":
            return self._page.locator(f'header img[alt="{self._person.first_name}"]')
        return self._page.get_by_role("button", name="Se déconnecter")

    def settle(self) -> Self:
        """Attend que tout ce que Virtus lit à l'entrée soit arrivé : une panne ne l'atteindra plus."""
        try:
            self._page.wait_for_function(_ALL_ARRIVED, arg=list(_READ_AT_ENTRY))
        except PlaywrightTimeout:
            raise AssertionError("Virtus n'a pas fini de lire ce qu'il lit à l'entrée.") from None
        return self

    def sign_out(self) -> None:
        """Se déconnecte, depuis l'écran où la personne se trouve."""
        if self._person.role == "coach":
            self.landmark().click()
            self._page.get_by_role("button", name="Déconnexion").click()
        else:
            self._page.get_by_role("link", name="Profil", exact=True).click()
            self.landmark().click()
        shows(Login(self._page).landmark(), "l'écran de connexion après la déconnexion")
