# language: fr
Fonctionnalité: Réassigner un programme au même client

  Contexte:
    Étant donné la coach Camille Moreau et ses clients Léa Martin et Bruno Durand
    Et le programme « Force d'hiver » dans la bibliothèque de Camille Moreau

  @A9
  Scénario: Impossible de réassigner le même jour
    Étant donné qu'il est 10:00 à Paris le 15/01/2025 chez Camille Moreau
    Et « Force d'hiver » déjà assigné à Léa Martin
    Quand Camille Moreau tente d'assigner « Force d'hiver » à Léa Martin
    Alors Camille Moreau lit le message « Échec de l'assignement pour 1 client(s). »
    Et Léa Martin garde une seule assignation de « Force d'hiver »

  @A9
  Scénario: Réassigner un autre jour est accepté
    Étant donné « Force d'hiver » assigné à Léa Martin il y a 7 jours, semaine 1, séance 1
    Quand Camille Moreau assigne « Force d'hiver » à Léa Martin
    Alors Camille Moreau lit le message « Programme assigné avec succès à 1 client(s). »
    Et Léa Martin a deux assignations de « Force d'hiver », chacune avec sa copie fidèle

  @A9
  Scénario: Impossible de réassigner le même jour par l'API
    Étant donné « Force d'hiver » déjà assigné à Léa Martin
    Quand Camille Moreau demande à l'API d'assigner « Force d'hiver » à Léa Martin
    Alors l'API refuse l'assignation
    Et Léa Martin garde une seule assignation de « Force d'hiver »
    Mais la même demande de Camille Moreau pour Bruno Durand est acceptée avec « Force d'hiver »
