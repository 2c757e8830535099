"""Les outils qui construisent une application : Node, et l'installateur de son fichier de verrou."""

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from recette.errors import RecetteError

_PNPM = "pnpm@9"
"""La version dont Virtus a écrit son fichier de verrou."""


@dataclass(frozen=True)
class Package:
    """Ce que dit le `package.json` d'une application."""

    content: dict[str, Any]

    @classmethod
    def read(cls, folder: Path) -> "Package":
        """Lit le fichier ; lève RecetteError quand il ne décrit pas une application à construire."""
        if not folder.is_dir():
            problem = "n'est pas un dossier" if folder.exists() else "n'existe pas"
            raise RecetteError(f"Le checkout « {folder} » {problem}.", "Corrigez --virtus.")
        file = folder / "package.json"
        try:
            content = json.loads(file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise RecetteError(
                f"« {folder} » n'est pas un checkout de Virtus : il n'a pas de package.json.",
                "Donnez à --virtus la racine du dépôt.",
            ) from None
        except (OSError, ValueError) as error:
            raise RecetteError(f"« {file} » est illisible ({error}).", "Corrigez-le.") from None
        if not isinstance(content, dict) or "build" not in (_section(content, "scripts")):
            raise RecetteError(
                f"« {file} » n'a pas de script « build » : la recette ne sait pas la construire.",
                'Ajoutez-le ("build": "vite build") ou donnez à --virtus la racine du dépôt.',
            )
        return cls(content)

    def wanted_node(self) -> str | None:
        """Rend la version de Node que l'application demande."""
        wanted = _section(self.content, "engines").get("node")
        return str(wanted) if wanted else None


def _section(content: dict[str, Any], name: str) -> dict[str, Any]:
    section = content.get(name)
    return section if isinstance(section, dict) else {}


@dataclass(frozen=True)
class Tools:
    """Les commandes, et ce qu'il faut savoir d'elles avant de croire ce qu'elles construisent."""

    node_version: str
    install: tuple[str, ...]
    build: tuple[str, ...]
    warnings: tuple[str, ...]

    @classmethod
    def choose(cls, folder: Path, package: Package) -> "Tools":
        """Choisit l'installateur d'après le fichier de verrou."""
        npm = _program("npm")
        node_version = _node_version()
        warnings = [too_old] if (too_old := _too_old(package.wanted_node(), node_version)) else []
        if (folder / "pnpm-lock.yaml").exists():
            pnpm = shutil.which("pnpm", path=search_path())
            runner = [pnpm] if pnpm else [_program("npx"), "--yes", _PNPM]
            install = [*runner, "install", "--frozen-lockfile"]
        elif (folder / "package-lock.json").exists():
            install = [npm, "ci"]
        else:
            install = [npm, "install", "--no-package-lock"]
            warnings.append(
                "Ce checkout n'a ni pnpm-lock.yaml ni package-lock.json : npm choisit les versions du jour, "
                "et la recette n'éprouve peut-être pas ce qui sera déployé."
            )
        return cls(node_version, tuple(install), (npm, "run", "build"), tuple(warnings))


def search_path() -> str:
    """Rend le PATH, où les programmes que la recette s'est installés viennent en dernier."""
    return f"{os.environ.get('PATH', os.defpath)}{os.pathsep}{Path(sys.executable).parent}"


def _program(name: str) -> str:
    if found := shutil.which(name, path=search_path()):
        return found
    raise RecetteError(
        f"La commande {name} est introuvable : --virtus construit l'application avec Node.",
        "Installez Node 22, ou celui de PyPI : « .venv/bin/pip install -r requirements-node.lock ».",
    )


def _node_version() -> str:
    try:
        done = subprocess.run([_program("node"), "--version"], capture_output=True, text=True, timeout=30)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise RecetteError(f"Node ne démarre pas ({error}).", "Réinstallez-le.") from None
    return done.stdout.strip().removeprefix("v")


def _too_old(wanted: str | None, actual: str) -> str | None:
    if wanted is None:
        return None
    # La première version citée est la plus basse d'un intervalle, quelle que soit son écriture.
    lowest = re.search(r"\d+(?:\.\d+)*", wanted)
    if lowest is None or _numbers(actual) >= _numbers(lowest.group()):
        return None
    return (
        f"L'application demande Node {wanted}, et celui d'ici est {actual} : si la construction échoue, "
        f"installez Node {lowest.group()}."
    )


def _numbers(version: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", version)]
