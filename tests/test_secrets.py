"""Aucun secret ne sort : chaque cachette est trouvée et vidée, une recette saine n'en a pas (règle S3)."""

import base64
import gzip
import io
import json
import random
import struct
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import jwt
import pytest

from recette.secrecy.known import MASK, KnownSecrets, holds_service_key
from recette.secrecy.scan import UNREADABLE
from recette.secrecy.sweep import Sweep, sweep

PASSWORD = "aQ3-x_9LmPz0RtYw"
ODD_PASSWORD = 'p@ss/"mot" & clé'
CHUNK = 1 << 20


def token(role: str) -> str:
    """Rend un jeton signé d'un secret que la recette ne connaît pas."""
    return jwt.encode({"role": role, "sub": "personne"}, "secret-inconnu" * 3, algorithm="HS256")


def zipped(name: str, content: bytes) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr(name, content)
    return archive.getvalue()


def png(kind: bytes, content: bytes) -> bytes:
    chunk = struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
    return b"\x89PNG\r\n\x1a\n" + chunk


SAID = f"mot de passe : {PASSWORD}".encode()
NAMED = "mot de passe d'une personne"
LEAKS: dict[str, tuple[str, bytes, str]] = {
    "texte": ("notes.txt", SAID, NAMED),
    "JSON": ("etat.json", json.dumps({"p": ODD_PASSWORD}).encode(), NAMED),
    "adresse encodée": ("appels.log", b"/?p=p%40ss%2F%22mot%22%20%26%20cl%C3%A9", NAMED),
    "XML": ("rapport.xml", "<m>p@ss/&quot;mot&quot; &amp; clé</m>".encode(), NAMED),
    "HTML": ("rapport.html", b"<script>\\n" + PASSWORD.encode() + b"</script>", NAMED),
    "UTF-16": ("notes.csv", SAID.decode().encode("utf-16"), NAMED),
    "UTF-16 gros-boutiste": ("notes.csv", SAID.decode().encode("utf-16-be"), NAMED),
    "base64": ("session.txt", base64.b64encode(b'{"x": "' + PASSWORD.encode() + b'"}'), NAMED),
    "base64 en lignes": ("corps.eml", base64.encodebytes(b"." * 50 + SAID * 3), NAMED),
    "zip": ("traces.zip", zipped("a.json", SAID), NAMED),
    "zip emboîtés": ("traces.zip", zipped("b.zip", zipped("a.json", SAID)), NAMED),
    "gzip": ("journal.gz", gzip.compress(SAID), NAMED),
    "gzip dans un zip": ("preuves.zip", zipped("journal.gz", gzip.compress(SAID)), NAMED),
    "nom trompeur": ("image.jpeg", zipped("a", SAID), NAMED),
    "PNG, texte": ("ecran.png", png(b"tEXt", b"Comment\0" + SAID), NAMED),
    "PNG, texte après l'image": (
        "ecran.png",
        png(b"IDAT", zlib.compress(bytes(9999))) + png(b"tEXt", b"Comment\0" + SAID)[8:],
        NAMED,
    ),
    "PNG tronqué": ("ecran.png", png(b"IDAT", zlib.compress(SAID))[:-5], NAMED),
    "PNG, texte compressé": ("ecran.png", png(b"zTXt", b"Comment\0\0" + zlib.compress(SAID)), NAMED),
    "flux d'un PDF": ("pv.pdf", b"%PDF-1.7\nstream\n" + zlib.compress(SAID) + b"\nendstream", NAMED),
    "bord de bloc": ("long.log", b"." * (CHUNK - 7) + SAID, NAMED),
    "au loin": ("long.log", b"." * (3 * CHUNK) + SAID, NAMED),
    "jeton inconnu": ("session.har", token("authenticated").encode(), "jeton d'accès"),
    "clé service_role inconnue": ("session.har", token("service_role").encode(), "jeton d'accès"),
    "jeton en base64": ("cookie.txt", base64.b64encode(token("authenticated").encode()), "jeton d'accès"),
    "renouvellement": ("r.json", b'{"refresh_token": "v3rylongtok3n"}', "jeton de renouvellement"),
    "renouvellement, JSON dans JSON": (
        "stockage.json",
        json.dumps({"value": json.dumps({"refresh_token": "v3rylongtok3n"})}).encode(),
        "jeton de renouvellement",
    ),
    "nouvelle clé secrète": ("env.txt", b"sb_secret_N7UND0UgjKTVK-Uodkm0Hg_x", "clé secrète de Supabase"),
    "adresse de base": (
        "erreur.txt",
        b"postgresql://postgres:court@127.0.0.1:5432/x",
        "mot de passe dans une adresse de base",
    ),
    "archive tronquée": ("trace.zip", zipped("a", SAID)[:-30], UNREADABLE),
}
HARMLESS = {
    "clé anon": token("anon"),
    "clé publique": "sb_publishable_ACJWlzQHlZjBrEguHvfOxg_3BJgxAaH",
    "adresse sans mot de passe": "postgresql://postgres@127.0.0.1:5432/x",
    "adresse masquée": f"postgresql://postgres:{MASK}@127.0.0.1:5432/x",
    "code source": "const { refresh_token: currentSession } = session; `Bearer ${access_token}`",
    "mot banal": "postgres, PostgreSQL",
}


