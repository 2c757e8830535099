# language: fr
Fonctionnalité: Ouvrir l'adresse d'un écran qui n'est pas le sien

  Contexte:
    Étant donné la coach Camille Moreau et sa cliente Léa Martin
    Et le coach Hugo Petit et sa cliente Inès Roux
    Et le programme « Force d'hiver » dans la bibliothèque de Camille Moreau
    Et « Force d'hiver » déjà assigné à Léa Martin

  @C6
  Scénario: Impossible de lire la fiche de la cliente d'un autre coach
    Quand Hugo Petit tape l'adresse de la fiche de Léa Martin
    Alors Hugo Petit y lit « Client non trouvé. »
    Et rien de Léa Martin ni de « Force d'hiver » ne s'y affiche, pas même un instant
    Mais Camille Moreau ouvre la fiche de Léa Martin à la même adresse

  @C6
  Plan du scénario: Impossible pour une cliente d'ouvrir un écran de coach
    Quand Léa Martin tape l'adresse de <écran>
    Alors Léa Martin se retrouve sur son propre accueil
    Et l'écran demandé ne s'affiche pas, pas même un instant
    Mais Camille Moreau ouvre <écran> à la même adresse

    Exemples:
      | écran                     |
      | la liste des clients      |
      | la bibliothèque           |
      | le créateur de programmes |
      | la fiche de Léa Martin    |

  @C6
  Plan du scénario: Impossible pour une coach d'ouvrir un écran de cliente
    Quand Camille Moreau tape l'adresse de <écran>
    Alors Camille Moreau se retrouve sur son propre accueil
    Et l'écran demandé ne s'affiche pas, pas même un instant
    Mais Léa Martin ouvre <écran> à la même adresse

    Exemples:
      | écran                        |
      | l'accueil d'une cliente      |
      | le programme en cours        |
      | les programmes d'une cliente |
      | le créateur de séances       |
