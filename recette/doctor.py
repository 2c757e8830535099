"""Dit ce qui manque à cette machine pour jouer la recette, et comment l'obtenir. `python -m recette.doctor`.

Code de sortie : 0 si tout est là, 1 s'il manque quelque chose.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import textwrap
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from recette import parts
from recette.application.tools import search_path
from recette.cache import cache_dir
from recette.errors import RecetteError
from recette.stack.run_directory import ROOM_NEEDED

_PYTHON = (3, 11)
_NODE = 20
_ROOM_MB = ROOM_NEEDED // 2**20
_MEMORY_MB = 1500
_ANSWER_DEADLINE_S = 20
_INSTALL = "Lancez « make installer »."
_WIDTHS = (22, 56)


@dataclass(frozen=True)
class Finding:
    """Une pièce : ce qu'on en a vu, et quoi faire quand elle manque."""

    piece: str
    seen: str
    remedy: str | None = None

    @property
    def present(self) -> bool:
        return self.remedy is None


def main() -> int:
    """Écrit la table ; rend 0 si tout est là, 1 sinon."""
    findings = [*examined()]
    for found in findings:
        print(_line(found))
        if found.remedy:
            print(_paragraph(found.remedy))
    missing = [found.piece for found in findings if not found.present]
    print(f"\nIl manque : {', '.join(missing)}." if missing else "\nTout est là : make recette.")
    return 1 if missing else 0


def _paragraph(remedy: str) -> str:
    # Une commande se recopie : elle ne se coupe pas à un tiret.
    return textwrap.fill(
        remedy, 100, initial_indent="    → ", subsequent_indent="      ", break_on_hyphens=False
    )


def examined() -> Iterator[Finding]:
    """Examine la machine, pièce à pièce."""
    yield _python()
    yield _dependencies()
    yield _node()
    for piece, where in _PIECES.items():
        yield _found(piece, where)
    yield _setpriv()
    yield _chromium()
    yield _memory()
    for name, folder in (
        ("Dossier temporaire", Path(tempfile.gettempdir())),
        ("Dossier de cache", cache_dir()),
        ("Dossier des rapports", parts.ROOT / "rapports"),
    ):
        yield _writable(name, folder)
    yield _port()


_PIECES: dict[str, Callable[[], Path]] = {
    "Modules npm": parts.node_modules,
    "PostgreSQL": lambda: parts.postgres_home() / "bin" / "postgres",
    "PostgREST": parts.postgrest,
    "pg_dump": lambda: parts.postgres_client("pg_dump"),
    "pg_restore": lambda: parts.postgres_client("pg_restore"),
    "psql": lambda: parts.postgres_client("psql"),
}


def _line(found: Finding) -> str:
    mark = "✓" if found.present else "✗"
    return f"{mark} {found.piece:<{_WIDTHS[0]}} {textwrap.shorten(found.seen, _WIDTHS[1], placeholder='…')}"


def _python() -> Finding:
    seen = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info >= _PYTHON:
        return Finding("Python", seen)
    return Finding("Python", seen, "Il faut Python 3.11 ou plus : make installer PYTHON=python3.12")


