# language: fr
Fonctionnalité: Dater l'assignation du jour de la coach

  @A19
  Plan du scénario: À <heure> à Paris, l'assignation commence le <début>
    Étant donné la coach Camille Moreau et sa cliente Léa Martin
    Et le programme « Force d'hiver » dans la bibliothèque de Camille Moreau
    Et qu'il est <heure> à Paris le <jour> chez Camille Moreau
    Quand Camille Moreau assigne « Force d'hiver » à Léa Martin
    Alors l'assignation de « Force d'hiver » à Léa Martin commence le <début>

    Exemples:
      | heure | jour       | début      |
      | 00:30 | 15/01/2025 | 15/01/2025 |
      | 00:30 | 15/07/2025 | 15/07/2025 |
      | 01:30 | 15/07/2025 | 15/07/2025 |
      | 00:30 | 01/04/2025 | 01/04/2025 |
      | 00:30 | 29/02/2024 | 29/02/2024 |
      | 23:30 | 31/12/2024 | 31/12/2024 |

  @A19
  Scénario: Passé minuit, la page restée ouverte ne date pas l'assignation de la veille
    Étant donné la coach Camille Moreau et sa cliente Léa Martin
    Et le programme « Force d'hiver » dans la bibliothèque de Camille Moreau
    Et qu'il est 23:50 à Paris le 14/01/2025 chez Camille Moreau
    Quand Camille Moreau consulte sa bibliothèque
    Et il est ensuite 00:30 à Paris le 15/01/2025 chez Camille Moreau
    Et Camille Moreau assigne « Force d'hiver » à Léa Martin
    Alors l'assignation de « Force d'hiver » à Léa Martin commence le 15/01/2025
