# language: fr
Fonctionnalité: Ajouter selon qui l'on est

  oui : c'est fait, et la base le confirme.
  rien : l'API répond comme s'il n'y avait rien là, et rien n'a bougé.
  refus : l'API refuse cette ligne à cette personne, et rien n'a bougé.
  interdit : l'opération n'est ouverte à aucune personne de ce genre.

  Contexte:
    Étant donné la coach Camille Moreau et ses clients Léa Martin et Bruno Durand
    Et le coach Hugo Petit et sa cliente Inès Roux
    Et Paul Lefèvre s'entraîne sans coach

  @C1
  Scénario: Impossible d'ajouter à ce qu'un autre coach a préparé
    Quand Camille Moreau, Hugo Petit et le service tentent d'ajouter à ce que Camille Moreau a préparé pour Léa Martin
    Alors l'API leur répond, ligne à ligne :
      | ce qui est ajouté          | Camille Moreau | Hugo Petit | le service |
      | les modèles                | oui            | refus      | oui        |
      | les séances des modèles    | oui            | refus      | oui        |
      | les exercices des modèles  | oui            | refus      | oui        |
      | les programmes des clients | oui            | refus      | oui        |
      | les séances des clients    | oui            | refus      | oui        |
      | les exercices des clients  | oui            | refus      | oui        |
      | les assignations           | oui            | refus      | oui        |
      | les performances           | refus          | refus      | oui        |
      | les notifications          | oui            | refus      | oui        |
    Mais chaque demande aboutit pour qui de droit

  @C2
  Scénario: Impossible d'ajouter à ce qu'un autre client a reçu
    Quand Léa Martin, Bruno Durand, Inès Roux, Paul Lefèvre et le service tentent d'ajouter à ce que Camille Moreau a préparé pour Léa Martin
    Alors l'API leur répond, ligne à ligne :
      | ce qui est ajouté          | Léa Martin | Bruno Durand | Inès Roux | Paul Lefèvre | le service |
      | les modèles                | refus      | refus        | refus     | refus        | oui        |
      | les séances des modèles    | refus      | refus        | refus     | refus        | oui        |
      | les exercices des modèles  | refus      | refus        | refus     | refus        | oui        |
      | les programmes des clients | refus      | refus        | refus     | refus        | oui        |
      | les séances des clients    | oui        | refus        | refus     | refus        | oui        |
      | les exercices des clients  | oui        | refus        | refus     | refus        | oui        |
      | les assignations           | refus      | refus        | refus     | refus        | oui        |
      | les performances           | oui        | refus        | refus     | refus        | oui        |
      | les notifications          | refus      | refus        | refus     | refus        | oui        |
    Mais chaque demande aboutit pour qui de droit

  @C3
  Scénario: Impossible d'ajouter quoi que ce soit sans connexion
    Quand un anonyme et le service tentent d'ajouter à ce que Camille Moreau a préparé pour Léa Martin
    Alors l'API leur répond, ligne à ligne :
      | ce qui est ajouté          | un anonyme | le service |
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
  Scénario: Impossible d'ajouter à ce qu'un pratiquant sans coach s'est créé
    Quand Paul Lefèvre, Camille Moreau, Hugo Petit, Léa Martin, Bruno Durand, Inès Roux et le service tentent d'ajouter à ce que Paul Lefèvre s'est créé
    Alors l'API leur répond, ligne à ligne :
      | ce qui est ajouté          | Paul Lefèvre | Camille Moreau | Hugo Petit | Léa Martin | Bruno Durand | Inès Roux | le service |
      | les programmes des clients | oui          | refus          | refus      | refus      | refus        | refus     | oui        |
      | les séances des clients    | oui          | refus          | refus      | refus      | refus        | refus     | oui        |
      | les exercices des clients  | oui          | refus          | refus      | refus      | refus        | refus     | oui        |
      | les performances           | oui          | refus          | refus      | refus      | refus        | refus     | oui        |
      | les notifications          | oui          | refus          | refus      | refus      | refus        | refus     | oui        |
    Mais chaque demande aboutit pour qui de droit
