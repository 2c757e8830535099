"""Entrer dans Virtus, et en sortir."""

import re
from typing import Self

from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from recette.pages.base import Screen
from recette.pages.parts import part, shows
from recette.programmes import Person

_READ_AT_ENTRY = (
    *("clients", "exercises", "programs", "sessions", "nutrition_plans", "messages", "notifications"),
    *("food_items", "bilan_templates", "bilan_assignments"),
)
# Une fonction de la page qui rend ce qui manque encore.
_MISSING = """tables => {
    const arrived = performance.getEntriesByType('resource').map(({ name }) => name);
    // Le profil se lit dans la table des clients : une ligne lue par son identifiant n'est pas la liste.
    const lists = arrived.filter(address => !/[?&]id=eq[.]/.test(address));
    return tables.filter(table => !lists.some(address => address.includes(`/rest/v1/${table}?`)));
}"""
_ALL_ARRIVED = f"tables => ({_MISSING})(tables).length === 0"
_OUTSIDE = "about:blank"
_ENTRANCE = re.compile(rf"#/(login)?$|^{_OUTSIDE}$")


class Login(Screen):
    """Connexion à Virtus"""

    route = "/login"

    @part("l'écran de connexion")
    def landmark(self) -> Locator:
        return self._page.get_by_role("heading", level=1, name="Connexion à Virtus")

    @part("le champ « Adresse Email »")
    def _email(self) -> Locator:
        return self._page.get_by_label("Adresse Email")

    @part("le champ « Mot de passe »")
    def _password(self) -> Locator:
        return self._page.get_by_label("Mot de passe", exact=True)

    @part("le bouton « Se connecter »")
    def _submit(self) -> Locator:
        return self._page.get_by_role("button", name="Se connecter", exact=True)

    @part("le lien « Se connecter »", only_if="on est sur l'accueil public")
    def _link(self) -> Locator:
        return self._page.get_by_role("link", name="Se connecter").first

    def sign_in(self, email: str, password: str) -> None:
        """Se connecte par le formulaire, et attend d'être entré."""
        self.shows_entrance()
        # Se déconnecter ramène le client de Virtus à l'accueil public, et le coach au formulaire.
        if not self.landmark().locator.is_visible():
            self._link().click()
        self._email().fill(email)
        self._password().fill(password)
        self._submit().click()
        message = "La connexion n'ouvre pas l'espace de la personne."
        expect(self._page, message).to_have_url(re.compile("#/app"))

    def says(self, message: re.Pattern[str]) -> None:
        """Exige un message sur l'écran de connexion."""
        self.landmark().shows()
        # Dans Virtus un message n'est qu'un paragraphe, sans rôle.
        shows(self._page.get_by_text(message).first, f"un message qui dise « {message.pattern} »")

    def shows_entrance(self) -> None:
        """Exige l'écran de connexion ou l'accueil public : ce que voit qui n'est pas connecté."""
        shows(self.landmark().locator.or_(self._link().locator).first, "l'entrée de Virtus")

    def go_back(self, times: int) -> None:
        """Revient en arrière autant de fois, en laissant à chaque fois l'adresse se poser.

        Qui n'a plus rien derrière soi sort de Virtus ; il y rentre par où il est sorti.
        """
        for _ in range(times):
            self._page.go_back()
            expect(self._page, "Un retour en arrière ramène dans l'application.").to_have_url(_ENTRANCE)
            if self._page.url == _OUTSIDE:
                self._page.go_forward()
                return


class Account(Screen):
    """Compte de la personne connectée"""

    def __init__(self, page: Page, person: Person) -> None:
        super().__init__(page)
        self._person = person
        self._is_coach = person.role == "coach"
        self.route = "/app/clients" if self._is_coach else "/app/profile"

    @part("le compte de la personne connectée")
    def landmark(self) -> Locator:
        if self._is_coach:
            return self._page.locator(f'header img[alt="{self._person.first_name}"]')
        return self._page.get_by_role("button", name="Se déconnecter")

    @part("« Déconnexion »", only_if="le menu du compte d'un coach est ouvert")
    def _sign_out(self) -> Locator:
        return self._page.get_by_role("button", name="Déconnexion")

    @part("le lien « Profil »", only_if="la personne est cliente")
    def _profile(self) -> Locator:
        return self._page.get_by_role("link", name="Profil", exact=True)

    def settle(self) -> Self:
        """Attend que tout ce que Virtus lit à l'entrée soit arrivé : une panne ne l'atteindra plus."""
        tables = list(_READ_AT_ENTRY)
        try:
            self._page.wait_for_function(_ALL_ARRIVED, arg=tables)
        except PlaywrightTimeout:
            missing = ", ".join(self._page.evaluate(_MISSING, tables))
            raise AssertionError(f"À l'entrée, Virtus n'a pas fini de lire : {missing}.") from None
        return self

    def sign_out(self) -> None:
        """Se déconnecte, depuis l'écran où la personne se trouve."""
        if self._is_coach:
            self.landmark().click()
            self._sign_out().click()
        else:
            self._profile().click()
            self.landmark().click()
        Login(self._page).shows_entrance()
