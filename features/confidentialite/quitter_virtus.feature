# language: fr
Fonctionnalité: Quitter Virtus

  Contexte:
    Étant donné la coach Camille Moreau et sa cliente Léa Martin
    Et le programme « Force d'hiver » dans la bibliothèque de Camille Moreau
    Et « Force d'hiver » déjà assigné à Léa Martin

  @C9
  Plan du scénario: Impossible de revoir <écran> en revenant en arrière après la déconnexion
    Étant donné que <personne> a sous les yeux « Force d'hiver » dans <écran>
    Quand <personne> se déconnecte puis revient en arrière
    Alors <personne> ne trouve plus que l'entrée de Virtus
    Et « Force d'hiver » ne s'affiche plus, pas même un instant
    Mais <personne> y retrouve « Force d'hiver » en se reconnectant

    Exemples:
      | personne       | écran                  |
      | Camille Moreau | sa bibliothèque        |
      | Camille Moreau | la fiche de Léa Martin |
      | Léa Martin     | son accueil            |
      | Léa Martin     | ses programmes         |

  @C9
  Scénario: Impossible de voir la bibliothèque de qui vient de quitter la même fenêtre
    Étant donné le coach Hugo Petit et sa cliente Inès Roux
    Et le programme « Endurance » dans la bibliothèque de Hugo Petit
    Et que Camille Moreau a sous les yeux « Force d'hiver » dans sa bibliothèque
    Quand Camille Moreau se déconnecte et Hugo Petit se connecte dans la même fenêtre
    Alors Hugo Petit y trouve « Endurance » dans sa bibliothèque
    Mais il n'y trouve pas « Force d'hiver »
