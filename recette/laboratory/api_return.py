"""L'API, après le retour arrière : sert-elle de nouveau les anciens noms ?"""

import time

import httpx

from recette.database.tables import OLD_TABLES
from recette.target import Target

# Seule une relation imbriquée oblige PostgREST 12 à consulter son cache.
_READ = f"program_assignments?select=id,{OLD_TABLES.programs}(id,{OLD_TABLES.sessions}(id))&limit=1"
_REQUEST_DEADLINE_S = 5


def refusal_of_old_names(target: Target, deadline: float) -> str | None:
    """Attend, jusqu'à une échéance de `time.monotonic`, que l'API serve les anciens noms ; rend son refus."""
    headers = {"apikey": target.service_role_key, "Authorization": f"Bearer {target.service_role_key}"}
    base = f"{target.url}/rest/v1/"
    with httpx.Client(base_url=base, headers=headers, timeout=_REQUEST_DEADLINE_S) as client:
        while (answer := client.get(_READ)).is_error:
            if time.monotonic() > deadline:
                return answer.text
    return None
