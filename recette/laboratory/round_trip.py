"""L'aller et le retour : les lignes de chaque table avant la migration, après elle, et une fois revenues."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from recette.database.fingerprint import compare_rows, findings, take_fingerprint
from recette.database.rows import TableRows
from recette.database.tables import ORIGINALS, RENAMES
from recette.evidence.witnessed import sealed


@dataclass(frozen=True)
class RoundTrip:
    """Les lignes aux trois moments, chaque table sous le nom qu'elle avait avant."""

    before: Sequence[TableRows]
    migrated: Sequence[TableRows]
    back: Sequence[TableRows]

    def changes(self) -> list[str]:
        """Rend ce que le retour arrière a changé aux lignes que la migration lui laissait."""
        return findings(compare_rows([*self.migrated], [*self.back]))

    def described(self) -> list[dict[str, Any]]:
        """Décrit chaque table pour le procès-verbal ; None où elle manque."""
        moments = [{rows.table: rows for rows in taken} for taken in (self.before, self.migrated, self.back)]
        return [
            {
                "table": table,
                "lignes": [found and found.count for found in seen],
                "sommes": [found and sealed(found.digest) for found in seen],
            }
            for table in sorted({name for moment in moments for name in moment})
            for seen in [[moment.get(table) for moment in moments]]
        ]


def round_trip(before_url: str, migrated_url: str, back_url: str) -> RoundTrip:
    """Relève les lignes de trois bases : celle d'avant, la même migrée, et la même revenue."""
    before = take_fingerprint(before_url)
    migrated = take_fingerprint(migrated_url, like=before.renamed(RENAMES))
    return RoundTrip(
        before.rows,
        [rows.renamed(ORIGINALS.get(rows.table, rows.table)) for rows in migrated.rows],
        take_fingerprint(back_url, like=before).rows,
    )
