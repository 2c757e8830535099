"""Les images du procès-verbal : réduites, et dans la limite d'un fichier que l'on peut envoyer."""

import base64
import io
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image, UnidentifiedImageError

_BUDGET_BYTES = 3_000_000
_WIDTH, _HEIGHT = 900, 1100
_QUALITY = 60
_SMALL_BYTES = 45_000


@dataclass
class Album:
    """Les images déjà placées ; au-delà du budget, le procès-verbal renvoie au fichier."""

    folder: Path
    _spent: int = field(default=0, init=False)

    def embedded(self, name: str) -> str | None:
        """Rend une image en adresse « data: », ou None quand elle manque ou que le budget est épuisé."""
        path = self.folder / name
        if not path.is_file():
            return None
        content = _light(path)
        if content is None or self._spent + len(content) > _BUDGET_BYTES:
            return None
        self._spent += len(content)
        return f"data:image/jpeg;base64,{base64.b64encode(content).decode()}"


def drawing(path: Path) -> str | None:
    """Rend un dessin SVG en adresse « data: »."""
    if not path.is_file():
        return None
    return f"data:image/svg+xml;base64,{base64.b64encode(path.read_bytes()).decode()}"


def _light(path: Path) -> bytes | None:
    content = path.read_bytes()
    if path.suffix == ".jpg" and len(content) <= _SMALL_BYTES:
        return content
    try:
        with Image.open(path) as image:
            # Le bas d'une page très longue ne se lirait plus : le haut suffit, le fichier garde tout.
            visible = image.convert("RGB").crop((0, 0, image.width, min(image.height, image.width * 2)))
    except (UnidentifiedImageError, OSError):
        return None
    visible.thumbnail((_WIDTH, _HEIGHT))
    buffer = io.BytesIO()
    visible.save(buffer, "JPEG", quality=_QUALITY, optimize=True)
    return buffer.getvalue()
