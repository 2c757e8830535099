# language: fr
Fonctionnalité: Savoir que l'API est en panne ou lente
  Une panne se dit. Elle ne passe jamais pour une bibliothèque vide ou un programme absent.

  Règle: Une panne se dit, et réessayer suffit une fois qu'elle est finie

    Contexte:
      Étant donné la coach Camille Moreau et sa cliente Léa Martin
      Et le programme « Force d'hiver » dans la bibliothèque de Camille Moreau
      Et « Force d'hiver » déjà assigné à Léa Martin

    @V11
    Plan du scénario: Impossible de prendre une panne pour une liste vide
      Quand <personne> ouvre <écran> alors que <panne>
      Alors <personne> y lit que le chargement a échoué
      Et à aucun moment l'écran ne prétend qu'il n'y a aucun programme
      Mais <personne> y retrouve « Force d'hiver » en réessayant après la panne

      Exemples:
        | personne       | écran                  | panne                      |
        | Camille Moreau | sa bibliothèque        | l'API répond 500           |
        | Camille Moreau | sa bibliothèque        | l'API répond 503           |
        | Camille Moreau | sa bibliothèque        | l'API ne répond jamais     |
        | Camille Moreau | sa bibliothèque        | la connexion est coupée    |
        | Camille Moreau | sa bibliothèque        | l'appareil est hors ligne  |
        | Camille Moreau | la fiche de Léa Martin | l'API répond 500           |
        | Camille Moreau | la fiche de Léa Martin | l'API répond 503           |
        | Camille Moreau | la fiche de Léa Martin | l'API ne répond jamais     |
        | Camille Moreau | la fiche de Léa Martin | la connexion est coupée    |
        | Camille Moreau | la fiche de Léa Martin | l'appareil est hors ligne  |
        | Léa Martin     | son accueil            | l'API répond 500           |
        | Léa Martin     | son accueil            | l'API répond 503           |
        | Léa Martin     | son accueil            | l'API ne répond jamais     |
        | Léa Martin     | son accueil            | la connexion est coupée    |
        | Léa Martin     | son accueil            | l'appareil est hors ligne  |
        | Léa Martin     | ses programmes         | l'API répond 500           |
        | Léa Martin     | ses programmes         | l'API répond 503           |
        | Léa Martin     | ses programmes         | l'API ne répond jamais     |
        | Léa Martin     | ses programmes         | la connexion est coupée    |
        | Léa Martin     | ses programmes         | l'appareil est hors ligne  |

    @V11
    Plan du scénario: Impossible de prendre une session refusée pour une liste vide
      Quand <personne> ouvre <écran> alors que l'API refuse son jeton
      Alors <personne> lit que sa session a expiré
      Et à aucun moment l'écran ne prétend qu'il n'y a aucun programme
      Mais <personne> y retrouve « Force d'hiver » en se reconnectant

      Exemples:
        | personne       | écran                  |
        | Camille Moreau | sa bibliothèque        |
        | Camille Moreau | la fiche de Léa Martin |
        | Léa Martin     | son accueil            |
        | Léa Martin     | ses programmes         |

    @V11
    Plan du scénario: Sur un réseau lent, l'écran dit qu'il charge ce qu'il n'a pas, puis montre tout
      Quand <personne> ouvre <écran> alors que le réseau est lent
      Alors l'écran montre « Force d'hiver », et dit qu'il le charge tant qu'il ne l'a pas
      Et à aucun moment l'écran ne prétend qu'il n'y a aucun programme

      Exemples:
        | personne       | écran                  |
        | Camille Moreau | sa bibliothèque        |
        | Camille Moreau | la fiche de Léa Martin |
        | Léa Martin     | son accueil            |
        | Léa Martin     | ses programmes         |
