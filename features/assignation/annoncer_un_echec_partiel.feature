# language: fr
Fonctionnalité: Annoncer un échec partiel

  Contexte:
    Étant donné la coach Camille Moreau et ses clients Léa Martin, Bruno Durand et Inès Roux
    Et le programme « Force d'hiver » dans la bibliothèque de Camille Moreau
    Et qu'il est 10:00 à Paris le 15/01/2025 chez Camille Moreau

  @A4
  Scénario: Réussites et échecs sont annoncés, chacun avec son nombre
    Étant donné « Force d'hiver » déjà assigné à Bruno Durand et Inès Roux
    Quand Camille Moreau tente d'assigner « Force d'hiver » à Bruno Durand, Léa Martin et Inès Roux
    Alors Camille Moreau lit le message « Programme assigné avec succès à 1 client(s). »
    Et Camille Moreau lit le message « Échec de l'assignement pour 2 client(s). »
    Et Léa Martin a une copie fidèle de « Force d'hiver »
    Mais Bruno Durand garde une seule assignation de « Force d'hiver »
    Et Bruno Durand ne reçoit aucune notification
    Et la bibliothèque de Camille Moreau annonce « Force d'hiver » assigné à 3 client(s)

  @A4
  Scénario: Une assignation que l'API n'a pas pu faire n'empêche pas les suivantes
    Quand Camille Moreau assigne « Force d'hiver » à Bruno Durand et Léa Martin alors que l'API est en panne pour Bruno Durand
    Alors Camille Moreau lit le message « Programme assigné avec succès à 1 client(s). »
    Et Camille Moreau lit le message « Échec de l'assignement pour 1 client(s). »
    Et Léa Martin a une copie fidèle de « Force d'hiver »
    Mais Bruno Durand n'a aucune assignation ni aucune copie