def _dependencies() -> Finding:
    project = tomllib.loads((parts.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [name.partition("[")[0] for name in project["dependencies"]]
    missing = [name for name in wanted if not _installed(name)]
    if missing:
        return Finding("Paquets Python", f"absents : {', '.join(missing)}", _INSTALL)
    return Finding("Paquets Python", f"les {len(wanted)} sont installés")


def _installed(name: str) -> bool:
    try:
        return bool(version(name))
    except PackageNotFoundError:
        return False


def _node() -> Finding:
    node = shutil.which("node", path=search_path())
    seen = _answer([node, "--version"]) if node else "absent"
    if node and int(seen.lstrip("v").partition(".")[0] or 0) >= _NODE:
        return Finding("Node", seen)
    if parts.node_prefix().is_dir():
        # Node ne sert qu'à installer, et à construire un checkout par --virtus.
        return Finding("Node", f"{seen} ; les pièces npm sont déjà là, il ne servirait qu'à --virtus")
    return Finding(
        "Node", seen, f"Il faut Node {_NODE} ou plus ; à défaut, « make installer » en installe un."
    )


def _found(piece: str, where: Callable[[], Path]) -> Finding:
    try:
        path = where()
    except RecetteError as error:
        return Finding(piece, error.problem, error.remedy)
    if path.is_dir():
        return Finding(piece, str(path))
    said = _answer([str(path), "--version"])
    if said:
        return Finding(piece, said)
    return Finding(piece, f"{path} ne démarre pas", "Une bibliothèque du système lui manque : voyez ldd.")


def _setpriv() -> Finding:
    if os.geteuid() != 0:
        return Finding("Compte", "ordinaire")
    if shutil.which("setpriv"):
        return Finding("Compte", "root ; PostgreSQL tournera sous un autre")
    return Finding("Compte", "root, sans setpriv", "Installez util-linux, ou prenez un compte ordinaire.")


def _chromium() -> Finding:
    if not _installed("playwright"):
        return Finding("Navigateur", "Playwright est absent", _INSTALL)
    # Chargés ici : le diagnostic tourne aussi là où rien n'est encore installé.
    from playwright.sync_api import Error as PlaywrightError
    from playwright.sync_api import sync_playwright

    from recette.browser import launch_arguments

    try:
        parts.playwright_driver()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(**launch_arguments())
            seen = f"Chromium {browser.version}, démarre"
            browser.close()
    except RecetteError as error:
        return Finding("Navigateur", error.problem, error.remedy)
    except PlaywrightError as error:
        reason = next((line for line in str(error).splitlines() if "error while loading" in line), str(error))
        remedy = (
            "Ses bibliothèques : sudo .venv/bin/playwright install-deps chromium ; ou celui de Debian : "
            "sudo apt-get install chromium-headless-shell"
        )
        return Finding("Navigateur", f"ne démarre pas : {reason.splitlines()[0]}", remedy)
    return Finding("Navigateur", seen)


def _memory() -> Finding:
    free_mb = os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2**20
    if (meminfo := Path("/proc/meminfo")).exists():
        lines = dict(line.split(":", 1) for line in meminfo.read_text().splitlines())
        free_mb = int(lines["MemAvailable"].split()[0]) // 1024
    seen = f"{free_mb} Mo disponibles"
    if free_mb >= _MEMORY_MB:
        return Finding("Mémoire", seen)
    remedy = f"La recette en prend {_MEMORY_MB} : fermez ce qui peut l'être, et jouez sans -n."
    return Finding("Mémoire", seen, remedy)


def _writable(name: str, folder: Path) -> Finding:
    standing = next(place for place in (folder, *folder.parents) if place.exists())
    if not os.access(standing, os.W_OK | os.X_OK):
        return Finding(name, f"{standing} est fermé en écriture", _ELSEWHERE[name])
    free_mb = shutil.disk_usage(standing).free // 2**20
    seen = f"{folder}, {free_mb} Mo libres"
    return Finding(name, seen, None if free_mb >= _ROOM_MB else f"Il en faut {_ROOM_MB}. {_ELSEWHERE[name]}")


_ELSEWHERE = {
    "Dossier temporaire": "Donnez-en un autre par TMPDIR.",
    "Dossier de cache": "Donnez-en un autre par XDG_CACHE_HOME.",
    "Dossier des rapports": "Donnez-en un autre par --rapports.",
}


def _port() -> Finding:
    try:
        with socket.socket() as listening:
            listening.bind(("127.0.0.1", 0))
    except OSError as error:
        return Finding("Ports", f"127.0.0.1 : {error.strerror}", "Ouvrez la boucle locale aux programmes.")
    return Finding("Ports", "127.0.0.1 en donne")


def _answer(command: list[str]) -> str:
    try:
        said = subprocess.run(
            command, capture_output=True, text=True, timeout=_ANSWER_DEADLINE_S, check=True
        ).stdout.strip()
    except (OSError, subprocess.SubprocessError):
        return ""
    return said.splitlines()[0] if said else ""


if __name__ == "__main__":
    sys.exit(main())
