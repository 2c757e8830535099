# language: fr
Fonctionnalité: Voir le programme que sa coach a assigné

  Contexte:
    Étant donné la coach Camille Moreau et ses clients Léa Martin et Bruno Durand
    Et le programme « Force d'hiver » dans la bibliothèque de Camille Moreau

  @V1
  Scénario: Le programme assigné devient le programme en cours
    Quand Camille Moreau assigne « Force d'hiver » à Léa Martin
    Alors Léa Martin voit « Force d'hiver » en cours, semaine 1/2, séance 1/2

  @V1
  Scénario: Le programme en cours dit la semaine et la séance où l'on en est
    Étant donné « Force d'hiver » assigné à Léa Martin il y a 9 jours, semaine 2, séance 1
    Quand Léa Martin ouvre son accueil
    Alors Léa Martin voit « Force d'hiver » en cours, semaine 2/2, séance 1/2

  @V2
  Scénario: Le détail du programme est complet et dans l'ordre
    Étant donné « Force d'hiver » déjà assigné à Léa Martin
    Quand Léa Martin consulte « Force d'hiver » dans ses programmes
    Alors toutes les séances et tous les exercices de « Force d'hiver » y sont, dans l'ordre

  @V3
  Scénario: Sans programme, une invitation à contacter son coach
    Étant donné « Force d'hiver » déjà assigné à Léa Martin
    Quand Bruno Durand ouvre son accueil
    Alors Bruno Durand est invité à contacter son coach
    Mais Léa Martin voit « Force d'hiver » en cours, semaine 1/2, séance 1/2
