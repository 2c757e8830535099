"""Un Realtime muet : il accepte les abonnements et n'annonce jamais rien.

Sans lui, supabase-js se reconnecterait sans fin en remplissant la console du navigateur d'erreurs.
"""

import json
from typing import Any

from starlette.websockets import WebSocket

_ANSWERED = {"phx_join", "phx_leave", "heartbeat"}
_POLICY_VIOLATION = 1008


async def realtime(websocket: WebSocket) -> None:
    """Tient une connexion Phoenix jusqu'à ce que le client la ferme."""
    await websocket.accept()
    while (frame := await websocket.receive())["type"] == "websocket.receive":
        # Les trames binaires ne portent que des diffusions, auxquelles rien n'est à répondre.
        answer = reply_to(frame["text"]) if frame.get("text") else None
        if answer:
            await websocket.send_text(answer)


async def refuse_socket(websocket: WebSocket) -> None:
    """Refuse une connexion à une adresse où rien n'écoute."""
    await websocket.close(_POLICY_VIOLATION)


def reply_to(text: str) -> str | None:
    """Rend la réponse à un message de Phoenix, dans la version (1.0.0 ou 2.0.0) où il est écrit.

    Rend None à ce qui n'en attend pas.
    """
    match _decoded(text):
        case [join_ref, ref, topic, event, payload] if event in _ANSWERED:
            return json.dumps([join_ref, ref, topic, "phx_reply", _reply(event, payload)])
        case {"topic": topic, "event": event, "payload": payload, "ref": ref, **rest} if event in _ANSWERED:
            reply = {"topic": topic, "event": "phx_reply", "payload": _reply(event, payload), "ref": ref}
            return json.dumps({**reply, "join_ref": rest.get("join_ref")})
        case _:
            return None


def _decoded(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None


def _reply(event: str, payload: dict[str, Any]) -> dict[str, Any]:
    if event != "phx_join":
        return {"status": "ok", "response": {}}
    # Le client compare cette liste, dans l'ordre, à ce qu'il a demandé, et rompt si elle en diffère.
    asked = payload.get("config", {}).get("postgres_changes", [])
    changes = [{**change, "id": rank} for rank, change in enumerate(asked, start=1)]
    return {"status": "ok", "response": {"postgres_changes": changes}}
