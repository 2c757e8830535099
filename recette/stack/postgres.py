"""La grappe PostgreSQL de la recette : créée, démarrée, jetée."""

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from recette import parts
from recette.errors import RecetteError
from recette.stack.service import Service, as_user, clean_environment

SUPERUSER = "supabase_admin"
"""Le superutilisateur porte le nom qu'il a chez Supabase ; `postgres` y est un rôle ordinaire."""

_PORT_ATTEMPTS = 3
_READY_DEADLINE_S = 20.0
_SETTINGS = {
    # La grappe est jetée à la fin : rien de ce qui protège d'une coupure de courant n'est utile.
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    # Dans la grappe plutôt que dans le système : un serveur tué net n'y laisse rien.
    "dynamic_shared_memory_type": "mmap",
    "wal_level": "logical",
    "max_connections": "200",
    "timezone": "UTC",
    "log_line_prefix": "%m [%p] %e %u@%d ",
    "lc_messages": "C",
}


@dataclass(frozen=True)
class Cluster:
    """Une grappe qui tourne sur 127.0.0.1."""

    service: Service
    port: int
    password: str
    """Mot de passe commun à tous les rôles, tiré au sort à chaque recette."""

    def dsn(self, database: str, role: str = "postgres") -> str:
        """Rend l'adresse de connexion d'un rôle à une base."""
        return f"postgresql://{role}:{self.password}@127.0.0.1:{self.port}/{database}"


@contextmanager
def running_cluster(folder: Path) -> Iterator[Cluster]:
    """Crée une grappe sous `folder` et la fait tourner le temps du bloc.

    Lève RecetteError quand PostgreSQL manque, ne se laisse pas créer (disque plein) ou ne démarre pas.
    """
    user = _server_user()
    home = _readable_home(folder, user)
    password = secrets.token_urlsafe(16)
    data = _create(folder, home, password, user)
    for attempt in range(1, _PORT_ATTEMPTS + 1):
        port = _free_port()
        service = _server(folder, home, data, port, user)
        with service:
            cluster = Cluster(service, port, password)
            try:
                service.wait_until(lambda c=cluster: _answers(c), deadline_s=_READY_DEADLINE_S)  # type: ignore[misc]
            except RecetteError:
                # Entre le choix du port et son ouverture, un autre a pu le prendre.
                if attempt < _PORT_ATTEMPTS and "Address already in use" in service.log.read_text():
                    continue
                raise
            yield cluster
            return


def _create(folder: Path, home: Path, password: str, user: str | None) -> Path:
    data = folder / "grappe"
    data.mkdir(mode=0o700)
    password_file = folder / "mot-de-passe"
    password_file.touch(mode=0o600)
    password_file.write_text(password)
    if user:
        shutil.chown(data, user)
        shutil.chown(password_file, user)
    command = [
        *as_user(user),
        str(home / "bin" / "initdb"),
        f"--pgdata={data}",
        f"--username={SUPERUSER}",
        f"--pwfile={password_file}",
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C.UTF-8",
        "--no-sync",
    ]
    try:
        made = subprocess.run(
            command, capture_output=True, text=True, env=clean_environment() | {"LC_ALL": "C"}, cwd="/"
        )
    except FileNotFoundError as missing:
        raise RecetteError(f"La commande {missing.filename} manque.", "Installez util-linux.") from None
    finally:
        password_file.unlink()
    if made.returncode != 0:
        raise RecetteError(
            "PostgreSQL n'a pas pu créer sa grappe.",
            "Vérifiez la place du disque et les droits du dossier temporaire. Il dit :\n    "
            + "\n    ".join(made.stderr.strip().splitlines()[-3:]),
        )
    return data


def _server(folder: Path, home: Path, data: Path, port: int, user: str | None) -> Service:
    settings = [f"-c{name}={value}" for name, value in _SETTINGS.items()]
    return Service(
        "PostgreSQL",
        [home / "bin" / "postgres", "-D", data, "-p", str(port), *settings],
        log=folder / "postgres.log",
        user=user,
        # Arrêt immédiat : la grappe est jetée, un point de reprise ne servirait à personne.
        stop_signal=signal.SIGQUIT,
    )


def _answers(cluster: Cluster) -> bool:
    try:
        with psycopg.connect(cluster.dsn("postgres", SUPERUSER), connect_timeout=2):
            return True
    except psycopg.OperationalError:
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _server_user() -> str | None:
    """Rend le compte du serveur quand on est root, sous lequel PostgreSQL refuse de tourner."""
    if os.geteuid() != 0:
        return None
    accounts = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in accounts else "nobody"


def _readable_home(folder: Path, user: str | None) -> Path:
    """Rend une installation que le compte du serveur peut lire, copiée s'il le faut."""
    home = parts.postgres_home()
    if user is None:
        return home
    probe = [*as_user(user), str(home / "bin" / "postgres"), "--version"]
    reachable = subprocess.run(probe, capture_output=True, cwd="/")
    if reachable.returncode == 0:
        return home
    copy = folder / "postgresql"
    shutil.copytree(home, copy, symlinks=True)
    return copy
