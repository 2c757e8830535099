"""L'application web, servie à la même origine que Supabase.

Une application se construit une fois, avec une adresse et une clé fictives ; elles sont remplacées ici,
à la volée, par celles de la pile qui la sert.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

PLACEHOLDER_URL = "http://supabase.recette.invalid"
PLACEHOLDER_ANON_KEY = "cle-anon-de-recette"

_BINARY = "application/octet-stream"
_TEXT_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
}
# Écrits ici plutôt que lus dans le système, dont la table change d'une machine à l'autre.
_OTHER_TYPES = {
    ".map": "application/json",
    ".webmanifest": "application/manifest+json",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".ico": "image/x-icon",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".ttf": "font/ttf",
    ".wasm": "application/wasm",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".pdf": "application/pdf",
}


@dataclass(frozen=True)
class _CachedFile:
    stamp: tuple[int, int]
    content: bytes


class WebApp:
    """Sert le dossier de l'application à la racine."""

    def __init__(self, app: Path | None, *, origin: str, anon_key: str) -> None:
        self._app = app
        self._replacements: Mapping[bytes, bytes] = {
            PLACEHOLDER_URL.encode(): origin.encode(),
            PLACEHOLDER_ANON_KEY.encode(): anon_key.encode(),
        }
        self._cache: dict[Path, _CachedFile] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._answer(scope["method"], scope["path"])(scope, receive, send)

    def _answer(self, method: str, path: str) -> Response:
        if method not in {"GET", "HEAD"}:
            return PlainTextResponse(
                "Méthode refusée : l'application se lit.", 405, headers={"Allow": "GET, HEAD"}
            )
        file = self._locate(path)
        content = file and self._read(file)
        if file is None or content is None:
            return PlainTextResponse("Ce fichier n'existe pas.", 404)
        suffix = file.suffix.lower()
        return Response(
            content,
            media_type=_TEXT_TYPES.get(suffix) or _OTHER_TYPES.get(suffix, _BINARY),
            headers={"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"},
        )

    def _locate(self, path: str) -> Path | None:
        relative = path.removeprefix("/") or "index.html"
        if self._app is None or "\0" in relative or "\\" in relative:
            return None
        # Un segment qui commence par un point remonte l'arborescence ou désigne un fichier caché (.env).
        if any(not part or part.startswith(".") for part in relative.split("/")):
            return None
        return self._app / relative

    def _read(self, file: Path) -> bytes | None:
        try:
            status = file.stat()
            stamp = (status.st_mtime_ns, status.st_size)
            cached = self._cache.get(file)
            if cached is None or cached.stamp != stamp:
                cached = _CachedFile(stamp, self._substituted(file, file.read_bytes()))
                self._cache[file] = cached
        except OSError:
            return None
        return cached.content

    def _substituted(self, file: Path, content: bytes) -> bytes:
        if file.suffix.lower() in _TEXT_TYPES:
            for placeholder, value in self._replacements.items():
                content = content.replace(placeholder, value)
        return content
