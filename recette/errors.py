"""Les erreurs que la personne peut corriger elle-même."""


class RecetteError(Exception):
    """La recette ne peut pas tourner : une phrase dit le problème, une autre quoi faire.

    Elle n'est jamais le résultat d'une recette (un défaut de Virtus est un constat, pas une erreur) ;
    qui la lève ne laisse ni processus, ni base, ni fichier derrière lui.
    """

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(f"{problem} {remedy}")
        self.problem = problem
        self.remedy = remedy
