"""Les écrans : ce qu'on en lit, sous toutes les formes que Virtus leur a données."""

from uuid import UUID

import pytest
from playwright.sync_api import Page, Route

from recette.browser import SCREEN_DEADLINE_MS
from recette.pages.__main__ import report
from recette.pages.builder import ClientBuilder
from recette.pages.client import MyProgrammes
from recette.pages.coach import Bell, Clients
from recette.pages.dialogs import AssignDialog
from recette.pages.login import _READ_AT_ENTRY, Account
from recette.pages.profile import ClientProfile
from recette.pages.programme_table import ProgrammeTable, differences
from recette.pages.shelves import Shelf
from recette.pages.stillness import expect_restless
from recette.pages.tour import Sighting
from recette.programmes import Person, PlannedExercise, PlannedSession, Programme


def test_the_tour_fails_when_something_is_gone(capsys: pytest.CaptureFixture[str]) -> None:
    """Ce qui ne se montre qu'à une condition ne manque pas ; ce qu'on n'a pas pu voir, si."""
    idle = Sighting(
        "Bibliothèque", "le compteur", "sans objet", "ne se montre que si le programme est assigné"
    )
    assert report(iter([Sighting("Bibliothèque", "l'onglet « Séances »", "présent"), idle])) == 0
    assert report(iter([Sighting("Bibliothèque", "le bouton « Assigner »", "absent"), idle])) == 1
    assert report(iter([Sighting("Cloche", "la cloche", "inconnu", "L'écran ne montre pas la cloche.")])) == 1
    assert "le bouton « Assigner »" in capsys.readouterr().out


def test_the_bell_of_virtus_needs_two_clicks(screen: Page) -> None:
    """Le premier clic éteint la pastille et remonte l'écran ; le second montre les messages."""
    screen.set_content(_REMOUNTING_BELL)
    Bell(screen).shows_message("Programme assigné avec succès à 1 client(s).")


def test_messages_are_read_in_the_bell_only(screen: Page) -> None:
    """Un bouton d'une liste de la page n'est pas un message."""
    screen.set_content("<ul><li><button>Bilan</button></li></ul>" + _REMOUNTING_BELL)
    assert Bell(screen).messages() == ["Programme assigné avec succès à 1 client(s)."]


@pytest.mark.parametrize("heading", ["Programmes Assignés", "Entraînements assignés"])
@pytest.mark.parametrize(
    "card",
    [
        "<h4>Force</h4><p>Début: 18/11/2025 | Semaine 1/4 | Statut: Actif</p><button>Voir Détails</button>",
        "<p>Force</p><p>4 semaines · Semaine 1/4</p><button>Consulter</button>",
    ],
    ids=["novembre", "décembre"],
)
def test_a_profile_of_any_version_shows_its_programmes(screen: Page, heading: str, card: str) -> None:
    """L'accordéon est fermé d'abord, sans le dire ; la carte a changé de forme."""
    screen.set_content(
        f"<button onclick=\"document.querySelector('#c').hidden = false\">{heading}</button>"
        f"<div id=c hidden><div>{card}</div></div>"
    )
    profile = ClientProfile(screen, _NOBODY)
    profile.shows_programme("Force")
    if "Début" in card:
        assert profile.assigned_programme("Force").status == "Actif"
    else:
        with pytest.raises(AssertionError, match="ne montre pas le début, la semaine et le statut"):
            profile.assigned_programme("Force")


def test_clients_are_offered_in_any_order(screen: Page) -> None:
    """Virtus les propose dans l'ordre de la base."""
    screen.set_content(_dialog("Léa Martin", "Bruno Durand"))
    dialog = AssignDialog(screen, "Force")
    dialog.offers(["Bruno Durand", "Léa Martin"])
    with pytest.raises(AssertionError, match="Attendu : Léa Martin\nVu : Léa Martin, Bruno Durand"):
        dialog.offers(["Léa Martin"])
    with pytest.raises(AssertionError, match="ne montre pas Inès Roux parmi les clients proposés"):
        dialog.offers(["Inès Roux", "Léa Martin"])


@pytest.mark.parametrize(
    ("restless", "delay_ms", "title"), [(True, 100, "lu"), (False, 60_000, "")], ids=["agité", "tranquille"]
)
def test_a_restless_screen_is_touched_once_still(
    screen: Page, restless: bool, delay_ms: int, title: str
) -> None:
    """Virtus redessine tout quand ses lectures reviennent : ce qu'on y aurait ouvert serait refermé."""
    page = "<h1>Mes Clients</h1><script>fetch('/').then(() => document.title = 'lu')</script>"
    screen.route("**/", lambda route: route.fulfill(body=page, content_type="text/html; charset=utf-8"))
    screen.context.add_init_script(f"window.fetch = () => new Promise(done => setTimeout(done, {delay_ms}))")
    screen.context.set_default_timeout(SCREEN_DEADLINE_MS)
    if restless:
        expect_restless(screen.context)
    Clients(screen).open()
    assert screen.title() == title