@pytest.fixture
def known() -> KnownSecrets:
    """Ce que la recette sait : un mot de passe ordinaire, un autre que chaque format écrit à sa façon."""
    known = KnownSecrets()
    for password in (PASSWORD, ODD_PASSWORD, "postgres"):
        known.remember(NAMED, password)
    return known


@pytest.fixture
def read(tmp_path: Path, known: KnownSecrets) -> Callable[[str, bytes], Sweep]:
    """Écrit une preuve et relit le dossier."""

    def read(name: str, content: bytes) -> Sweep:
        (tmp_path / name).write_bytes(content)
        return sweep(tmp_path, [], 0, known)

    return read


@pytest.mark.parametrize(("name", "content", "kind"), LEAKS.values(), ids=LEAKS)
def test_a_leak_is_found_and_removed(
    read: Callable[[str, bytes], Sweep], tmp_path: Path, name: str, content: bytes, kind: str
) -> None:
    """La phrase nomme le fichier et le genre du secret, jamais sa valeur."""
    swept = read(name, content)
    assert swept.found == [{"fichier": name, "genre": kind}]
    assert not (tmp_path / name).exists()
    assert PASSWORD not in str(swept.findings())


@pytest.mark.parametrize("content", HARMLESS.values(), ids=HARMLESS)
def test_what_is_no_secret_stays(
    read: Callable[[str, bytes], Sweep], tmp_path: Path, known: KnownSecrets, content: str
) -> None:
    """La clé anon est publique, et un mot masqué n'est plus un secret."""
    assert read("preuve.txt", content.encode()).found == []
    assert (tmp_path / "preuve.txt").exists()
    assert known.masked_text(content) == content


def test_a_trace_is_rewritten_rather_than_lost(read: Callable[[str, bytes], Sweep], tmp_path: Path) -> None:
    """Chaque ligne reste du JSON, les ressources gardent leur nom, l'image ne change pas d'un octet."""
    call = {"headers": [{"name": "authorization", "value": f"Bearer {token('authenticated')}"}]}
    typed = {"method": "fill", "params": {"value": PASSWORD}}
    stored = {"localStorage": json.dumps({"refresh_token": "v3rylongtok3n", "user": "Léa"})}
    entries = {
        "trace.trace": "\n".join(map(json.dumps, [typed, stored])).encode(),
        "trace.network": json.dumps(call).encode(),
        "resources/0a.jpeg": bytes(range(256)) * 20,
    }
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as opened:
        for entry, content in entries.items():
            opened.writestr(entry, content)
    swept = read("trace.zip", archive.getvalue())
    assert (swept.files, swept.archives, swept.found) == (1, 1, [])
    with zipfile.ZipFile(tmp_path / "trace.zip") as rewritten:
        assert rewritten.testzip() is None
        assert rewritten.namelist() == [*entries]
        lines = rewritten.read("trace.trace").splitlines() + rewritten.read("trace.network").splitlines()
        told = [json.loads(line) for line in lines]
        assert rewritten.read("resources/0a.jpeg") == entries["resources/0a.jpeg"]
    assert told[0]["params"] == {"value": MASK}
    assert json.loads(told[1]["localStorage"]) == {"refresh_token": MASK, "user": "Léa"}
    assert told[2]["headers"][0]["value"] == f"Bearer {MASK}"


def test_older_evidence_is_left_alone(tmp_path: Path, known: KnownSecrets) -> None:
    """Ce que cette recette n'a pas écrit ne lui appartient pas."""
    (tmp_path / "ancien.txt").write_bytes(SAID)
    assert sweep(tmp_path, [], time.time() + 60, known).files == 0
    assert (tmp_path / "ancien.txt").exists()


def test_reading_ordinary_evidence_is_quick(tmp_path: Path) -> None:
    """Les preuves d'une recette entière, et mille secrets, se relisent en moins de 0,3 s de calcul."""
    known = KnownSecrets()
    for number in range(500):
        known.remember(NAMED, base64.urlsafe_b64encode(f"secret {number:05}".encode()).decode()[:16])
        known.remember(NAMED, f"eyJ{number:020}.eyJ{number:020}.{number:020}")
    (tmp_path / "verdict.json").write_text(json.dumps([{"motif": "é" * 80, "id": n} for n in range(1500)]))
    for number in range(3):
        (tmp_path / f"sauvegarde-{number}.dump").write_bytes(zlib.compress(bytes(range(256)) * 400) * 8)
    (tmp_path / "ecran.png").write_bytes(png(b"IDAT", zlib.compress(random.Random(7).randbytes(1 << 20) * 8)))
    start = time.process_time()
    assert sweep(tmp_path, [], 0, known).found == []
    assert time.process_time() - start < 0.3


@pytest.mark.parametrize(
    ("text", "held"),
    [
        (token("service_role"), True),
        ("apikey=sb_secret_N7UND0UgjKTVK-Uodkm0Hg_x", True),
        (token("anon"), False),
        (f"Bearer {token('authenticated')}", False),
    ],
)
def test_a_service_key_is_recognised_by_its_shape(text: str, held: bool) -> None:
    """La clé d'un autre projet en est une aussi ; celles que l'application doit avoir n'en sont pas."""
    assert holds_service_key(text) is held
