# language: fr
Fonctionnalité: Lire selon qui l'on est

  oui : c'est fait, et la base le confirme.
  rien : l'API répond comme s'il n'y avait rien là, et rien n'a bougé.
  refus : l'API refuse cette ligne à cette personne, et rien n'a bougé.
  interdit : l'opération n'est ouverte à aucune personne de ce genre.

  Contexte:
    Étant donné la coach Camille Moreau et ses clients Léa Martin et Bruno Durand
    Et le coach Hugo Petit et sa cliente Inès Roux
    Et Paul Lefèvre s'entraîne sans coach

  @C1
  Scénario: Impossible de lire ce qu'un autre coach a préparé
    Quand Camille Moreau, Hugo Petit et le service tentent de lire ce que Camille Moreau a préparé pour Léa Martin
    Alors l'API leur répond, ligne à ligne :
      | ce qui est lu              | Camille Moreau | Hugo Petit | le service |
      | les modèles                | oui            | rien       | oui        |
      | les séances des modèles    | oui            | rien       | oui        |
      | les exercices des modèles  | oui            | rien       | oui        |
      | les programmes des clients | oui            | rien       | oui        |
      | les séances des clients    | oui            | rien       | oui        |
      | les exercices des clients  | oui            | rien       | oui        |
      | les assignations           | oui            | rien       | oui        |
      | les performances           | oui            | rien       | oui        |
      | les notifications          | oui            | rien       | oui        |
    Mais chaque demande aboutit pour qui de droit

  @C2
  Scénario: Impossible de lire ce qu'un autre client a reçu
    Quand Léa Martin, Bruno Durand, Inès Roux, Paul Lefèvre et le service tentent de lire ce que Camille Moreau a préparé pour Léa Martin
    Alors l'API leur répond, ligne à ligne :
      | ce qui est lu              | Léa Martin | Bruno Durand | Inès Roux | Paul Lefèvre | le service |
      | les modèles                | rien       | rien         | rien      | rien         | oui        |
      | les séances des modèles    | rien       | rien         | rien      | rien         | oui        |
      | les exercices des modèles  | rien       | rien         | rien      | rien         | oui        |
      | les programmes des clients | oui        | rien         | rien      | rien         | oui        |
      | les séances des clients    | oui        | rien         | rien      | rien         | oui        |
      | les exercices des clients  | oui        | rien         | rien      | rien         | oui        |
      | les assignations           | oui        | rien         | rien      | rien         | oui        |
      | les performances           | oui        | rien         | rien      | rien         | oui        |
      | les notifications          | oui        | rien         | rien      | rien         | oui        |
    Mais chaque demande aboutit pour qui de droit

  @C3
  Scénario: Impossible de lire quoi que ce soit sans connexion
    Quand un anonyme et le service tentent de lire ce que Camille Moreau a préparé pour Léa Martin
    Alors l'API leur répond, ligne à ligne :
      | ce qui est lu              | un anonyme | le service |
      | les modèles                | interdit   | oui        |
      | les séances des modèles    | interdit   | oui        |
      | les exercices des modèles  | interdit   | oui        |
      | les programmes des clients | interdit   | oui        |
      | les séances des clients    | interdit   | oui        |
      | les exercices des clients  | interdit   | oui        |
      | les assignations           | interdit   | oui        |
      | les performances           | interdit   | oui        |
      | les notifications          | interdit   | oui        |
    Mais chaque demande aboutit pour qui de droit

  @C2
  Scénario: Impossible de lire ce qu'un pratiquant sans coach s'est créé
    Quand Paul Lefèvre, Camille Moreau, Hugo Petit, Léa Martin, Bruno Durand, Inès Roux et le service tentent de lire ce que Paul Lefèvre s'est créé
    Alors l'API leur répond, ligne à ligne :
      | ce qui est lu              | Paul Lefèvre | Camille Moreau | Hugo Petit | Léa Martin | Bruno Durand | Inès Roux | le service |
      | les programmes des clients | oui          | rien           | rien       | rien       | rien         | rien      | oui        |
      | les séances des clients    | oui          | rien           | rien       | rien       | rien         | rien      | oui        |
      | les exercices des clients  | oui          | rien           | rien       | rien       | rien         | rien      | oui        |
      | les performances           | oui          | rien           | rien       | rien       | rien         | rien      | oui        |
      | les notifications          | oui          | rien           | rien       | rien       | rien         | rien      | oui        |
    Mais chaque demande aboutit pour qui de droit
