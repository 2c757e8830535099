# language: fr
Fonctionnalité: Annoncer un échec partiel

  Contexte:
    Étant donné la coach Camille Moreau et ses clients Léa Martin et Bruno Durand
    Et le programme « Force d'hiver » dans la bibliothèque de Camille Moreau
    Et qu'il est 10:00 à Paris le 15/01/2025 chez Camille Moreau

  @A4
  Scénario: Réussites et échecs sont annoncés, chacun avec son nombre
    Étant donné « Force d'hiver » déjà assigné à Bruno Durand
    Quand Camille Moreau tente d'assigner « Force d'hiver » à Léa Martin et Bruno Durand
    Alors Camille Moreau lit le message « Programme assigné avec succès à 1 client(s). »
    Et Camille Moreau lit le message « Échec de l'assignement pour 1 client(s). »
    Et Léa Martin a une copie fidèle de « Force d'hiver »
    Mais Bruno Durand garde une seule assignation de « Force d'hiver »
    Et Bruno Durand ne reçoit aucune notification
    Et la bibliothèque de Camille Moreau annonce « Force d'hiver » assigné à 2 client(s)