@pytest.mark.parametrize("asked", [2, 0], ids=["un par un", "sans rien demander"])
def test_assigning_is_over_when_every_client_is_answered(screen: Page, asked: int) -> None:
    """Virtus ferme la fenêtre au premier succès, et assigne encore ; sans demande, on juge à la suite."""
    answered: list[str] = []

    def answer(route: Route) -> None:
        if route.request.method == "POST":
            answered.append(route.request.url)
        route.fulfill(json={"success": True})

    screen.route("**/", lambda route: route.fulfill(body="", content_type="text/html"))
    screen.route("**/rest/v1/rpc/**", answer)
    screen.goto("/")
    screen.set_content(_dialog("Léa Martin", "Bruno Durand") + _CLOSING_EARLY.format(asked=asked))
    dialog = AssignDialog(screen, "Force")
    for client in ("Léa Martin", "Bruno Durand"):
        dialog.choose(client)
    dialog.confirm()
    assert len(answered) == asked


def test_an_exercise_whose_image_bears_its_name_is_chosen(screen: Page) -> None:
    """Le nom du bouton est alors doublé."""
    screen.set_content(
        """<h1>Créateur de séance</h1><button>Détails de la Séance</button>
        <label>Nom de la séance</label><input><button>Ajouter un exercice</button><p>Choisir un exercice</p>
        <div role=dialog aria-label="Choisir un exercice"><input placeholder="Rechercher...">
        <button onclick="document.body.dataset.chosen = 1"><img alt="Gainage"><p>Gainage</p></button></div>
        <button onclick="alert(document.body.dataset.chosen ? 'Enregistré' : 'Vide')">Enregistrer</button>"""
    )
    with pytest.raises(AssertionError, match="après l'enregistrement ; message lu : « Enregistré »"):
        ClientBuilder(screen).save_session("Réveil", "Gainage")


def test_a_failure_without_an_alert_is_read(screen: Page) -> None:
    """Dans Virtus, un échec n'est qu'un paragraphe."""
    shelf = Shelf(screen, "/app/workout")
    screen.set_content("<h3>Programme en cours</h3><p>Impossible de charger votre programme.</p>")
    shelf.shows_failure()


@pytest.mark.parametrize("known", [True, False], ids=["de mémoire", "de l'API"])
def test_what_an_app_remembers_needs_no_loading(screen: Page, known: bool) -> None:
    """Un Virtus qui tient déjà ses programmes les montre aussitôt : il n'avait rien à charger."""
    screen.route("**/", lambda route: route.fulfill(body="", content_type="text/html"))
    screen.route("**/rest/v1/**", lambda route: route.fulfill(json=[]))
    screen.goto("/")
    shelf = Shelf(screen, "/app/workout")
    screen.evaluate(_SHOWING, known)
    if known:
        shelf.shows_after_loading("Force")
    else:
        with pytest.raises(AssertionError, match="n'a jamais montré qu'il chargeait"):
            shelf.shows_after_loading("Force")


def test_a_programme_that_is_only_current_is_among_the_assigned(screen: Page) -> None:
    """Virtus ne liste pas le programme en cours : il est sur l'accueil. Mais il le range parmi les créés."""
    screen.route(
        "**/", lambda route: route.fulfill(body=_TWO_SCREENS, content_type="text/html; charset=utf-8")
    )
    MyProgrammes(screen).open().shows_assigned("Force")
    with pytest.raises(AssertionError, match="ni comme programme en cours"):
        MyProgrammes(screen).open().shows_assigned("Cardio")
    with pytest.raises(AssertionError, match="montre « Force » parmi les programmes créés"):
        MyProgrammes(screen).open().hides_own("Force")


@pytest.mark.parametrize("late", [True, False], ids=["en route", "arrivée"])
def test_a_profile_is_not_the_list_of_clients(screen: Page, late: bool) -> None:
    """Virtus lit les deux dans la même table : une panne surprendrait la liste encore en route."""

    def answer(route: Route) -> None:
        if not (late and route.request.url.endswith("/clients?select=*")):
            route.fulfill(json=[])

    screen.route("**/", lambda route: route.fulfill(body="", content_type="text/html"))
    screen.route("**/rest/v1/**", answer)
    screen.goto("/")
    reads = [*_READ_AT_ENTRY, f"clients?select=*&id=eq.{_NOBODY}"]
    screen.evaluate(
        "reads => { for (const read of reads) fetch(`/rest/v1/${read}`); }",
        [read if "?" in read else f"{read}?select=*" for read in reads],
    )
    account = Account(screen, Person(_NOBODY, "client", "Léa", "Martin", "lea@exemple.test"))
    if not late:
        account.settle()
        return
    with pytest.raises(AssertionError, match=r"n'a pas fini de lire : clients\."):
        account.settle()


