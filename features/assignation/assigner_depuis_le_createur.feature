# language: fr
Fonctionnalité: Assigner depuis le créateur de programme

  @A16
  Scénario: Enregistrer un programme en choisissant un client le lui assigne
    Étant donné la coach Camille Moreau et ses clients Léa Martin et Bruno Durand
    Et le programme « Force d'hiver » dans la bibliothèque de Camille Moreau
    Quand Camille Moreau enregistre « Force d'hiver » dans le créateur en choisissant Léa Martin
    Alors Camille Moreau lit le message « Programme sauvegardé et assigné automatiquement au client Léa ! »
    Et Léa Martin a une copie fidèle de « Force d'hiver »
    Et le modèle « Force d'hiver » est toujours complet
    Mais Bruno Durand n'a aucune assignation ni aucune copie

  @A16
  Scénario: Impossible de croire assigné ce que le créateur n'a pas pu assigner
    Étant donné la coach Camille Moreau et sa cliente Léa Martin
    Et le programme « Force d'hiver » dans la bibliothèque de Camille Moreau
    Et qu'il est 10:00 à Paris le 15/01/2025 chez Camille Moreau
    Et « Force d'hiver » déjà assigné à Léa Martin
    Quand Camille Moreau tente d'enregistrer « Force d'hiver » dans le créateur en choisissant Léa Martin
    Alors Camille Moreau lit le message « Programme sauvegardé, mais l'assignement automatique au client Léa a échoué. »
    Et Léa Martin garde une seule assignation de « Force d'hiver »

  @A16
  Scénario: Un programme composé à l'instant est enregistré et assigné d'un même geste
    Étant donné la coach Camille Moreau et ses clients Léa Martin et Bruno Durand
    Quand Camille Moreau compose « Cap sur l'été » dans le créateur en choisissant Léa Martin
    Alors Camille Moreau lit le message « Programme sauvegardé et assigné automatiquement au client Léa ! »
    Et Léa Martin a une copie fidèle de « Cap sur l'été »
    Et l'assignation de Léa Martin relie le modèle « Cap sur l'été » et la copie
    Mais Bruno Durand n'a aucune assignation ni aucune copie

  @A6
  Scénario: Le créateur ne propose lui aussi que les clients actifs de la coach
    Étant donné la coach Camille Moreau et ses clients Léa Martin et Bruno Durand
    Et le coach Hugo Petit et sa cliente Inès Roux
    Et Paul Lefèvre est archivé chez Camille Moreau
    Et Client Prospect est prospect chez Camille Moreau
    Quand Camille Moreau ouvre le créateur de programmes
    Alors le créateur ne propose que Bruno Durand et Léa Martin
