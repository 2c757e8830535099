"""Les constats connus : ce qui en fait une réserve, ce qui les fait refuser, ce qui les retire."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from recette.errors import RecetteError
from recette.evidence.known_findings import KnownFinding, KnownFindings, read_known_findings
from recette.gherkin.collection import suite
from recette.parts import ROOT
from recette.sentinel import SAW
from tests.runs import Runner

FEATURE = "features/assignation/compter_assignations.feature"
SUITE = [
    (FEATURE, "Le compteur augmente", "A8"),
    ("features/a.feature", "Impossible de revoir <écran>", "C9"),
    ("features/a.feature", "Titre commun", "A1"),
    ("features/b.feature", "Titre commun", "A2"),
]
FINDING = KnownFinding("Le compteur augmente", "A8", "D4", "ne montre pas le compteur", date(2027, 3, 31))
ENTRY = """
[[constat]]
scenario = "Le compteur augmente"
regle = "A8"
ticket = "D4"
motif = "ne montre pas le compteur"
expire = 2027-03-31
"""

REFUSED = {
    "TOML illisible": (ENTRY + "motif =", "ne se lisent pas"),
    "autre table": (ENTRY + "[autre]\n", "que des tables"),
    "rien": ("", "que des tables"),
    "sans ticket": (ENTRY.replace('ticket = "D4"', ""), "ne dit pas : ticket"),
    "ticket vide": (ENTRY.replace('"D4"', '""'), "ne dit pas : ticket"),
    "sans date": (ENTRY.replace("expire = 2027-03-31", ""), "ne dit pas : expire"),
    "date entre guillemets": (ENTRY.replace("2027-03-31", '"2027-03-31"'), "écrit « expire » autrement"),
    "date et heure": (ENTRY.replace("2027-03-31", "2027-03-31T00:00:00"), "écrit « expire » autrement"),
    "clé inconnue": (ENTRY + "raison = 1\n", "ne connaît pas : raison"),
    "scénario inconnu": (ENTRY.replace("augmente", "baisse"), "ne désigne aucun scénario"),
    "titre ambigu": (ENTRY.replace("Le compteur augmente", "Titre commun"), "désigne plusieurs scénarios"),
    "autre règle": (ENTRY.replace('"A8"', '"A1"'), "prêté à la règle A1, et son scénario prouve A8"),
    "regex fautive": (ENTRY.replace("ne montre", "(ne montre") + "regex = true\n", "expression régulière"),
}


@pytest.mark.parametrize(("content", "problem"), REFUSED.values(), ids=REFUSED)
def test_a_wrong_file_is_refused(tmp_path: Path, content: str, problem: str) -> None:
    """En une phrase qui dit lequel, et quoi corriger."""
    path = tmp_path / "constats.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(RecetteError, match=problem) as refused:
        read_known_findings(path, SUITE)
    assert "\n" not in str(refused.value)


def test_an_absent_file_is_told(tmp_path: Path) -> None:
    """Sans l'anglais du système."""
    with pytest.raises(RecetteError, match="n'existe pas"):
        read_known_findings(tmp_path / "absent.toml", SUITE)


@pytest.mark.parametrize(
    "scenario", ["Le compteur augmente", f"{FEATURE}::Le compteur augmente", "Impossible de revoir <écran>"]
)
def test_a_scenario_is_designated_by_its_title_or_its_identifier(tmp_path: Path, scenario: str) -> None:
    """Un plan sans exemple désigne toutes ses lignes."""
    path = tmp_path / "constats.toml"
    rule = "C9" if "<" in scenario else "A8"
    path.write_text(
        ENTRY.replace("Le compteur augmente", scenario).replace('"A8"', f'"{rule}"'), encoding="utf-8"
    )
    known = read_known_findings(path, SUITE)
    plan = "features/a.feature::Impossible de revoir <écran>[accueil]"
    assert known.about(plan if rule == "C9" else f"{FEATURE}::Le compteur augmente")
    assert not known.about("features/a.feature::Titre commun")


def test_only_the_expected_failure_is_a_reservation() -> None:
    """Un autre motif, ou une date passée, et c'est un échec qui dit pourquoi."""
    reason = "L'écran ne montre pas\n  le compteur de « Force »."
    assert FINDING.comment(reason, date(2027, 3, 31)) is None
    assert FINDING.comment("Aucune copie.", date(2027, 1, 1)) == (
        "Ce n'est pas le constat connu de ce scénario (D4 : « ne montre pas le compteur »)."
    )
    more = f"{reason}\n{SAW}\n  - POST notifications répond 403"
    assert "pas le constat connu" in str(FINDING.comment(more, date(2027, 1, 1)))
    both = replace(FINDING, motif="ne montre pas|notifications répond 403", regex=True)
    assert both.comment(more, date(2027, 1, 1)) is None
    assert "a expiré le 31/03/2027" in str(FINDING.comment(reason, date(2027, 4, 1)))


