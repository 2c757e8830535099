# language: fr
Fonctionnalité: Assigner un programme de sa bibliothèque
  Une coach assigne un programme de sa bibliothèque : chaque client choisi en reçoit sa propre copie.

  Contexte:
    Étant donné la coach Camille Moreau et ses clients Léa Martin et Bruno Durand
    Et le programme « Force d'hiver » dans la bibliothèque de Camille Moreau

  @A1
  Scénario: Assigner un programme à un client
    Quand Camille Moreau assigne « Force d'hiver » à Léa Martin
    Alors Léa Martin a une copie fidèle de « Force d'hiver »
    Et l'assignation de Léa Martin relie le modèle « Force d'hiver » et la copie
    Mais Bruno Durand n'a aucune assignation ni aucune copie

  @A1
  Scénario: Assigner ne touche pas au modèle et ne laisse qu'une copie
    Étant donné que l'état du modèle « Force d'hiver » est relevé
    Quand Camille Moreau assigne « Force d'hiver » à Léa Martin
    Alors Léa Martin garde une seule assignation de « Force d'hiver »
    Et le modèle « Force d'hiver » n'a pas bougé d'un octet

  @A3
  Scénario: Le message de succès dit combien de clients ont reçu le programme
    Quand Camille Moreau assigne « Force d'hiver » à Léa Martin et Bruno Durand
    Alors Camille Moreau lit le message « Programme assigné avec succès à 2 client(s). »

  @A7
  Scénario: Impossible de valider sans client choisi
    Quand Camille Moreau ouvre l'assignation de « Force d'hiver »
    Alors elle ne peut pas valider
    Mais elle peut valider dès qu'elle choisit Léa Martin

  @A7
  Scénario: Impossible de valider un client que l'on a décoché
    Quand Camille Moreau ouvre l'assignation de « Force d'hiver »
    Et elle choisit Léa Martin puis la décoche
    Alors elle ne peut pas valider
    Mais elle peut valider dès qu'elle choisit Bruno Durand
    Et Léa Martin n'a aucune assignation ni aucune copie

  @A7
  Plan du scénario: Renoncer <comment> n'assigne rien
    Quand Camille Moreau choisit Léa Martin puis renonce <comment> à assigner « Force d'hiver »
    Alors Léa Martin n'a aucune assignation ni aucune copie

    Exemples:
      | comment           |
      | par « Annuler »   |
      | par la croix      |

  @A7
  Scénario: Impossible de valider un choix auquel on a renoncé
    Quand Camille Moreau choisit Léa Martin puis renonce par « Annuler » à assigner « Force d'hiver »
    Et Camille Moreau ouvre l'assignation de « Force d'hiver »
    Alors elle ne peut pas valider
