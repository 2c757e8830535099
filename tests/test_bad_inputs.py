"""Une mauvaise entrée : une phrase, le code 2, aucun verdict, et rien qui reste."""

import sys
from pathlib import Path

import pytest

from tests.runs import Runner

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="les processus restants se lisent dans /proc")

SCENARIO = "features/migration/renommer_les_tables.feature"

NO_SUCH_FILE = "absent.sql » est illisible : il n'existe pas. Vérifiez le chemin"
NO_SCENARIO = "Aucun scénario ne correspond à la sélection. Vérifiez -k, -m et les chemins."
UNPLAYABLE = "La commande ne désigne rien que l'on puisse jouer"

COMMANDS = {
    "migration absente": ([SCENARIO, "--migration=absent.sql"], NO_SUCH_FILE),
    "migration illisible": (
        [SCENARIO, "--migration=features"],
        "est illisible : c'est un dossier. Vérifiez",
    ),
    "migration mal encodée": (
        [SCENARIO, "--migration={latin}"],
        "n'est pas en UTF-8 (octet 4).",
    ),
    "validation absente": ([SCENARIO, "--validation=absent.sql"], NO_SUCH_FILE),
    "correctif absent": ([SCENARIO, "--sql-apres=absent.sql"], NO_SUCH_FILE),
    "checkout absent": ([SCENARIO, "--virtus=absent"], "« absent » n'existe pas. Corrigez --virtus."),
    "pas un checkout": ([SCENARIO, "--virtus=docs"], "n'est pas un checkout de Virtus : il n'a pas de"),
    "preuves impossibles": ([SCENARIO, "--rapports={latin}"], "Donnez-en un autre par --rapports."),
    "mot inconnu": ([SCENARIO, "-k", "licorne"], NO_SCENARIO),
    "règle absente du fichier": ([SCENARIO, "-m", "A1"], NO_SCENARIO),
    "sélection mal écrite": ([SCENARIO, "-k", "deux mots"], UNPLAYABLE),
    "fichier inconnu": (["features/licorne.feature"], UNPLAYABLE),
    "scénario inconnu": ([f"{SCENARIO}::Licorne"], UNPLAYABLE),
}

NO_PROGRAM = "désigne « /absent », qui n'est pas un programme exécutable. Corrigez la variable"
PARTS = {
    "PostgREST": ({"POSTGREST_BIN": "/absent"}, f"POSTGREST_BIN {NO_PROGRAM}"),
    "navigateur": ({"CHROMIUM_BIN": "/absent"}, f"CHROMIUM_BIN {NO_PROGRAM}"),
    "pièces npm": ({"XDG_CACHE_HOME": "/absent"}, "ne sont pas installées. Lancez « make installer »."),
    "aucun navigateur": (
        {"PATH": "/absent", "PLAYWRIGHT_BROWSERS_PATH": "/absent", "CHROMIUM_BIN": ""},
        "Aucun navigateur Chromium n'est installé. Au choix : ",
    ),
}


@pytest.mark.parametrize(("command", "sentence"), COMMANDS.values(), ids=COMMANDS)
def test_a_bad_command_is_said(runner: Runner, tmp_path: Path, command: list[str], sentence: str) -> None:
    """La phrase nomme ce qui ne va pas et dit quoi faire, sans trace d'appels."""
    latin = tmp_path / "latin.sql"
    latin.write_bytes("-- été".encode("latin-1"))
    refuse(runner, sentence, *(word.format(latin=latin) for word in command))


@pytest.mark.parametrize(("environment", "sentence"), PARTS.values(), ids=PARTS)
def test_a_missing_part_is_said(runner: Runner, environment: dict[str, str], sentence: str) -> None:
    """La pièce manquante est dite avant que quoi que ce soit ne démarre."""
    refuse(runner, sentence, SCENARIO, **environment)


def refuse(runner: Runner, sentence: str, *arguments: str, **environment: str) -> None:
    run = runner.play(*arguments, **environment)
    assert (run.code, run.verdict) == (2, {}), run.output
    assert sentence in " ".join(run.output.split()), run.output
    assert "Traceback" not in run.output
