"""De faux checkouts de Virtus, et de faux outils pour les construire sans réseau."""

import ctypes
import json
import os
import struct
import subprocess
from pathlib import Path

PRODUCTION = "https://abcdefghijklmnopqrst.supabase.co"
_IN_OPEN = 0x20

# Note chaque appel et son environnement ; « run build » produit ce qu'une vraie construction produirait.
NPM = """#!/bin/sh
echo "npm $*" >> "$npm_config_journal"
if [ "$1" = run ]; then
    env > "$npm_config_journal.env"
    mkdir dist
    echo "$VITE_SUPABASE_URL $VITE_SUPABASE_ANON_KEY" > dist/application.js
    find . -name '.env*' -exec cat {} + >> dist/application.js
    echo '<script src="/application.js"></script>' > dist/index.html
else
    mkdir node_modules
fi
"""
OTHER_TOOL = '#!/bin/sh\necho "$(basename "$0") $*" >> "$npm_config_journal"\nmkdir node_modules\n'


def write_checkout(folder: Path, *, scripts: dict[str, str] | None = None, lock: str | None = None) -> Path:
    """Écrit un checkout dont les `.env` nomment une production."""
    package = {"name": "virtus", "scripts": {"build": "vite build"} if scripts is None else scripts}
    files = {
        "package.json": json.dumps(package),
        "index.html": "<!doctype html>",
        "src/main.ts": "console.log('Virtus')",
        "node_modules/vite/index.js": "",
        "dist/index.html": "ancienne construction",
        ".env": f"VITE_SUPABASE_URL={PRODUCTION}",
        "src/config/.env.production": f"VITE_SUPABASE_URL={PRODUCTION}",
    } | ({lock: ""} if lock else {})
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    return folder


def commit(folder: Path) -> str:
    """Enregistre tout dans un dépôt git, `.env` compris, et rend la révision."""
    author = ["-c", "user.name=Camille Moreau", "-c", "user.email=camille@recette.invalid"]
    for command in (["init", "-q"], ["add", "--force", "--all"], [*author, "commit", "-qm", "Virtus"]):
        subprocess.run(["git", "-C", folder, *command], check=True)
    said = subprocess.run(
        ["git", "-C", folder, "rev-parse", "--short=12", "HEAD"], check=True, capture_output=True, text=True
    )
    return said.stdout.strip()


def put_tool(folder: Path, name: str, script: str) -> None:
    """Écrit un faux programme."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(script)
    (folder / name).chmod(0o755)


def state(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    """Rend chaque fichier d'un dossier, `.git` compris : date, droits, contenu."""
    return {
        str(path.relative_to(folder)): (
            path.lstat().st_mtime_ns,
            path.lstat().st_mode,
            b"" if path.is_dir() else path.read_bytes(),
        )
        for path in sorted(folder.rglob("*"))
    }


class OpenWatch:
    """Demande au noyau qui ouvre des fichiers, quel que soit le processus."""

    def __init__(self, *files: Path) -> None:
        libc = ctypes.CDLL(None, use_errno=True)
        self._fd = libc.inotify_init1(os.O_NONBLOCK)
        self._files = {libc.inotify_add_watch(self._fd, bytes(file), _IN_OPEN): file for file in files}
        assert -1 not in self._files, os.strerror(ctypes.get_errno())

    def opened(self) -> list[Path]:
        """Rend les fichiers ouverts depuis, et cesse de regarder."""
        found, rest = [], b""
        try:
            rest = os.read(self._fd, 1 << 16)
        except BlockingIOError:
            pass
        finally:
            os.close(self._fd)
        while rest:
            watch, _, _, length = struct.unpack("iIII", rest[:16])
            found.append(self._files[watch])
            rest = rest[16 + length :]
        return found
