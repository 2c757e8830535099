# language: fr
Fonctionnalité: Copier un programme quelle que soit sa forme

  Contexte:
    Étant donné la coach Camille Moreau et sa cliente Léa Martin

  @A13
  Plan du scénario: Copier fidèlement un programme <forme>
    Étant donné un programme « Cas rare » <forme> dans la bibliothèque de Camille Moreau
    Quand Camille Moreau demande à l'API d'assigner « Cas rare » à Léa Martin
    Alors l'API accepte l'assignation
    Et Léa Martin a une copie fidèle de « Cas rare »

    Exemples:
      | forme                        |
      | sans séance                  |
      | à la séance sans exercice    |
      | aux valeurs absentes         |
      | aux exercices répétés        |
      | aux séances annotées         |
      | aux textes écrits librement  |

  @A20
  Plan du scénario: Copier en entier un programme <forme>
    Étant donné un programme « Très long » <forme> dans la bibliothèque de Camille Moreau
    Quand Camille Moreau demande à l'API d'assigner « Très long » à Léa Martin
    Alors l'API accepte l'assignation
    Et Léa Martin a une copie fidèle de « Très long »

    Exemples:
      | forme             |
      | de 52 semaines    |
      | de 400 exercices  |

  @A18
  Plan du scénario: Assigner et afficher tel quel un programme qui porte <texte>
    Étant donné un programme dont tous les textes portent <texte> dans la bibliothèque de Camille Moreau
    Quand Camille Moreau l'assigne à Léa Martin
    Alors Léa Martin le voit en cours sous son nom exact
    Et Léa Martin en a une copie fidèle

    Exemples:
      | texte                    |
      | des accents              |
      | des apostrophes          |
      | des guillemets           |
      | des émojis               |
      | deux cents caractères    |
      | des balises HTML         |

  @A18
  Scénario: Un nom à balises HTML s'affiche tel quel partout où il se lit
    Étant donné le programme « Force <b>vive</b> » dans la bibliothèque de Camille Moreau
    Quand Camille Moreau assigne « Force <b>vive</b> » à Léa Martin
    Alors la bibliothèque de Camille Moreau annonce « Force <b>vive</b> » assigné à 1 client(s)
    Et la fiche de Léa Martin montre toujours « Force <b>vive</b> » à Camille Moreau
    Et Léa Martin reçoit une notification qui nomme « Force <b>vive</b> »

  @A17
  Scénario: Assigner douze semaines prend moins de deux secondes
    Étant donné un programme « Préparation » de 12 semaines, 5 séances et 8 exercices dans la bibliothèque de Camille Moreau
    Quand Camille Moreau assigne « Préparation » à Léa Martin, montre en main
    Alors l'assignation a pris moins de 2 secondes
    Et Léa Martin a une copie fidèle de « Préparation »
