"""L'application de référence : accessible, à l'aise sur un téléphone, et seule avec son serveur."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from recette import parts
from recette.application import REFERENCE_APP
from recette.cast import Cast
from recette.database.prepared import BASELINE
from recette.database.script import Script, run
from recette.database.worlds import Worlds
from recette.pages.login import Login
from recette.plan import DEFAULT_MIGRATION
from recette.programmes import ordinary
from recette.stack.embedded import EmbeddedSupabase
from recette.stack.postgres import Cluster
from recette.target import Target

COACH, CLIENT, NEWCOMER = "Camille Moreau", "Léa Martin", "Bruno Durand"
PROGRAMME = "Force d'hiver"
SIZES: dict[str, ViewportSize] = {
    "ordinateur": {"width": 1280, "height": 800},
    "téléphone": {"width": 390, "height": 844},
}

LEAVES_AT_ONCE = """place => addEventListener('popstate', function leave() {
    if (location.hash !== '#/app') return;
    removeEventListener('popstate', leave);
    queueMicrotask(() => { location.hash = place; });
})"""

LIBRARY, BUILDER = "/app/musculation/bibliotheque", "/app/musculation/createur"
OWN, HOME = "/app/workout/my-programs", "/app/workout"

VIEWS: dict[str, tuple[str | None, str, list[str], str]] = {
    "accueil public": (None, "/", [], "Le coach compose"),
    "connexion": (None, "/login", [], "Connexion à Virtus"),
    "inscription": (None, "/login", ["Inscrivez-vous"], "Créer un compte"),
    "tableau de bord": (COACH, "/app", [], "Martin"),
    "cloche": (COACH, "/app", ["Notifications"], "Aucune notification."),
    "menu du coach": (COACH, "/app", ["Camille"], "Déconnexion"),
    "clients": (COACH, "/app/clients", [], "Mes Clients"),
    "bibliothèque": (COACH, LIBRARY, [], "Assigné à 1 client(s)"),
    "séances": (COACH, LIBRARY, ["Séances"], "Séance 2 de la semaine 2"),
    "séance vue": (COACH, LIBRARY, ["Séances", "Voir"], "Soulevé de terre"),
    "fenêtre d'assignation": (COACH, LIBRARY, ["Assigner"], NEWCOMER),
    "aperçu": (COACH, LIBRARY, ["Visualiser"], "Séance 1 de la semaine 1"),
    "créateur du coach": (COACH, BUILDER, [], "Un exercice choisi s'ajoute à la séance."),
    "modèle ouvert": (COACH, LIBRARY, ["Modifier"], "Développé couché"),
    "fiche d'un client": (COACH, "/app/client/{client}", ["Programmes Assignés"], "Statut: Actif"),
    "détail chez le coach": (
        COACH,
        "/app/client/{client}",
        ["Programmes Assignés", "Voir Détails"],
        "Séance 1 de la semaine 1",
    ),
    "accueil du client": (CLIENT, HOME, [], "Semaine 1/2"),
    "accueil sans programme": (NEWCOMER, HOME, [], "Aucun programme ne vous a été assigné"),
    "mes programmes": (CLIENT, OWN, [], "Assignés par votre coach"),
    "aucun programme": (NEWCOMER, OWN, [], "Vous n'avez aucun programme sauvegardé."),
    "programme consulté": (CLIENT, OWN, ["Consulter"], "Séance 1 de la semaine 1"),
    "charges modifiées": (CLIENT, OWN, ["Consulter", "Modifier mes charges"], "Enregistrer"),
    "séance du jour": (CLIENT, f"{HOME}/current-program", [], "Terminer la séance"),
    "créateur du client": (CLIENT, f"{HOME}/builder", ["Ajouter un exercice"], "Enregistrer"),
    "choix d'un exercice": (
        CLIENT,
        f"{HOME}/builder",
        ["Ajouter un exercice", "Choisir un exercice"],
        "Fentes marchées",
    ),
    "profil": (CLIENT, "/app/profile", [], CLIENT),
}


@pytest.fixture(scope="session")
def virtus(run_folder: Path, cluster: Cluster, worlds: Worlds) -> Iterator[Target]:
    """L'application devant une base migrée."""
    url = worlds.clone(BASELINE, "application")
    assert run(url, Script.read(DEFAULT_MIGRATION)).error is None
    with EmbeddedSupabase("application", run_folder, cluster, "application", REFERENCE_APP) as supabase:
        supabase.wait_ready()
        yield supabase.target


@pytest.fixture(scope="session")
def cast(virtus: Target) -> Iterator[Cast]:
    """Une coach, une cliente à qui un programme est assigné, et un client qui n'en a pas encore."""
    cast = Cast(virtus)
    coach = cast.coach(COACH)
    client = cast.client(CLIENT, coach=coach)
    cast.client(NEWCOMER, coach=coach)
    cast.assignment(cast.template(coach, ordinary(PROGRAMME)), client)
    yield cast
    cast.close()


@pytest.fixture(scope="module")
def window(chromium: Browser, cast: Cast) -> Iterator[Callable[[str | None, str], Page]]:
    """Ouvre, une fois par taille d'écran, la fenêtre d'une personne déjà connectée ou d'un visiteur."""
    opened: dict[tuple[str | None, str], Page] = {}

    def open_window(person: str | None, size: str) -> Page:
        if (person, size) not in opened:
            context = chromium.new_context(
                base_url=cast.target.url, viewport=SIZES[size], locale="fr-FR", reduced_motion="reduce"
            )
            page = opened[person, size] = context.new_page()
            if person:
                Login(page).open().sign_in(cast.person(person).email, cast.password)
        return opened[person, size]

    yield open_window
    for page in opened.values():
        page.context.close()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("person", "route", "clicks", "shown"), VIEWS.values(), ids=VIEWS)
def test_a_screen_is_for_everyone(
    window: Callable[[str | None, str], Page],
    cast: Cast,
    size: str,
    person: str | None,
    route: str,
    clicks: list[str],
    shown: str,
) -> None:
    """Aucune faute d'accessibilité, rien qui déborde, et aucun autre serveur que le sien."""
    page = window(person, size)
    page.goto(f"/#{route.format(client=cast.person(CLIENT).id)}")
    page.reload()
    for button in clicks:
        page.get_by_role("button", name=button).first.click()
    expect(page.get_by_text(shown).locator("visible=true").first).to_be_visible()
    assert violations(page) == []
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert overflow <= 0, f"L'écran déborde de {overflow} pixels."
    assert called_hosts(page) == {urlsplit(cast.target.url).netloc}


def test_entering_never_fights_who_goes_elsewhere_at_once(chromium: Browser, cast: Cast) -> None:
    """Qui part pendant que la connexion ouvre son espace arrive où il va, et n'est pas ramené à l'accueil."""
    person = cast.person(CLIENT)
    with closing(chromium.new_context(base_url=cast.target.url)) as context:
        page = context.new_page()
        login = Login(page).open()
        page.evaluate(LEAVES_AT_ONCE, OWN)
        login.sign_in(person.email, cast.password)
        expect(page.get_by_text("Assignés par votre coach")).to_be_visible()


def violations(page: Page) -> list[str]:
    page.evaluate((parts.node_modules() / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("axe.run().then(({ violations }) => violations)")
    return [f"{fault['id']} : {node['target']} {node['html']}" for fault in found for node in fault["nodes"]]


def called_hosts(page: Page) -> set[str]:
    calls = "performance.getEntriesByType('resource').map(({ name }) => name)"
    return {host for address in page.evaluate(calls) if (host := urlsplit(address).netloc)}
