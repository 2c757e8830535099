# language: fr
Fonctionnalité: Signaler à la coach ce que sa cliente a modifié

  Contexte:
    Étant donné la coach Camille Moreau et sa cliente Léa Martin
    Et le programme « Force d'hiver » dans la bibliothèque de Camille Moreau
    Et « Force d'hiver » déjà assigné à Léa Martin

  @I4
  Plan du scénario: La coach sait que sa cliente a modifié <quoi>
    Quand Léa Martin modifie <quoi> de sa copie de « Force d'hiver »
    Alors la copie de « Force d'hiver » est signalée à Camille Moreau comme modifiée et non vue

    Exemples:
      | quoi                        |
      | le programme                |
      | une séance                  |
      | un exercice                 |
      | les exercices, un de plus,  |
      | les exercices, un de moins, |

  @I4
  Plan du scénario: La modification de la coach n'est pas prise pour celle de sa cliente : <quoi>
    Quand Camille Moreau modifie <quoi> de la copie de « Force d'hiver » de Léa Martin
    Alors la copie de « Force d'hiver » n'est pas signalée comme modifiée par Léa Martin

    Exemples:
      | quoi                        |
      | le programme                |
      | une séance                  |
      | un exercice                 |
      | les exercices, un de plus,  |
      | les exercices, un de moins, |

  @I5
  Scénario: Marquer « vu » tient
    Étant donné que Léa Martin a modifié sa copie de « Force d'hiver »
    Quand Camille Moreau marque la copie de « Force d'hiver » de Léa Martin comme vue
    Alors la copie de « Force d'hiver » reste vue de Camille Moreau

  @I5
  Scénario: « Vu » tombe à la modification suivante de la cliente
    Étant donné que Léa Martin a modifié sa copie de « Force d'hiver »
    Et que Camille Moreau a marqué la copie de « Force d'hiver » de Léa Martin comme vue
    Quand Léa Martin modifie un exercice de sa copie de « Force d'hiver »
    Alors la copie de « Force d'hiver » est signalée à Camille Moreau comme modifiée et non vue

  @I5
  Scénario: « Vu » tient quand c'est la coach qui modifie
    Étant donné que Léa Martin a modifié sa copie de « Force d'hiver »
    Et que Camille Moreau a marqué la copie de « Force d'hiver » de Léa Martin comme vue
    Quand Camille Moreau modifie le programme de la copie de « Force d'hiver » de Léa Martin
    Alors la copie de « Force d'hiver » reste vue de Camille Moreau