def test_what_succeeds_is_to_be_removed() -> None:
    """Sauf s'il n'a pas été joué, ou si une de ses lignes d'exemples échoue encore."""
    known = KnownFindings([FINDING])
    identifier = f"{FEATURE}::Le compteur augmente"
    assert known.to_remove([("features/a.feature::Titre commun", "reussi")]) == []
    assert known.to_remove([(f"{identifier}[a]", "reussi"), (f"{identifier}[b]", "reserve")]) == []
    assert known.to_remove([(identifier, "reussi")]) == [
        "Un constat connu est à retirer : « Le compteur augmente » (D4) réussit désormais."
    ]


@pytest.mark.parametrize("path", sorted((ROOT / "constats").glob("*.toml")), ids=lambda path: path.stem)
def test_delivered_files_name_scenarios_of_the_suite(path: Path) -> None:
    """Un scénario renommé ne laisse pas son constat derrière lui."""
    read_known_findings(path, suite())


PLAYED = "features/assignation/refuser_ce_qui_est_a_autrui.feature"
REFUSAL = """create function public.refuser() returns trigger language plpgsql as
  $$ begin if new.name = 'Force d''hiver' then raise exception 'copie refusée'; end if; return new; end $$;
create trigger refuser before insert on public.client_created_programs
  for each row execute function public.refuser();
"""
EXPECTED = f"""
[[constat]]
scenario = "{PLAYED}::Impossible d'assigner à la cliente d'un autre coach"
regle = "A10"
ticket = "D8"
motif = "refuse l'assignation : copie refusée"
expire = 2099-12-31
"""


@pytest.fixture
def options(tmp_path: Path) -> tuple[str, ...]:
    """Un scénario que ce SQL fait échouer, et le constat qui le dit."""
    (tmp_path / "constats.toml").write_text(EXPECTED, encoding="utf-8")
    (tmp_path / "refus.sql").write_text(REFUSAL, encoding="utf-8")
    return PLAYED, "-k", "cliente and not partie", f"--constats-connus={tmp_path / 'constats.toml'}"


def test_a_known_failure_is_a_reservation(runner: Runner, tmp_path: Path, options: tuple[str, ...]) -> None:
    """Code 0, avec xdist aussi : le verdict et le terminal la nomment, avec son ticket et sa date."""
    run = runner.play(
        f"--sql-apres={tmp_path / 'refus.sql'}", "-n", "1", f"--basetemp={tmp_path / 'travail'}", *options
    )
    assert (run.code, run.issues()) == (0, {"A10": "reserve"}), run.output
    [reservation] = run.verdict["reserves"]
    assert (reservation["ticket"], reservation["expire"]) == ("D8", "2099-12-31")
    assert "Réserve A10" in run.output
    assert "1 en réserve" in run.output


def test_a_known_failure_that_succeeds_is_a_finding(runner: Runner, options: tuple[str, ...]) -> None:
    """Sans quoi le fichier ne perdrait jamais une ligne."""
    run = runner.play(*options)
    assert (run.code, run.verdict["verdict"]) == (1, "non_recevable"), run.output
    assert "est à retirer" in run.verdict["constats"][0]


def test_an_expired_finding_fails_again(runner: Runner, tmp_path: Path, options: tuple[str, ...]) -> None:
    """Et dit qu'il a expiré."""
    file = tmp_path / "constats.toml"
    file.write_text(EXPECTED.replace("2099-12-31", "2025-11-18"), encoding="utf-8")
    run = runner.play(f"--sql-apres={tmp_path / 'refus.sql'}", *options)
    assert (run.code, run.issues()) == (1, {"A10": "echoue"}), run.output
    assert "a expiré le 18/11/2025" in run.reason("A10")


def test_a_file_that_names_nothing_stops_the_run(runner: Runner, tmp_path: Path) -> None:
    """Avant que quoi que ce soit ne démarre."""
    file = tmp_path / "constats.toml"
    file.write_text(EXPECTED.replace("assigner à", "confier à"), encoding="utf-8")
    run = runner.play(PLAYED, f"--constats-connus={file}")
    assert run.code == 2
    assert "ne désigne aucun scénario de la suite" in run.output
    assert "Traceback" not in run.output
