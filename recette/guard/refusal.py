"""Le refus d'une cible : une phrase dit pourquoi, une autre quoi faire."""

from recette.errors import RecetteError


class RefusedTarget(RecetteError):  # noqa: N818 - un refus est la réponse attendue de la garde
    """La cible pourrait être la production, ou n'est pas celle que le fichier d'environnement décrit."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(f"Cible refusée, rien n'a été écrit : {problem}", remedy)
