"""Le procès-verbal : ce qu'il dit, à qui il se lit, et qu'on ne peut pas le changer sans que cela se voie."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from recette import parts
from recette.browser import launch_arguments
from recette.errors import RecetteError
from recette.evidence.history import append_run
from recette.evidence.report.causes import causes
from recette.evidence.report.drawings import draw_all
from recette.evidence.report.integrity import broken_seals, write_seals
from recette.evidence.report.minutes import write_minutes
from recette.evidence.report.page import rendered
from recette.evidence.report.source import read_reports
from recette.mutation.report import Campaign
from tests.reports import scenario, verdict, written

LOST_NOTES = (
    "La copie de Léa Martin n'est pas fidèle au modèle :\n  - notes : 'dos droit' attendu, None trouvé"
)
OPENED = "table public.client_created_sessions changé : « r RLS active » est devenu « r RLS inactive »"
CELL = {"chez": "Léa Martin", "identite": "Bruno Durand", "table": "les modèles", "operation": "lire"}
HEAVY_BYTES = 5_000_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Où vont les rapports de l'essai."""
    return tmp_path / "rapports"


@pytest.fixture
def chromium() -> Iterator[Browser]:
    """Le navigateur de la recette, refermé aussitôt : imprimer le procès-verbal en ouvre un autre."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_arguments())
        yield browser
        browser.close()


def failing() -> dict[str, object]:
    """Douze scénarios en échec pour un défaut, un treizième pour un autre."""
    copies = [scenario(f"Copie {number}", f"A{number}", "echoue", LOST_NOTES) for number in range(1, 13)]
    matrix = {"cellules": [CELL | {"attendu": "rien", "vu": "oui"}], "jetons": []}
    leak = scenario(
        "Lire chez autrui", "C2", "echoue", "les séances des clients, chez Léa Martin : « oui » vu"
    )
    content = verdict(*copies, leak, decision="non_recevable", matrice=matrix)
    content["constats"] = [f"La migration n'a pas tout conservé : {OPENED}."]
    content["empreinte"]["constats"] = [OPENED]
    return content


def test_a_defect_is_told_once_with_its_root(folder: Path) -> None:
    """Douze échecs de même motif sont un défaut ; un constat explique ceux qui touchent sa table."""
    opened, lost = causes(read_reports(written(folder, failing())))
    assert opened.title == "La table client_created_sessions n'est plus protégée ligne à ligne (RLS inactive)"
    assert (opened.rules, len(lost.scenarios)) == (["C2"], 12)
    assert lost.rules[:3] == ["A1", "A2", "A3"]
    assert lost.title == "La copie de Léa Martin n'est pas fidèle au modèle"
    assert lost.people == ["les coachs"]
    assert "ENABLE ROW LEVEL SECURITY" in opened.action


def test_a_refused_migration_is_the_only_cause(folder: Path) -> None:
    """Ce qui était bloqué n'est pas un second défaut."""
    content = verdict(
        scenario("Voir", "V1", "bloque", "la base a refusé la migration"), decision="non_recevable"
    )
    content["migration"]["etat"] = "refusee"
    content["constats"] = [
        "La base refuse la migration : syntax error (SQLSTATE 42601, ligne 3). Rien n'a changé."
    ]
    [cause] = causes(read_reports(written(folder, content)))
    assert (cause.title, cause.blocked) == ("La base refuse la migration", 1)
    assert cause.people == ["les coachs, qui ne pourront toujours pas assigner, et leurs clients"]
    page = rendered(read_reports(folder))
    assert "que le défaut empêche de jouer" in page


def test_each_cause_keeps_its_own_evidence(folder: Path) -> None:
    """Un scénario que deux défauts font échouer ne prête pas à l'un le remède, ni le détail, de l'autre."""
    changed = "fonction public.assign_program_to_client_atomic() changé : « a » est devenu « b »"
    both = f"Le retour arrière n'a pas tout rendu :\n  - {OPENED}\n  - {changed}"
    content = verdict(
        scenario("Assigner", "A1", "echoue", LOST_NOTES),
        scenario("Revenir", "M9", "echoue", both),
        decision="non_recevable",
    )
    content["empreinte"]["constats"] = [changed, OPENED]
    function, opened = causes(read_reports(written(folder, content)))
    assert function.people == ["les coachs"]
    assert function.action.startswith("Comparez la fonction avec celle d'avant")
    assert not any("RLS" in line for line in function.details)
    assert "ENABLE ROW LEVEL SECURITY" in opened.action