WEEKS = Programme(
    "Force",
    weeks=2,
    sessions=tuple(
        PlannedSession(f"Séance {rank}", week, 2 * week + rank, (PlannedExercise("Gainage", load=load),))
        for week, load in ((1, "60 kg"), (2, None))
        for rank in (1, 2)
    ),
)


def test_a_table_that_ranks_its_sessions_is_read(screen: Page) -> None:
    """Séance désignée par son rang, colonnes ajoutées, valeur absente, semaines en onglets."""
    screen.set_content(_TABS)
    table = ProgrammeTable(screen.get_by_role("dialog"))
    assert differences(WEEKS, table.rows()) == []


def test_a_rank_out_of_place_is_seen(screen: Page) -> None:
    """Un rang n'est accepté que pour la séance qui l'a."""
    screen.set_content(_TABS.replace("'S2'", "'S3'"))
    wrong = differences(WEEKS, ProgrammeTable(screen.get_by_role("dialog")).rows())
    assert wrong[0] == "ligne 2, séance : « Séance 2 » attendu, « S3 ✓ » montré"


_SHOWING = """async known => {
    const title = Object.assign(document.createElement('h3'), { textContent: 'Force' });
    const show = () => document.body.append(title);
    if (known) show();
    await (await fetch('/rest/v1/client_created_programs')).json();
    if (!known) show();
}"""


def _dialog(*clients: str) -> str:
    rows = "".join(
        f"<label><input type=checkbox> <span>{name.replace(' ', chr(10))}</span></label>" for name in clients
    )
    return f"<div role=dialog aria-label='Assigner \"Force\"'>{rows}<button disabled>Assigner</button></div>"


_NOBODY = UUID(int=0)

_CLOSING_EARLY = """<script>
const dialog = document.querySelector('[role=dialog]');
const button = dialog.querySelector('button');
button.disabled = false;
button.onclick = async () => {{
    // Ce que le navigateur demande de lui-même à une autre origine, avant chaque demande.
    await fetch('/rest/v1/rpc/assign_program_to_client_atomic', {{ method: 'OPTIONS' }});
    for (let left = {asked}; left > 0; left -= 1) {{
        await fetch('/rest/v1/rpc/assign_program_to_client_atomic', {{ method: 'POST' }});
        dialog.remove();
        await new Promise(resolve => setTimeout(resolve, 100));
    }}
    dialog.remove();
}};
</script>"""

# Le menu est refait à chaque écriture, panneau fermé : c'est ce que fait Virtus quand il lit ses messages.
_REMOUNTING_BELL = """<header></header><script>
let unread = true;
const header = document.querySelector('header');
const mount = () => {
    header.innerHTML = `<button>${unread ? '<span>•</span>' : '🔔'}</button>`;
    header.firstChild.onclick = () => {
        if (unread) { unread = false; mount(); return; }
        header.insertAdjacentHTML('beforeend', '<div>Notifications</div><ul><li><button>'
            + 'Programme assigné avec succès à 1 client(s).</button></li></ul>');
    };
};
mount();
</script>"""

_TWO_SCREENS = """<main></main><script>
const show = () => {
    document.querySelector('main').innerHTML = location.hash.includes('my-programs')
        ? '<h1>Mes Programmes</h1><h2>Créés par moi</h2><h3>Force</h3>'
        : '<a href="#/"><h3>Programme en cours</h3><p>Force</p></a>';
};
addEventListener('hashchange', show);
show();
</script>"""

_TABS = """<div role=dialog><button id=all>Voir toutes les semaines</button><nav></nav>
<button id=header>Semaine 1</button><table><thead><tr><th>Séance</th><th>Exercice</th><th>Séries</th>
<th>Reps</th><th>Charge</th><th>Reps réalisées</th><th>Charge réalisée</th><th>Tempo</th><th>Repos</th>
</tr></thead><tbody></tbody></table></div><script>
const loads = { 1: '60 kg', 2: 'N/A' }, ranks = ['S1', 'S2'], at = id => document.getElementById(id);
const show = week => {
    at('header').textContent = `Semaine ${week}`;
    document.querySelector('tbody').innerHTML = ranks.map(rank =>
        `<tr><td>${rank}<span> ✓</span></td><td>Gainage</td><td>3</td><td>10</td><td>${loads[week]}</td>`
        + '<td>9</td><td>50</td><td>3010</td><td>90s</td></tr>').join('');
};
at('all').onclick = () => {
    at('all').remove();
    for (const week of [1, 2]) {
        const tab = document.createElement('button');
        tab.textContent = `Semaine ${week}`;
        tab.onclick = () => show(week);
        document.querySelector('nav').append(tab);
    }
};
show(1);
</script>"""
