# language: fr
Fonctionnalité: N'assigner qu'une fois ce qui n'est demandé qu'une fois

  Contexte:
    Étant donné la coach Camille Moreau et sa cliente Léa Martin
    Et le programme « Force d'hiver » dans la bibliothèque de Camille Moreau

  @A15
  Scénario: Un double clic n'assigne qu'une fois
    Quand Camille Moreau valide d'un double clic l'assignation de « Force d'hiver » à Léa Martin
    Alors une seule demande est partie
    Et Camille Moreau lit le message « Programme assigné avec succès à 1 client(s). »
    Et Léa Martin a une copie fidèle de « Force d'hiver »
    Et Léa Martin garde une seule assignation de « Force d'hiver »

  @A15
  Scénario: Un double clic dans le créateur n'enregistre et n'assigne qu'une fois
    Quand Camille Moreau compose « Cap sur l'été » pour Léa Martin et l'enregistre d'un double clic
    Alors Camille Moreau n'a qu'un programme « Cap sur l'été » dans sa bibliothèque
    Et Léa Martin garde une seule assignation de « Cap sur l'été »

  @A15
  Scénario: Impossible d'assigner deux fois en validant dans deux onglets
    Étant donné qu'il est 10:00 à Paris le 15/01/2025 chez Camille Moreau
    Quand Camille Moreau valide en même temps, dans deux onglets, l'assignation de « Force d'hiver » à Léa Martin
    Alors l'un des onglets annonce le succès, l'autre l'échec
    Et Léa Martin a une copie fidèle de « Force d'hiver »
    Et Léa Martin garde une seule assignation de « Force d'hiver »

  @A15
  Scénario: Deux coachs qui assignent en même temps ne mélangent rien
    Étant donné le coach Hugo Petit et sa cliente Inès Roux
    Et un programme « Endurance » de 400 exercices dans la bibliothèque de Hugo Petit
    Quand les coachs valident ensemble, Camille Moreau « Force d'hiver » pour Léa Martin, Hugo Petit « Endurance » pour Inès Roux
    Alors Léa Martin a une copie fidèle de « Force d'hiver »
    Et Léa Martin garde une seule assignation de « Force d'hiver »
    Et Inès Roux a une copie fidèle de « Endurance »
    Et Inès Roux garde une seule assignation de « Endurance »

  @A15
  Scénario: Impossible d'assigner vingt fois par vingt demandes simultanées
    Quand vingt demandes de Camille Moreau d'assigner « Force d'hiver » à Léa Martin arrivent ensemble à l'API
    Alors une seule est acceptée, et les 19 autres sont refusées clairement
    Et Léa Martin a une copie fidèle de « Force d'hiver »
    Et Léa Martin garde une seule assignation de « Force d'hiver »
