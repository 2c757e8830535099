# language: fr
Fonctionnalité: Remplacer la ligne d'un autre, lui céder la sienne ou l'y rattacher

  Contexte:
    Étant donné la coach Camille Moreau et ses clients Léa Martin et Bruno Durand
    Et le coach Hugo Petit et sa cliente Inès Roux

  @C1
  Scénario: Impossible de remplacer par les siennes les lignes d'un autre coach
    Quand Hugo Petit remplace par ses lignes celles de Inès Roux puis celles de Léa Martin
    Alors l'API lui répond, ligne à ligne :
      | ce qui est remplacé        | chez Inès Roux | chez Léa Martin |
      | les modèles                | oui            | refus           |
      | les séances des modèles    | oui            | refus           |
      | les exercices des modèles  | oui            | refus           |
      | les programmes des clients | oui            | refus           |
      | les séances des clients    | oui            | refus           |
      | les exercices des clients  | oui            | refus           |
      | les assignations           | oui            | refus           |
    Mais chaque demande aboutit pour qui de droit

  @C2
  Scénario: Impossible de remplacer par les siennes les lignes d'un autre client
    Quand Bruno Durand remplace par ses lignes celles de Bruno Durand puis celles de Léa Martin
    Alors l'API lui répond, ligne à ligne :
      | ce qui est remplacé        | chez Bruno Durand | chez Léa Martin |
      | les programmes des clients | oui               | refus           |
      | les séances des clients    | oui               | refus           |
      | les exercices des clients  | oui               | refus           |
      | les performances           | oui               | refus           |
      | les notifications          | oui               | refus           |
    Mais chaque demande aboutit pour qui de droit

  @C1
  Scénario: Impossible de céder ses lignes à un autre coach ou à sa cliente
    Quand Hugo Petit laisse ses lignes à Inès Roux puis les cède à Léa Martin
    Alors l'API lui répond, ligne à ligne :
      | ce qui est cédé            | chez Inès Roux | chez Léa Martin |
      | les modèles                | oui            | refus           |
      | les séances des modèles    | oui            | refus           |
      | les exercices des modèles  | oui            | refus           |
      | les programmes des clients | oui            | refus           |
      | les séances des clients    | oui            | refus           |
      | les exercices des clients  | oui            | refus           |
      | les assignations           | oui            | refus           |
      | les performances           | oui            | refus           |
    Mais chaque demande aboutit pour qui de droit

  @C2
  Scénario: Impossible de céder ses lignes à un autre client
    Quand Bruno Durand laisse ses lignes à Bruno Durand puis les cède à Léa Martin
    Alors l'API lui répond, ligne à ligne :
      | ce qui est cédé            | chez Bruno Durand | chez Léa Martin |
      | les programmes des clients | oui               | refus           |
      | les séances des clients    | oui               | refus           |
      | les exercices des clients  | oui               | refus           |
      | les performances           | oui               | refus           |
    Mais chaque demande aboutit pour qui de droit

  @C1
  Scénario: Impossible de rattacher ses lignes à celles d'un autre coach ou de sa cliente
    Quand Hugo Petit laisse ses lignes chez Inès Roux puis les rattache à celles de Léa Martin
    Alors l'API lui répond, ligne à ligne :
      | ce qui est rattaché       | chez Inès Roux | chez Léa Martin |
      | les séances des modèles   | oui            | refus           |
      | les exercices des modèles | oui            | refus           |
      | les séances des clients   | oui            | refus           |
      | les exercices des clients | oui            | refus           |
      | les assignations          | oui            | refus           |
    Mais chaque demande aboutit pour qui de droit

  @C2
  Scénario: Impossible de rattacher ses lignes à celles d'un autre client
    Quand Bruno Durand laisse ses lignes chez Bruno Durand puis les rattache à celles de Léa Martin
    Alors l'API lui répond, ligne à ligne :
      | ce qui est rattaché       | chez Bruno Durand | chez Léa Martin |
      | les séances des clients   | oui               | refus           |
      | les exercices des clients | oui               | refus           |
    Mais chaque demande aboutit pour qui de droit
