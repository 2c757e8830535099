# language: fr
Fonctionnalité: Refuser les faux jetons

  @C5
  Plan du scénario: Impossible d'agir avec un jeton <état>
    Étant donné la coach Camille Moreau et sa cliente Léa Martin
    Quand un faux jeton de Camille Moreau, <état>, sert à agir sur ce qu'elle a préparé pour Léa Martin
    Alors l'API ne le reconnaît pour aucune demande, et rien ne bouge
    Mais avec le vrai jeton de Camille Moreau, chaque demande aboutit

    Exemples:
      | état                            |
      | expiré                          |
      | signé d'un autre secret         |
      | sans signature                  |
      | destiné à une autre application |
      | d'un autre projet               |
      | tronqué                         |
