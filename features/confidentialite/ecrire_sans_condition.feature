# language: fr
Fonctionnalité: Écrire sans dire sur quelle ligne

  Une demande qui ne désigne aucune ligne vise toutes celles que l'API laisse écrire, même celles qu'elle
  ne laisse pas lire.

  Contexte:
    Étant donné une copie de Virtus que ce scénario peut abîmer
    Et la coach Camille Moreau et ses clients Léa Martin et Bruno Durand
    Et le coach Hugo Petit et sa cliente Inès Roux

  @C1
  Scénario: Impossible à un coach de tout modifier et de tout supprimer chez un autre
    Quand Hugo Petit modifie puis supprime, sans condition, jusque chez Inès Roux et chez Léa Martin
    Alors rien de ce qui est à Léa Martin n'a bougé
    Mais chez Inès Roux, l'API lui répond :
      | ce qui est visé            | modifier | supprimer |
      | les modèles                | oui      | oui       |
      | les séances des modèles    | oui      | oui       |
      | les exercices des modèles  | oui      | oui       |
      | les programmes des clients | oui      | oui       |
      | les séances des clients    | oui      | oui       |
      | les exercices des clients  | oui      | oui       |
      | les assignations           | oui      | oui       |
      | les performances           | oui      | interdit  |
      | les notifications          | rien     | interdit  |

  @C2
  Scénario: Impossible à un client de tout modifier et de tout supprimer chez un autre
    Quand Bruno Durand modifie puis supprime, sans condition, jusque chez Bruno Durand et chez Léa Martin
    Alors rien de ce qui est à Léa Martin n'a bougé
    Mais chez Bruno Durand, l'API lui répond :
      | ce qui est visé            | modifier | supprimer |
      | les modèles                | rien     | rien      |
      | les séances des modèles    | rien     | rien      |
      | les exercices des modèles  | rien     | rien      |
      | les programmes des clients | oui      | rien      |
      | les séances des clients    | oui      | oui       |
      | les exercices des clients  | oui      | oui       |
      | les assignations           | rien     | rien      |
      | les performances           | oui      | interdit  |
      | les notifications          | oui      | interdit  |
