# language: fr
Fonctionnalité: Ajouter en son propre nom chez autrui

  Signer une ligne de son nom ne donne pas le droit de la rattacher à ce qui est à un autre, que l'on
  demande ou non à revoir la ligne écrite.

  Contexte:
    Étant donné la coach Camille Moreau et ses clients Léa Martin et Bruno Durand
    Et le coach Hugo Petit et sa cliente Inès Roux

  @C1
  Plan du scénario: Impossible d'ajouter chez la cliente d'un autre coach, <façon>
    Quand Hugo Petit ajoute en son nom, <façon>, chez Inès Roux puis chez Léa Martin
    Alors l'API lui répond, ligne à ligne :
      | ce qui est ajouté          | chez Inès Roux | chez Léa Martin |
      | les séances des modèles    | oui            | refus           |
      | les exercices des modèles  | oui            | refus           |
      | les programmes des clients | oui            | refus           |
      | les séances des clients    | oui            | refus           |
      | les exercices des clients  | oui            | refus           |
      | les assignations           | oui            | refus           |
      | les notifications          | oui            | refus           |
    Mais chaque demande aboutit pour qui de droit

    Exemples:
      | façon                    |
      | sans revoir la ligne     |
      | en demandant à la revoir |

  @C2
  Plan du scénario: Impossible d'ajouter chez un autre client, <façon>
    Quand Bruno Durand ajoute en son nom, <façon>, chez Bruno Durand puis chez Léa Martin
    Alors l'API lui répond, ligne à ligne :
      | ce qui est ajouté         | chez Bruno Durand | chez Léa Martin |
      | les séances des clients   | oui               | refus           |
      | les exercices des clients | oui               | refus           |
      | les performances          | oui               | refus           |
      | les notifications         | oui               | refus           |
    Mais chaque demande aboutit pour qui de droit

    Exemples:
      | façon                    |
      | sans revoir la ligne     |
      | en demandant à la revoir |

  @C1
  Scénario: Impossible d'ajouter ses lignes sous celles d'un autre coach ou de sa cliente
    Quand Hugo Petit ajoute des lignes à lui sous celles de Inès Roux puis de Léa Martin
    Alors l'API lui répond, ligne à ligne :
      | ce qui est ajouté         | chez Inès Roux | chez Léa Martin |
      | les séances des modèles   | oui            | refus           |
      | les exercices des modèles | oui            | refus           |
      | les séances des clients   | oui            | refus           |
      | les exercices des clients | oui            | refus           |
      | les assignations          | oui            | refus           |
    Mais chaque demande aboutit pour qui de droit

  @C2
  Scénario: Impossible d'ajouter ses lignes sous celles d'un autre client
    Quand Bruno Durand ajoute des lignes à lui sous celles de Bruno Durand puis de Léa Martin
    Alors l'API lui répond, ligne à ligne :
      | ce qui est ajouté         | chez Bruno Durand | chez Léa Martin |
      | les séances des clients   | oui               | refus           |
      | les exercices des clients | oui               | refus           |
    Mais chaque demande aboutit pour qui de droit
