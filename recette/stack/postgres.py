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
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from types import TracebackType

import psycopg
from psycopg import sql

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
    # Le mot de passe, tiré au sort, vit le temps d'une recette : le durcir coûterait 2 ms à chaque connexion.
    "scram_iterations": "1",
    "timezone": "UTC",
    "log_line_prefix": "%m [%p] %e %u@%d ",
    "lc_messages": "C",
}


class Server(Service):
    """Le serveur d'une grappe ; s'il est relancé par un autre (`pg_ctl restart`), le nouveau est le nôtre."""

    def __init__(self, home: Path, data: Path, port: int, *, log: Path, user: str | None) -> None:
        settings = [f"-c{name}={value}" for name, value in _SETTINGS.items()]
        super().__init__(
            "PostgreSQL",
            [home / "bin" / "postgres", "-D", data, "-p", str(port), *settings],
            log=log,
            user=user,
            # Arrêt immédiat : la grappe est jetée, un point de reprise ne servirait à personne.
            stop_signal=signal.SIGQUIT,
        )
        self.data = data
        self._pg_ctl = [*as_user(user), str(home / "bin" / "pg_ctl"), f"--pgdata={data}"]

    def stop_cleanly(self) -> None:
        """Arrête le serveur, tout étant écrit dans sa grappe."""
        self._control("stop", "--mode=fast")

    def check_alive(self) -> None:
        if self.process.poll() is None or self._succeeded():
            return
        super().check_alive()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        super().__exit__(kind, error, trace)
        if self._succeeded():
            self._control("stop", "--mode=immediate")

    def _succeeded(self) -> bool:
        return self._control("status")

    def _control(self, *order: str) -> bool:
        command = [*self._pg_ctl, *order]
        return subprocess.run(command, capture_output=True, env=clean_environment(), cwd="/").returncode == 0


@dataclass(frozen=True)
class StoppedCluster:
    """Une grappe arrêtée proprement, dont d'autres se copient."""

    data: Path
    password: str
    """Celui de ses rôles : il n'ouvre qu'elle, et ses copies en changent."""


@dataclass(frozen=True)
class Cluster:
    """Une grappe qui tourne sur 127.0.0.1."""

    service: Server
    port: int
    password: str
    """Mot de passe commun à tous les rôles, tiré au sort à chaque recette."""

    def dsn(self, database: str, role: str = "postgres") -> str:
        """Rend l'adresse de connexion d'un rôle à une base."""
        return f"postgresql://{role}:{self.password}@127.0.0.1:{self.port}/{database}"

    def stop_cleanly(self) -> StoppedCluster:
        """Arrête la grappe de façon que d'autres puissent s'en copier."""
        self.service.stop_cleanly()
        return StoppedCluster(self.service.data, self.password)

    def started_at(self) -> datetime:
        """Rend l'instant du dernier démarrage, celui qui suit la chute d'un de ses processus compris.

        Lève RecetteError quand le serveur ne répond plus.
        """
        self.service.wait_until(lambda: _answers(self), deadline_s=_READY_DEADLINE_S)
        with psycopg.connect(self.dsn("postgres", SUPERUSER)) as connection:
            # Ce processus-là naît avec le serveur et ne change qu'avec lui.
            query = "select backend_start from pg_stat_activity where backend_type = 'checkpointer'"
            found = connection.execute(query).fetchone()
        assert found is not None, "PostgreSQL tourne sans point de reprise."
        started: datetime = found[0]
        return started


@contextmanager
def running_cluster(folder: Path, model: StoppedCluster | None = None) -> Iterator[Cluster]:
    """Crée une grappe sous `folder`, ou l'y copie d'un modèle, et la fait tourner le temps du bloc.

    Lève RecetteError quand PostgreSQL manque, ne se laisse pas créer (disque plein) ou ne démarre pas.
    """
    user = server_user()
    home = _readable_home(folder, user)
    password = secrets.token_urlsafe(16)
    data = folder / "grappe"
    if model:
        copy_cluster(model.data, data)
    else:
        _create(data, home, password, user)
    opening = model.password if model else password
    for attempt in range(1, _PORT_ATTEMPTS + 1):
        port = _free_port()
        service = Server(home, data, port, log=folder / "postgres.log", user=user)
        with service:
            started = Cluster(service, port, opening)
            try:
                service.wait_until(lambda c=started: _answers(c), deadline_s=_READY_DEADLINE_S)  # type: ignore[misc]
            except RecetteError:
                # Entre le choix du port et son ouverture, un autre a pu le prendre.
                if attempt < _PORT_ATTEMPTS and "Address already in use" in service.log.read_text():
                    continue
                raise
            if model:
                _change_passwords(started, password)
            yield replace(started, password=password)
            return


def copy_cluster(data: Path, place: Path) -> None:
    """Copie une grappe arrêtée, comptes et droits compris ; lève RecetteError sur un disque plein."""
    copied = subprocess.run(["cp", "--archive", data, place], capture_output=True, text=True)
    if copied.returncode != 0:
        raise RecetteError(
            f"La grappe modèle ne se copie pas ({copied.stderr.strip().splitlines()[0]}).",
            "Vérifiez la place du disque, ou effacez le cache (make nettoyer).",
        )


def _change_passwords(cluster: Cluster, password: str) -> None:
    with psycopg.connect(cluster.dsn("postgres", SUPERUSER)) as connection:
        roles = connection.execute("select rolname from pg_authid where rolpassword is not null").fetchall()
        for (role,) in roles:
            connection.execute(
                sql.SQL("alter role {} password {}").format(sql.Identifier(role), sql.Literal(password))
            )


def _create(data: Path, home: Path, password: str, user: str | None) -> None:
    data.mkdir(mode=0o700)
    password_file = data.with_name("mot-de-passe")
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
        # Le mot de passe du superutilisateur naît ici, avant que le serveur lise ses réglages.
        f"--set=scram_iterations={_SETTINGS['scram_iterations']}",
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


def server_user() -> str | None:
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
