"""La collecte : un fichier qui ne prouverait rien n'est pas joué, et cela se voit."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from recette.parts import ROOT

NEEDED = ("recette", "fixtures", "steps", "sql", "reference_app", "docs")
NEEDED_FILES = ("conftest.py", "pyproject.toml", "package-lock.json")
DEADLINE_S = 60

SOUND = """# language: fr
Fonctionnalité: Assigner

  @A1
  Scénario: Assigner à un client
    Étant donné la coach Camille Moreau et sa cliente Léa Martin

  @A2
  Plan du scénario: Assigner à <nombre> clients
    Étant donné la coach Camille Moreau et <nombre> clients

    Exemples:
      | nombre |
      | 2      |
      | 5      |

  @M15 @nocturne
  Scénario: Assigner un million de fois
    Étant donné la coach Camille Moreau et sa cliente Léa Martin
"""
PATH = "features/assigner.feature"


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Une copie de la suite, sans ses scénarios."""
    root = tmp_path_factory.mktemp("suite")
    for folder in NEEDED:
        shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("__pycache__"))
    for file in NEEDED_FILES:
        shutil.copy(ROOT / file, root)
    return root


@pytest.fixture
def suite(copy: Path) -> Iterator[Path]:
    """Cette copie, avec un fichier de scénarios sain."""
    feature = copy / PATH
    feature.parent.mkdir()
    feature.write_text(SOUND, encoding="utf-8")
    yield copy
    shutil.rmtree(feature.parent)


def collect(suite: Path, *arguments: str) -> tuple[int, str]:
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--collect-only", "-q", *arguments]
    done = subprocess.run(command, cwd=suite, capture_output=True, text=True, timeout=DEADLINE_S, check=False)
    return done.returncode, done.stdout + done.stderr


def test_every_scenario_is_collected(suite: Path) -> None:
    """Un scénario par titre, un par ligne d'exemples ; ceux de la nuit sont laissés pour la nuit."""
    code, output = collect(suite)
    assert code == 0, output
    assert f"{PATH}::Assigner à un client\n" in output
    assert "3/4 tests collected (1 deselected)" in output


def test_the_night_has_its_own(suite: Path) -> None:
    """Demandés, les scénarios de la nuit sont joués."""
    code, output = collect(suite, "-m", "nocturne")
    assert code == 0, output
    assert f"{PATH}::Assigner un million de fois\n" in output
    assert "1/4 tests collected" in output


@pytest.mark.parametrize("name", [f"{PATH}::Assigner à un client", f"{PATH}::Assigner à <nombre> clients"])
def test_a_scenario_is_named_by_its_title(suite: Path, name: str) -> None:
    """Le titre est l'identifiant ; celui d'un plan désigne toutes ses lignes."""
    code, output = collect(suite, name)
    assert code == 0, output
    assert output.count("::") == (2 if "<" in name else 1), output


def test_a_rule_selects(suite: Path) -> None:
    """L'étiquette d'une règle choisit ses scénarios."""
    code, output = collect(suite, "-m", "A1 or M15 and nocturne")
    assert code == 0, output
    assert output.count("::") == 2, output


def test_a_silent_fault_forbids_the_run(suite: Path) -> None:
    """Le fichier fautif est nommé, son défaut dit en français, et rien n'est joué."""
    (suite / PATH).write_text(SOUND.replace("    Étant", "    étant"), encoding="utf-8")
    code, output = collect(suite)
    assert code == 2, output
    assert "assigner.feature ne peut pas être joué :\n" in output
    assert "- ligne 5 : le scénario « Assigner à un client » n'a aucune étape" in output


def test_a_sound_file_does_not_hide_a_faulty_one(suite: Path) -> None:
    """Un seul fichier fautif parmi d'autres interdit la recette entière."""
    (suite / "features" / "autre.feature").write_text(
        "# language: fr\nFonctionnalité: Vide\n", encoding="utf-8"
    )
    code, output = collect(suite)
    assert code == 2, output
    assert "autre.feature ne peut pas être joué :\n  - le fichier ne contient aucun scénario" in output


def test_an_unknown_tag_is_refused(suite: Path) -> None:
    """Une étiquette mal écrite ne sélectionnerait jamais rien."""
    (suite / PATH).write_text(SOUND.replace("@M15", "@M15 @noctrune"), encoding="utf-8")
    code, output = collect(suite)
    assert code == 2, output
    assert "'noctrune' not found in `markers`" in output


def test_an_unknown_step_fails_its_scenario(suite: Path) -> None:
    """Une phrase que personne ne sait jouer n'est pas passée sous silence."""
    (suite / PATH).write_text(SOUND.replace("la coach Camille", "la licorne Camille"), encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", f"{PATH}::Assigner à un client"]
    done = subprocess.run(command, cwd=suite, capture_output=True, text=True, timeout=DEADLINE_S, check=False)
    assert done.returncode == 1, done.stdout
    assert "Aucune étape ne sait jouer « la licorne Camille Moreau et sa cliente Léa Martin »." in done.stdout
