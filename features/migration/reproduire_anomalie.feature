# language: fr
Fonctionnalité: Reproduire l'anomalie que la migration répare

  Contexte:
    Étant donné Virtus avant la migration
    Et la coach Camille Moreau et sa cliente Léa Martin
    Et le programme « Force d'hiver » dans la bibliothèque de Camille Moreau

  @M1
  Scénario: Avant la migration, assigner échoue et la coach le sait
    Quand Camille Moreau tente d'assigner « Force d'hiver » à Léa Martin
    Alors Camille Moreau lit le message « Échec de l'assignement pour 1 client(s). »
    Et Léa Martin n'a aucune assignation ni aucune copie

  @M1
  Scénario: Avant la migration, la cause de l'échec est nommée
    Quand Camille Moreau demande à l'API d'assigner « Force d'hiver » à Léa Martin
    Alors l'API répond que « client_created_programs » n'existe pas
    Et les trois tables que le code nomme manquent à la base
