"""Entrer dans Virtus, et en sortir."""

import re

from playwright.sync_api import Locator, Page, expect

from recette.pages.base import Screen, shows
from recette.programmes import Person


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
        expect(self._page, "La connexion n'ouvre pas l'espace de la personne.").to_have_url(re.compile("#/app"))

    def says(self, message: re.Pattern[str]) -> None:
        """Exige un message sur l'écran de connexion."""
        shows(self.landmark(), "l'écran de connexion")
        shows(self._page.get_by_role("alert").filter(has_text=message), f"un message qui dise « {message.pattern} »")

    def stays_in_spite_of_going_back(self, times: int) -> None:
        """Revient en arrière et exige, à chaque pas, un écran où personne n'est connecté."""
        public = self.landmark().or_(self._page.get_by_role("link", name="Se connecter"))
        shows(public, "l'écran de connexion après la déconnexion")
        for _ in range(times):
            self._page.go_back()
            shows(public, "l'écran de connexion après un retour en arrière")


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

    def sign_out(self) -> None:
        """Se déconnecte, depuis l'écran où la personne se trouve."""
        if self._person.role == "coach":
            self.landmark().click()
            self._page.get_by_role("button", name="Déconnexion").click()
        else:
            self._page.get_by_role("link", name="Profil", exact=True).click()
            self.landmark().click()
        shows(Login(self._page).landmark(), "l'écran de connexion après la déconnexion")
