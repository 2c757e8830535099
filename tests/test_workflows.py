"""Les flux d'intégration continue : bien formés, et qui ne demandent que ce qui existe."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from recette.gherkin.collection import FEATURES
from recette.parts import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
DEADLINE_S = 60


def test_workflows_follow_the_published_schema() -> None:
    """Le schéma que publie GitHub, livré avec check-jsonschema : aucun réseau."""
    assert checked(*WORKFLOWS).returncode == 0, checked(*WORKFLOWS).stdout


def test_the_schema_sees_a_mistake(tmp_path: Path) -> None:
    """Une clé mal écrite serait vue : le contrôle n'est pas décoratif."""
    wrong = tmp_path / "faux.yml"
    wrong.write_text(WORKFLOWS[0].read_text(encoding="utf-8").replace("runs-on:", "runs-onn:"))
    assert "runs-onn" in checked(wrong).stdout


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_evidence_is_kept_whatever_happens(path: Path) -> None:
    """Une recette en échec est celle dont on veut les preuves ; tout travail a une limite de temps."""
    content: dict[str, Any] = YAML(typ="safe").load(path)
    for name, job in content["jobs"].items():
        assert "timeout-minutes" in job, f"{path.name}, {name} : sans limite de temps."
        for step in job["steps"]:
            if "upload-artifact" in step.get("uses", ""):
                assert step["if"] == "always()", f"{path.name}, {name} : {step['name']}"


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_every_target_exists(path: Path) -> None:
    """Un flux ne joue que des cibles du Makefile et des fichiers du dépôt."""
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    asked = re.findall(r"\bmake ([a-z]+)", path.read_text(encoding="utf-8"))
    assert asked
    assert set(asked) <= targets


def test_the_night_plays_every_folder_once() -> None:
    """Un dossier de fonctionnalités oublié, ou joué par deux machines, se voit ici plutôt qu'une nuit."""
    content: dict[str, Any] = YAML(typ="safe").load(ROOT / ".github" / "workflows" / "nocturne.yml")
    parts = content["jobs"]["partie"]["strategy"]["matrix"]["include"]
    shared = sorted(folder for part in parts for folder in part["dossiers"].split())
    assert shared == sorted(str(path.relative_to(ROOT)) for path in FEATURES.iterdir() if path.is_dir())


def checked(*paths: Path) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows"]
    return subprocess.run(
        [*command, *map(str, paths)], capture_output=True, text=True, timeout=DEADLINE_S, check=False
    )
