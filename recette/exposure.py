"""La clé service_role ne va jamais au navigateur : elle passe outre la RLS, et qui la lit lit tout."""

from dataclasses import dataclass, field

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Request, Response

from recette.secrecy.known import holds_service_key

_CODE = ("document", "script")


@dataclass
class KeyWatch:
    """Cherche la clé dans ce que le navigateur envoie, et dans le code qu'il reçoit."""

    service_role_key: str = field(repr=False)
    inspected: set[str]
    """Les fichiers de l'application déjà relus : chacun ne l'est qu'une fois, pour tous les scénarios."""

    def sent_by(self, request: Request) -> bool:
        """Dit si une demande porte la clé, dans son adresse, ses en-têtes ou son corps."""
        body = (request.post_data_buffer or b"").decode(errors="replace")
        return any(self.in_text(text) for text in (request.url, body, *request.headers.values()))

    def served_by(self, response: Response) -> bool:
        """Dit si une page ou un script de l'application contient la clé."""
        if response.request.resource_type not in _CODE or response.url in self.inspected:
            return False
        # Noté avant d'être lu : une autre fenêtre le reçoit peut-être pendant la lecture.
        self.inspected.add(response.url)
        try:
            return self.in_text(response.text())
        except (PlaywrightError, UnicodeDecodeError):
            # La page est partie avant qu'on la lise : ce fichier le sera à la prochaine.
            self.inspected.discard(response.url)
            return False

    def in_text(self, text: str) -> bool:
        """Dit si un texte porte la clé de ce projet, ou celle d'un autre."""
        # Une cible peut n'avoir pas donné sa clé : sa forme la trahit encore.
        ours = bool(self.service_role_key) and self.service_role_key in text
        return ours or holds_service_key(text)
