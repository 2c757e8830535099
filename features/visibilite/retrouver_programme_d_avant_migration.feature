# language: fr
Fonctionnalité: Retrouver un programme assigné avant la migration

  Contexte:
    Étant donné Léa Martin, à qui Camille Moreau avait assigné « Force d'hiver » avant la migration

  @V9
  Scénario: Le programme assigné avant la migration est toujours en cours
    Quand Léa Martin ouvre son accueil
    Alors Léa Martin voit « Force d'hiver » en cours, semaine 2/2, séance 1/2

  @V9
  Scénario: Le programme assigné avant la migration se lit à l'identique
    Quand Léa Martin consulte « Force d'hiver » dans ses programmes
    Alors toutes les séances et tous les exercices de « Force d'hiver » y sont, dans l'ordre
    Et la copie de Léa Martin est telle qu'elle était avant la migration
