"""L'histoire des recettes complètes : une ligne par recette, dans le dossier des rapports."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

HISTORY = "historique.jsonl"


def read_history(folder: Path) -> Sequence[Mapping[str, Any]]:
    """Rend les recettes complètes du dossier, de la plus ancienne à la plus récente."""
    return read_lines(folder / HISTORY)


def read_lines(path: Path) -> Sequence[Mapping[str, Any]]:
    """Rend ce qu'une histoire garde, une ligne par recette ; rien si elle n'a pas commencé."""
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def append_run(folder: Path, ended: str, content: Mapping[str, Any]) -> None:
    """Ajoute une recette complète à l'histoire."""
    kept = {
        "fin": ended,
        "verdict": content["verdict"],
        "totaux": content["totaux"],
        "migration_ms": content.get("migration", {}).get("duree_ms"),
    }
    with (folder / HISTORY).open("a", encoding="utf-8") as history:
        history.write(json.dumps(kept, ensure_ascii=False) + "\n")
