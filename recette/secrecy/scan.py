"""Relire un artefact à la recherche de secrets : texte, archives, flux compressés, base64."""

import base64
import gzip
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Protocol

from recette.secrecy.known import KnownSecrets

UNREADABLE = "archive illisible, donc impossible à vérifier"

_WINDOW = 1 << 20
_OVERLAP = 16 << 10
"""Deux fenêtres se recouvrent : un secret à cheval sur la limite est entier dans la seconde."""
_IN_MEMORY = 8 << 20
_INFLATED_STEP = 4 << 10
_DEEPEST = 5
_PNG_OPENING, _PNG_CHUNK, _PNG_CHECKSUM = 8, struct.Struct(">I4s"), 4
"""Un PNG : huit octets, puis des blocs (longueur, genre, contenu, somme de contrôle)."""

_ZIP, _GZIP, _PNG = b"PK\x03\x04", b"\x1f\x8b", b"\x89PNG"
# Les en-têtes de zlib : textes d'un PNG, flux d'un PDF, blocs d'une archive de pg_dump.
_ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{24,}")


def kinds_in_file(path: Path, known: KnownSecrets) -> set[str]:
    """Rend les genres de secrets qu'un fichier laisse lire, y compris au fond d'archives emboîtées."""
    with path.open("rb") as stream:
        return _kinds(stream, known, _DEEPEST)


def is_archive(path: Path) -> bool:
    """Dit si un fichier est une archive zip ou gzip."""
    with path.open("rb") as stream:
        return stream.read(4).startswith((_ZIP, _GZIP))


class _Readable(Protocol):
    def read(self, size: int = ..., /) -> bytes: ...


def _kinds(stream: IO[bytes], known: KnownSecrets, depth: int) -> set[str]:
    head = stream.read(4)
    stream.seek(0)
    content = BytesIO(_without_pixels(stream.read())) if head.startswith(_PNG) else stream
    kinds = {kind for window in _windows(content) for view in _views(window) for kind in known.kinds_in(view)}
    if not head.startswith((_ZIP, _GZIP)):
        return kinds
    if depth == 0:
        return kinds | {UNREADABLE}
    stream.seek(0)
    try:
        for member in _members(stream, head):
            kinds |= _kinds(member, known, depth - 1)
    except (zipfile.BadZipFile, OSError, EOFError, zlib.error, RuntimeError, NotImplementedError):
        # Ni un fichier tronqué ni un fichier chiffré ne prouvent qu'ils ne cachent rien.
        kinds.add(UNREADABLE)
    return kinds


def _members(stream: IO[bytes], head: bytes) -> Iterator[IO[bytes]]:
    if head.startswith(_GZIP):
        with gzip.open(stream) as content:
            yield from _rewindable(content)
    else:
        with zipfile.ZipFile(stream) as archive:
            for entry in archive.infolist():
                with archive.open(entry) as content:
                    yield from _rewindable(content)


def _rewindable(content: _Readable) -> Iterator[IO[bytes]]:
    with SpooledTemporaryFile(_IN_MEMORY) as copy:
        while chunk := content.read(_WINDOW):
            copy.write(chunk)
        copy.seek(0)
        yield copy


def _without_pixels(image: bytes) -> bytes:
    """Rend une image PNG sans ses points : des mégaoctets par capture, où rien n'est écrit en lettres."""
    kept, position = [image[:_PNG_OPENING]], _PNG_OPENING
    while position + _PNG_CHUNK.size <= len(image):
        length, kind = _PNG_CHUNK.unpack_from(image, position)
        end = position + _PNG_CHUNK.size + length + _PNG_CHECKSUM
        if end > len(image):
            break
        if kind != b"IDAT":
            kept.append(image[position:end])
        position = end
    return b"".join([*kept, image[position:]])


def _windows(stream: IO[bytes]) -> Iterator[bytes]:
    tail = b""
    while chunk := stream.read(_WINDOW):
        window = tail + chunk
        yield window
        tail = window[-_OVERLAP:]


def _views(window: bytes) -> Iterator[bytes]:
    """Rend un contenu tel quel, puis tel que l'UTF-16, le base64 et zlib le cachent."""
    yield window
    if b"\0" in window:
        # Un secret est en ASCII : l'UTF-16, dans un ordre ou dans l'autre, n'y ajoute que des zéros.
        yield window.replace(b"\0", b"")
    yield b"".join(map(_decoded, _BASE64.findall(window)))
    view = memoryview(window)
    for mark in _ZLIB.finditer(window):
        yield _inflated(view[mark.start() :])


def _decoded(run: bytes) -> bytes:
    whole = run if len(run) % 4 != 1 else run[:-1]
    return base64.urlsafe_b64decode(whole.translate(_URL_SAFE) + b"=" * (-len(whole) % 4))


_URL_SAFE = bytes.maketrans(b"+/", b"-_")


def _inflated(stream: memoryview) -> bytes:
    """Rend ce qui se lit d'un flux zlib, jusqu'à sa fin ou à sa première faute."""
    inflater, inflated = zlib.decompressobj(), bytearray()
    try:
        for start in range(0, len(stream), _INFLATED_STEP):
            inflated += inflater.decompress(stream[start : start + _INFLATED_STEP])
            if inflater.eof:
                break
    except zlib.error:
        pass
    return bytes(inflated)