def test_what_a_person_wrote_is_shown_as_text(folder: Path) -> None:
    """Un programme qui s'appelle comme une balise ne devient pas une balise."""
    reason = "L'écran ne montre pas « <img src=x onerror=alert(1)> »."
    page = rendered(read_reports(written(folder, verdict(scenario("Titre", "A18", "echoue", reason)))))
    assert "<img src=x" not in page
    assert "&lt;img src=x" in page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("passing", [True, False], ids=["favorable", "défavorable"])
def test_everyone_can_read_it(folder: Path, chromium: Browser, scheme: str, passing: bool) -> None:
    """Aucune faute d'accessibilité, de jour comme de nuit, et aucune demande à qui que ce soit."""
    written(folder, verdict(scenario("Assigner", "A1")) if passing else failing())
    page = chromium.new_page(color_scheme="dark" if scheme == "dark" else "light")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_content(rendered(read_reports(folder)))
    page.evaluate((parts.node_modules() / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("axe.run().then(({ violations }) => violations)")
    page.close()
    assert [f"{fault['id']} : {node['html']}" for fault in found for node in fault["nodes"]] == []
    assert [address for address in asked if not address.startswith(("data:", "about:"))] == []


def test_it_stays_light_with_many_pictures(folder: Path) -> None:
    """Deux cents images lourdes : le budget tient, et ce qui n'y entre plus est cité."""
    content = verdict(*(scenario(f"Écran {number}", "A1") for number in range(200)))
    written(folder, content)
    story = json.loads((folder / "deroulement.json").read_text(encoding="utf-8"))
    Image.effect_noise((1280, 800), 90).convert("RGB").save(folder / "lourde.png")
    for told in story["scenarios"].values():
        told["images"] = ["lourde.png"]
    (folder / "deroulement.json").write_text(json.dumps(story), encoding="utf-8")
    page = rendered(read_reports(folder))
    assert "data:image/jpeg" in page
    assert '<a href="lourde.png">' in page
    assert len(page.encode()) < HEAVY_BYTES


def test_writing_it_leaves_everything_sealed(folder: Path) -> None:
    """HTML, PDF et empreintes ; un octet changé, un fichier de moins ou de plus se voient."""
    minutes = write_minutes(written(folder, verdict(scenario("Assigner", "A1"))))
    assert minutes.pdf
    assert minutes.pdf.read_bytes().startswith(b"%PDF")
    assert broken_seals(folder) == []
    content = bytearray(minutes.html.read_bytes())
    content[len(content) // 2] ^= 1
    minutes.html.write_bytes(content)
    minutes.pdf.unlink()
    (folder / "ajout.txt").touch()
    assert broken_seals(folder) == [
        "pv-de-recette.html a changé.",
        "pv-de-recette.pdf a disparu.",
        "ajout.txt a été ajouté.",
    ]


def test_the_way_back_is_shown_or_said_missing(folder: Path) -> None:
    """Trois colonnes par table quand le retour arrière fut joué ; sinon, la page le dit."""
    written(folder, verdict(scenario("Revenir", "M9"), scenario("Assigner", "A1")))
    assert "Aucun relevé après un retour arrière" in rendered(read_reports(folder))
    story = json.loads((folder / "deroulement.json").read_text(encoding="utf-8"))
    [told, _] = story["scenarios"].values()
    kept = {"table": "client_programs", "lignes": [9, 9, 9], "sommes": ["e1", "e1", "e1"]}
    told["aller_retour"] = [kept, kept | {"table": "client_sessions", "lignes": [9, 9, 8]}]
    (folder / "deroulement.json").write_text(json.dumps(story), encoding="utf-8")
    page = rendered(read_reports(folder))
    way_back = page[page.index("Aller et retour") : page.index("revenir puis réappliquer")]
    assert (way_back.count("✓ oui"), way_back.count("✗ non")) == (1, 1)


def test_a_crowded_folder_takes_one_line(folder: Path) -> None:
    """Un rapport d'Allure a des milliers de fichiers : tous scellés, une ligne les annonce."""
    written(folder, verdict(scenario("Assigner", "A1")))
    (folder / "allure").mkdir()
    for number in range(200):
        (folder / "allure" / f"{number:03}-result.json").write_text("{}")
    page = rendered(read_reports(folder))
    assert "200 fichiers, chacun dans empreintes.sha256" in page
    assert "017-result.json" not in page
    write_seals(folder)
    (folder / "allure" / "017-result.json").write_text("[]")
    assert broken_seals(folder) == ["allure/017-result.json a changé."]


def test_an_impossible_pdf_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sans PDF, le HTML est là, scellé, et une phrase dit quoi faire ; l'ancien PDF ne reste pas."""
    monkeypatch.setenv("CHROMIUM_BIN", "/bin/false")
    written(folder, verdict(scenario("Assigner", "A1")))
    (folder / "pv-de-recette.pdf").write_bytes(b"ancien")
    minutes = write_minutes(folder)
    assert minutes.pdf is None
    assert "Imprimez « pv-de-recette.html » depuis un navigateur." in (minutes.problem or "")
    assert broken_seals(folder) == []


def test_nothing_to_read_is_said(folder: Path) -> None:
    """Un dossier sans verdict, un dossier sans empreintes : une phrase, jamais une trace d'appels."""
    folder.mkdir()
    with pytest.raises(RecetteError, match="n'est pas le verdict d'une recette"):
        read_reports(folder)
    with pytest.raises(RecetteError, match="n'est pas scellé"):
        broken_seals(folder)


def test_the_command_verifies_and_compares(folder: Path, tmp_path: Path) -> None:
    """Codes de sortie et phrases de `python -m recette.evidence`."""
    write_seals(
        written(folder, verdict(scenario("Assigner", "A1", "echoue", LOST_NOTES), scenario("Voir", "V1")))
    )
    other = written(
        tmp_path / "autre", verdict(scenario("Assigner", "A1"), scenario("Voir", "V1", "echoue", "Rien"))
    )
    assert command("verifier", folder) == (0, "2 fichiers intacts.\n")
    (folder / "verdict.json").write_text("{}")
    code, said = command("verifier", folder)
    assert (code, said.splitlines()[0]) == (1, "verdict.json a changé.")
    code, said = command("comparer", other, folder)
    assert code == 2
    assert "n'est pas le verdict" in said


def test_comparing_says_what_got_better_and_worse(folder: Path, tmp_path: Path) -> None:
    """Mieux, plus mal, apparu, disparu : chacun sa ligne, et 1 quand quelque chose va plus mal."""
    before = verdict(
        scenario("Assigner", "A1", "echoue", LOST_NOTES), scenario("Voir", "V1"), scenario("Vieux", "A2")
    )
    after = verdict(
        scenario("Assigner", "A1"), scenario("Voir", "V1", "echoue", "Rien"), scenario("Neuf", "A3")
    )
    code, said = command("comparer", written(folder, before), written(tmp_path / "apres", after))
    assert code == 1
    assert said.splitlines() == [
        "Verdict : recevable, comme avant",
        "Va plus mal : 1",
        "  V1 — Voir : réussi, devenu échoué",
        "Va mieux : 1",
        "  A1 — Assigner : échoué, devenu réussi",
        "Est apparu : 1",
        "  A3 — Neuf : réussi",
        "N'est plus joué : 1",
        "  A2 — Vieux",
    ]


def command(*arguments: object) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "recette.evidence", *map(str, arguments)],
        cwd=parts.ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )
    return done.returncode, done.stdout + done.stderr


def test_two_complete_runs_make_a_trend(folder: Path) -> None:
    """À partir de deux recettes complètes, leur durée se dessine ; avant, rien d'inventé."""
    content = verdict(scenario("Assigner", "A1"))
    written(folder, content)
    append_run(folder, "2026-11-24T03:00:00+01:00", content)
    draw_all(read_reports(folder))
    assert not (folder / "tendance.svg").exists()
    content["totaux"]["echoue"] = 2
    append_run(folder, "2026-11-25T03:00:00+01:00", content)
    draw_all(read_reports(folder))
    said = (folder / "tendance.svg").read_text(encoding="utf-8")
    assert "24/11" in said
    assert "2 échec(s)" in said
    assert "Les dernières recettes complètes" in rendered(read_reports(folder))


def test_durations_are_drawn_once_there_are_enough(folder: Path) -> None:
    """Les plus longs et le total par famille ; un dessin d'une autre recette ne reste pas."""
    written(folder, verdict(*(scenario(f"Titre {number}", "A1") for number in range(12))))
    draw_all(read_reports(folder))
    said = (folder / "durees.svg").read_text(encoding="utf-8")
    assert "Titre 11" in said
    assert "Assigner (coach)" in said
    draw_all(read_reports(written(folder, verdict(scenario("Titre", "A1")))))
    assert not (folder / "durees.svg").exists()


def test_the_score_of_the_campaign_is_told(folder: Path) -> None:
    """Ce que vaut un verdict favorable : le score que la campagne de mutants a écrit, s'il y en a un."""
    written(folder, verdict(scenario("Assigner", "A1")))
    assert "Défauts détectés" not in rendered(read_reports(folder))
    campaign = Campaign([], alarms=[])
    campaign.write(folder / "mutants.json")
    assert "0 défauts volontaires pris sur 0, 0 survivant(s), 0 fausse(s) alarme(s)" in rendered(
        read_reports(folder)
    )
