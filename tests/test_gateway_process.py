"""Le processus de la passerelle : application servie, pannes annoncées, arrêt immédiat."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

ROOT = Path(__file__).resolve().parent.parent
ANON_KEY = "cle-anon-d-essai"
SECRET = "un secret de quarante caractères au moins"
DEADLINE_S = 10


@dataclass(frozen=True)
class Gateway:
    """Une passerelle seule, sans base ni PostgREST."""

    origin: str
    process: subprocess.Popen[bytes]
    http: httpx.Client
    log: Path
    app: Path


@contextmanager
def running_gateway(folder: Path, *, app: Path | None) -> Iterator[Gateway]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        origin = f"http://127.0.0.1:{listener.getsockname()[1]}"
        config = folder / "config.json"
        config.write_text(
            json.dumps(
                {
                    "fd": listener.fileno(),
                    "rest_socket": str(folder / "absent.sock"),
                    "database_url": "postgresql://personne:secret@127.0.0.1:1/absente",
                    "jwt_secret": SECRET,
                    "anon_key": ANON_KEY,
                    "service_role_key": "cle-de-service-d-essai",
                    "origin": origin,
                    "app": app and str(app),
                }
            )
        )
        log = folder / "passerelle.log"
        with log.open("wb") as output:
            process = subprocess.Popen(
                [sys.executable, "-m", "recette.stack.gateway", config],
                cwd=ROOT,
                stderr=output,
                pass_fds=[listener.fileno()],
            )
    try:
        with httpx.Client(base_url=origin, timeout=DEADLINE_S) as http:
            yield Gateway(origin, process, http, log, app or folder)
    finally:
        process.kill()
        process.wait()


@pytest.fixture(scope="module")
def gateway(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    """Une passerelle devant une petite application."""
    folder = tmp_path_factory.mktemp("passerelle")
    app = folder / "app"
    files = {
        app / "index.html": '<script>const url = "http://supabase.recette.invalid"</script>',
        app / "assets" / "app.js": 'key = "cle-anon-de-recette"',
        app / "assets" / "logo.svg": "<svg>cle-anon-de-recette</svg>",
        app / ".env": "SECRET=1",
        folder / "secret.txt": "hors de l'application",
    }
    for file, content in files.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content)
    with running_gateway(folder, app=app) as running:
        yield running


# L'application


@pytest.mark.parametrize(
    ("path", "media_type", "content"),
    [
        ("/assets/app.js", "text/javascript; charset=utf-8", f'key = "{ANON_KEY}"'),
        ("/assets/logo.svg", "image/svg+xml", "<svg>cle-anon-de-recette</svg>"),
    ],
)
def test_a_file_is_served(gateway: Gateway, path: str, media_type: str, content: str) -> None:
    """Chaque fichier a son type ; l'adresse et la clé de la pile remplacent les fictives dans les textes."""
    answer = gateway.http.get(path)
    assert (answer.status_code, answer.headers["Content-Type"], answer.text) == (200, media_type, content)
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_root_is_the_index(gateway: Gateway) -> None:
    """La racine est l'accueil de l'application, branché sur cette pile."""
    answer = gateway.http.get("/")
    assert answer.text == f'<script>const url = "{gateway.origin}"</script>'
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    head = gateway.http.head("/")
    assert (head.headers["Content-Length"], head.content) == (str(len(answer.content)), b"")


def test_a_changed_file_is_served_again(gateway: Gateway) -> None:
    """Un fichier modifié pendant la recette est relu, un fichier effacé ne l'est plus."""
    page = gateway.app / "page.html"
    page.write_text("avant")
    assert gateway.http.get("/page.html").text == "avant"
    page.write_text("après la modification")
    assert gateway.http.get("/page.html").text == "après la modification"
    page.unlink()
    assert gateway.http.get("/page.html").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/assets/..%2f..%2fsecret.txt",
        "/..%5csecret.txt",
        "//etc/hostname",
        "/.env",
        "/index.html%00.js",
        "/assets",
        "/assets/",
        "/absent.js",
        "/rest/v1",
    ],
)
def test_nothing_else_is_served(gateway: Gateway, path: str) -> None:
    """Ni ce qui est hors du dossier, ni les fichiers cachés, ni ce qui n'existe pas."""
    assert raw_status(gateway, path) == 404


def test_the_application_is_read_only(gateway: Gateway) -> None:
    """Rien ne s'envoie à l'application."""
    assert gateway.http.post("/", json={}).status_code == 405


def test_without_an_application_there_is_nothing(tmp_path: Path) -> None:
    """Sans dossier d'application, la passerelle ne sert que Supabase."""
    with running_gateway(tmp_path, app=None) as bare:
        assert bare.http.get("/").status_code == 404
        assert bare.http.get("/auth/v1/health").status_code == 200


# Les pannes


def test_an_unreachable_postgrest_is_announced(gateway: Gateway) -> None:
    """PostgREST absent : 503 lisible de partout, et une ligne au journal sans la clé."""
    answer = gateway.http.get(f"/rest/v1/clients?select=id&apikey={ANON_KEY}")
    assert answer.status_code == 503
    assert answer.json() == {"message": "The upstream server is currently unavailable"}
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert last_line(gateway) == "GET /rest/v1/clients 503 : PostgREST est injoignable"


def test_an_unreachable_database_is_announced(gateway: Gateway) -> None:
    """Base absente : 500 comme GoTrue, et la cause au journal sans mot de passe."""
    answer = gateway.http.post(
        "/auth/v1/token?grant_type=password",
        json={"email": "lea@recette.test", "password": "un-mot-de-passe"},
        headers={"apikey": ANON_KEY},
    )
    assert answer.status_code == 500
    assert answer.json()["error_code"] == "unexpected_failure"
    assert last_line(gateway).startswith("POST /auth/v1/token 500 : connexion connection failed")
    assert "secret" not in last_line(gateway)


# L'arrêt


def test_stopping_is_immediate(tmp_path: Path) -> None:
    """SIGTERM n'attend personne, même un client qui n'a pas fini d'écrire."""
    with running_gateway(tmp_path, app=None) as gateway:
        gateway.http.get("/auth/v1/health").raise_for_status()
        with connection(gateway) as unfinished:
            unfinished.sendall(b"POST /auth/v1/signup HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{")
            os.kill(gateway.process.pid, signal.SIGTERM)
            assert gateway.process.wait(timeout=1) == -signal.SIGTERM
        assert gateway.log.read_text() == ""


def connection(gateway: Gateway) -> socket.socket:
    host, port = gateway.origin.removeprefix("http://").split(":")
    return socket.create_connection((host, int(port)), timeout=DEADLINE_S)


def raw_status(gateway: Gateway, path: str) -> int:
    """Rend le code de la réponse à un chemin envoyé tel quel : httpx le normaliserait."""
    with connection(gateway) as raw:
        raw.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        return int(raw.makefile("rb").readline().split()[1])


def last_line(gateway: Gateway) -> str:
    return gateway.log.read_text().splitlines()[-1]
