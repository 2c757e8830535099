"""Un modèle de programme, modifié par son coach à travers l'API."""

from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from recette.database.tables import TEMPLATE_TABLES

if TYPE_CHECKING:
    from supabase import Client


def set_every_load(client: "Client", template_id: UUID, load: str) -> None:
    """Donne la même charge à tous les exercices d'un modèle."""
    found = client.table(TEMPLATE_TABLES.sessions).select("id").eq("program_id", str(template_id)).execute()
    sessions = [row["id"] for row in cast(list[dict[str, Any]], found.data)]
    lines = client.table(TEMPLATE_TABLES.exercises)
    changed = lines.update({"load": load}).in_("session_id", sessions).execute().data
    assert changed, "L'API accepte de changer le modèle mais ne change aucune ligne."
