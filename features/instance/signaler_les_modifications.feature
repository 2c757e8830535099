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
      | les séances, une de moins,  |

  @I4
  Scénario: La coach sait que sa cliente a modifié un programme en pause
    Étant donné le programme « Cap sur l'été » dans la bibliothèque de Camille Moreau
    Et une assignation en pause de « Cap sur l'été » à Léa Martin
    Quand Léa Martin modifie un exercice de sa copie de « Cap sur l'été »
    Alors la copie de « Cap sur l'été » est signalée à Camille Moreau comme modifiée et non vue

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
      | les séances, une de moins,  |

  @I5
  Scénario: Marquer « vu » tient
    Étant donné que Léa Martin a modifié sa copie de « Force d'hiver »
    Quand Camille Moreau marque la copie de « Force d'hiver » de Léa Martin comme vue
    Alors la copie de « Force d'hiver » reste vue de Camille Moreau

  @I5
  Scénario: Marquer « vu » un programme ne le dit pas des autres
    Étant donné le programme « Cap sur l'été » dans la bibliothèque de Camille Moreau
    Et « Cap sur l'été » assigné à Léa Martin il y a 12 jours, semaine 1, séance 1
    Et Léa Martin a modifié sa copie de « Force d'hiver »
    Et Léa Martin a modifié sa copie de « Cap sur l'été »
    Quand Camille Moreau marque la copie de « Force d'hiver » de Léa Martin comme vue
    Alors la copie de « Cap sur l'été » est signalée à Camille Moreau comme modifiée et non vue
    Mais la copie de « Force d'hiver » reste vue de Camille Moreau

  @I5
  Scénario: « Vu » tient quand la cliente fait sa séance
    Étant donné que Léa Martin a modifié sa copie de « Force d'hiver »
    Et que Camille Moreau a marqué la copie de « Force d'hiver » de Léa Martin comme vue
    Quand Léa Martin termine sa séance de « Force d'hiver » avec 8 répétitions à 50 kg partout
    Alors la copie de « Force d'hiver » reste vue de Camille Moreau

  @I5
  Plan du scénario: « Vu » tombe à la modification suivante de la cliente : <quoi>
    Étant donné que Léa Martin a modifié sa copie de « Force d'hiver »
    Et que Camille Moreau a marqué la copie de « Force d'hiver » de Léa Martin comme vue
    Quand Léa Martin modifie <quoi> de sa copie de « Force d'hiver »
    Alors la copie de « Force d'hiver » est signalée à Camille Moreau comme modifiée et non vue

    Exemples:
      | quoi         |
      | le programme |
      | une séance   |
      | un exercice  |

  @I5
  Scénario: « Vu » tient quand c'est la coach qui modifie
    Étant donné que Léa Martin a modifié sa copie de « Force d'hiver »
    Et que Camille Moreau a marqué la copie de « Force d'hiver » de Léa Martin comme vue
    Quand Camille Moreau modifie le programme de la copie de « Force d'hiver » de Léa Martin
    Alors la copie de « Force d'hiver » reste vue de Camille Moreau
