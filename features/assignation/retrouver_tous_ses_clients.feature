# language: fr
Fonctionnalité: Retrouver tous ses clients au moment d'assigner

  @A6
  Scénario: Tous les clients de la coach sont proposés, si nombreux soient-ils
    Étant donné la coach Camille Moreau et 15 clients
    Et le programme « Force d'hiver » dans la bibliothèque de Camille Moreau
    Quand Camille Moreau ouvre l'assignation de « Force d'hiver »
    Alors la fenêtre propose tous les clients de Camille Moreau

  @A6
  Scénario: Un client dont le statut n'a jamais été dit est proposé
    Étant donné la coach Camille Moreau et sa cliente Léa Martin
    Et Bruno Durand est sans statut chez Camille Moreau
    Et le programme « Force d'hiver » dans la bibliothèque de Camille Moreau
    Quand Camille Moreau ouvre l'assignation de « Force d'hiver »
    Alors la fenêtre ne propose que Bruno Durand et Léa Martin

  @A6
  Scénario: Une recherche abandonnée ne cache plus personne
    Étant donné la coach Camille Moreau et ses clients Léa Martin et Bruno Durand
    Et le programme « Force d'hiver » dans la bibliothèque de Camille Moreau
    Quand Camille Moreau cherche « Durand », choisit Bruno Durand puis renonce à assigner « Force d'hiver »
    Et Camille Moreau ouvre l'assignation de « Force d'hiver »
    Alors la fenêtre ne propose que Bruno Durand et Léa Martin

  @A2
  Scénario: Choisir l'une de deux clientes du même nom n'assigne qu'à une
    Étant donné la coach Camille Moreau et sa cliente Léa Martin
    Et une autre Léa Martin est cliente de Camille Moreau
    Et le programme « Force d'hiver » dans la bibliothèque de Camille Moreau
    Quand Camille Moreau assigne « Force d'hiver » à la première des deux Léa Martin
    Alors une seule des deux Léa Martin a une copie de « Force d'hiver »
