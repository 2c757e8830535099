# language: fr
Fonctionnalité: Faire sa séance

  Contexte:
    Étant donné la coach Camille Moreau et sa cliente Léa Martin
    Et le programme « Force d'hiver » dans la bibliothèque de Camille Moreau
    Et « Force d'hiver » déjà assigné à Léa Martin

  @I7
  Scénario: Terminer une séance enregistre ses performances et fait avancer le programme
    Quand Léa Martin termine sa séance de « Force d'hiver » avec 8 répétitions à 50 kg partout
    Alors ses performances sont enregistrées une seule fois, avec 8 répétitions à 50 kg
    Et Léa Martin voit « Force d'hiver » en cours, semaine 1/2, séance 2/2

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
