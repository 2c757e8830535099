"""Ce que le banc a mesuré (rapports/banc.json) : chaque partie avec sa machine et sa charge."""

import json
import os
import platform
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from recette.plan import DEFAULT_REPORTS

RECORD = DEFAULT_REPORTS / "banc.json"


def read_record() -> dict[str, Any]:
    """Rend ce qui est déjà mesuré."""
    if not RECORD.exists():
        return {}
    content: dict[str, Any] = json.loads(RECORD.read_text(encoding="utf-8"))
    return content


def keep(part: str, figures: Mapping[str, Any], load_before: float) -> None:
    """Range les mesures d'une partie ; les autres restent."""
    RECORD.parent.mkdir(parents=True, exist_ok=True)
    machine = {
        "le": datetime.now(UTC).isoformat(timespec="minutes"),
        "machine": described_machine(),
        "charge_avant": round(load_before, 2),
    }
    content = read_record() | {part: machine | dict(figures)}
    RECORD.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def described_machine() -> str:
    """Rend la machine en une phrase : cœurs, processeur, mémoire, système, Python."""
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
    software = f"{_system()}, Python {platform.python_version()}"
    return f"{os.cpu_count()} cœurs, {_processor()}, {memory:.0f} Gio, {software}"


def _system() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"].partition(" (")[0]
    except OSError:
        return platform.system()


def _processor() -> str:
    information = Path("/proc/cpuinfo")
    lines = information.read_text(encoding="utf-8").splitlines() if information.exists() else []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, "") or platform.machine()
