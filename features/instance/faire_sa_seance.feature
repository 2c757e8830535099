# language: fr
Fonctionnalité: Faire sa séance

  Contexte:
    Étant donné la coach Camille Moreau et sa cliente Léa Martin
    Et le programme « Force d'hiver » dans la bibliothèque de Camille Moreau
    Et « Force d'hiver » déjà assigné à Léa Martin

  @I7
  Scénario: Terminer une séance enregistre ses performances
    Quand Léa Martin termine sa séance de « Force d'hiver » avec 8 répétitions à 50 kg partout
    Alors ses performances sont enregistrées une seule fois, avec 8 répétitions à 50 kg

  @I7
  Scénario: Une séance faite au poids du corps est enregistrée elle aussi
    Quand Léa Martin termine sa séance de « Force d'hiver » avec 12 répétitions sans charge
    Alors ses performances sont enregistrées une seule fois, avec 12 répétitions par série

  @I7
  Scénario: Terminer une séance fait avancer le programme
    Quand Léa Martin termine sa séance de « Force d'hiver » avec 8 répétitions à 50 kg partout
    Alors Léa Martin voit « Force d'hiver » en cours, semaine 1/2, séance 2/2

  @I7
  Scénario: Une séance terminée se conclut par son récapitulatif
    Quand Léa Martin vient de terminer sa séance de « Force d'hiver »
    Alors l'écran lui en montre le récapitulatif

  @I7
  Plan du scénario: La séance terminée est celle où l'on en est, dans le programme en cours : semaine <semaine>, séance <séance>
    Étant donné le programme « Cap sur l'été » dans la bibliothèque de Camille Moreau
    Et « Cap sur l'été » assigné à Léa Martin il y a 20 jours, semaine 1, séance 1
    Et le programme « Automne » dans la bibliothèque de Camille Moreau
    Et « Automne » assigné à Léa Martin il y a 0 jours, semaine <semaine>, séance <séance>
    Quand Léa Martin termine sa séance de « Automne » avec 8 répétitions à 50 kg partout
    Alors ses performances sont enregistrées une seule fois, avec 8 répétitions à 50 kg
    Et Léa Martin voit « Automne » en cours, semaine <après>

    Exemples:
      | semaine | séance | après          |
      | 2       | 1      | 2/2, séance 2/2 |
      | 1       | 2      | 2/2, séance 1/2 |

  @I7
  Scénario: Terminer deux fois la même séance ne l'enregistre qu'une fois
    Quand Léa Martin termine d'un double clic sa séance de « Force d'hiver », 8 fois 50 kg
    Alors ses performances sont enregistrées une seule fois, avec 8 répétitions à 50 kg
    Et Léa Martin voit « Force d'hiver » en cours, semaine 1/2, séance 2/2

  @I7
  Scénario: Terminer la même séance dans deux onglets ne l'enregistre qu'une fois
    Quand Léa Martin termine dans deux onglets sa séance de « Force d'hiver », 8 fois 50 kg
    Alors ses performances sont enregistrées une seule fois, avec 8 répétitions à 50 kg
    Et Léa Martin voit « Force d'hiver » en cours, semaine 1/2, séance 2/2

  @V8
  Scénario: Un programme dont la dernière séance est faite laisse la place au précédent
    Étant donné un programme « Découverte » à la séance unique dans la bibliothèque de Camille Moreau
    Et « Découverte » assigné à Léa Martin il y a 0 jours, semaine 1, séance 1
    Quand Léa Martin termine sa séance de « Découverte » avec 8 répétitions à 50 kg partout
    Alors Léa Martin voit « Force d'hiver » en cours, semaine 1/2, séance 1/2
