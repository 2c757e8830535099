# language: fr
Fonctionnalité: Refuser d'assigner ce qui est à autrui

  Contexte:
    Étant donné la coach Camille Moreau et sa cliente Léa Martin
    Et le programme « Force d'hiver » dans la bibliothèque de Camille Moreau
    Et le coach Hugo Petit et sa cliente Inès Roux
    Et le programme « Endurance » dans la bibliothèque de Hugo Petit

  @A10
  Scénario: Impossible d'assigner à la cliente d'un autre coach
    Quand Camille Moreau demande à l'API d'assigner « Force d'hiver » à Inès Roux
    Alors l'API refuse l'assignation
    Et Inès Roux n'a aucune assignation ni aucune copie
    Mais la même demande de Camille Moreau pour Léa Martin est acceptée avec « Force d'hiver »

  @A10
  Scénario: Impossible d'assigner à une cliente partie chez un autre coach
    Étant donné « Force d'hiver » assigné à Léa Martin il y a 7 jours, semaine 1, séance 1
    Et Léa Martin est désormais cliente de Hugo Petit
    Quand Camille Moreau demande à l'API d'assigner « Force d'hiver » à Léa Martin
    Alors l'API refuse l'assignation
    Et Léa Martin garde une seule assignation de « Force d'hiver »
    Mais la même demande de Hugo Petit pour Léa Martin est acceptée avec « Endurance »

  @A11
  Scénario: Impossible au service d'assigner, au nom d'une coach, le programme d'un autre
    Quand le service demande l'assignation de « Endurance » à Léa Martin au nom de Camille Moreau
    Alors l'API refuse l'assignation
    Et Léa Martin n'a aucune assignation ni aucune copie
    Mais la même demande de Camille Moreau pour Léa Martin est acceptée avec « Force d'hiver »

  @A11
  Scénario: Impossible d'assigner le programme d'un autre coach
    Quand Camille Moreau demande à l'API d'assigner « Endurance » à Léa Martin
    Alors l'API refuse l'assignation
    Et Léa Martin n'a aucune assignation ni aucune copie
    Mais la même demande de Camille Moreau pour Léa Martin est acceptée avec « Force d'hiver »

  @A11
  Scénario: Impossible d'assigner un programme qui n'existe pas
    Quand Camille Moreau demande à l'API d'assigner à Léa Martin un programme qui n'existe pas
    Alors l'API refuse l'assignation
    Et Léa Martin n'a aucune assignation ni aucune copie
    Mais la même demande de Camille Moreau pour Léa Martin est acceptée avec « Force d'hiver »
