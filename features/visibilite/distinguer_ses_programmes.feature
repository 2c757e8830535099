# language: fr
Fonctionnalité: Distinguer ses programmes

  Contexte:
    Étant donné la coach Camille Moreau et ses clients Léa Martin et Bruno Durand
    Et le programme « Force d'hiver » dans la bibliothèque de Camille Moreau
    Et le programme « Cap sur l'été » dans la bibliothèque de Camille Moreau

  @V3
  Scénario: Un programme que l'on s'est créé ne passe pas pour un programme assigné
    Étant donné le programme « Mes étirements », que Léa Martin a créé
    Et « Force d'hiver » déjà assigné à Bruno Durand
    Quand Léa Martin ouvre son accueil
    Alors Léa Martin est invitée à contacter son coach
    Mais Bruno Durand voit « Force d'hiver » en cours, semaine 1/2, séance 1/2

  @V4
  Scénario: La plus récente de plusieurs assignations est en cours, les autres sont listées
    Étant donné le programme « Automne » dans la bibliothèque de Camille Moreau
    Et « Cap sur l'été » assigné à Léa Martin il y a 12 jours, semaine 2, séance 1
    Et « Force d'hiver » assigné à Léa Martin il y a 3 jours, semaine 1, séance 2
    Et « Automne » assigné à Léa Martin il y a 30 jours, semaine 1, séance 1
    Quand Léa Martin ouvre son accueil
    Alors Léa Martin voit « Force d'hiver » en cours, semaine 1/2, séance 2/2
    Et Léa Martin trouve « Cap sur l'été » parmi ce que son coach lui a assigné
    Et Léa Martin trouve « Automne » parmi ce que son coach lui a assigné
    Et Léa Martin trouve « Force d'hiver » parmi ce que son coach lui a assigné

  @V4
  Scénario: Une nouvelle assignation passe devant la précédente, qui reste listée
    Étant donné « Cap sur l'été » assigné à Léa Martin il y a 12 jours, semaine 2, séance 1
    Quand Léa Martin ouvre son accueil
    Et Camille Moreau assigne « Force d'hiver » à Léa Martin
    Et Léa Martin recharge son accueil
    Alors Léa Martin voit « Force d'hiver » en cours, semaine 1/2, séance 1/2
    Et Léa Martin trouve « Cap sur l'été » parmi ce que son coach lui a assigné

  @V8
  Plan du scénario: Une assignation <statut> n'est plus en cours et ne compte plus
    Étant donné une assignation <statut> de « Force d'hiver » à Léa Martin
    Et « Force d'hiver » déjà assigné à Bruno Durand
    Quand Léa Martin ouvre son accueil
    Alors Léa Martin est invitée à contacter son coach
    Et la bibliothèque de Camille Moreau annonce « Force d'hiver » assigné à 1 client(s)
    Mais Bruno Durand voit « Force d'hiver » en cours, semaine 1/2, séance 1/2

    Exemples:
      | statut   |
      | en pause |
      | terminée |
      | annulée  |

  @V10
  Scénario: Ce qui est créé et ce qui est assigné ne se mélangent pas
    Étant donné « Force d'hiver » déjà assigné à Léa Martin
    Et le programme « Mes étirements », que Léa Martin a créé
    Quand Léa Martin ouvre ses programmes
    Alors Léa Martin trouve « Force d'hiver » parmi ce que son coach lui a assigné
    Et Léa Martin trouve « Mes étirements » parmi ce qu'elle a créé
    Mais « Force d'hiver » n'est pas parmi ce que Léa Martin a créé
    Et « Mes étirements » n'est pas parmi ce qui est assigné à Léa Martin

  @V10
  Scénario: Un programme assigné que sa cliente a modifié ne passe pas parmi ceux qu'elle a créés
    Étant donné « Force d'hiver » déjà assigné à Léa Martin
    Et le programme « Mes étirements », que Léa Martin a créé
    Et Léa Martin a modifié sa copie de « Force d'hiver »
    Quand Léa Martin ouvre ses programmes
    Alors Léa Martin trouve « Force d'hiver » parmi ce que son coach lui a assigné
    Mais « Force d'hiver » n'est pas parmi ce que Léa Martin a créé

  @V10
  Plan du scénario: Un programme assigné dont l'assignation est <statut> ne passe pas parmi les créés
    Étant donné une assignation <statut> de « Force d'hiver » à Léa Martin
    Et le programme « Mes étirements », que Léa Martin a créé
    Quand Léa Martin ouvre ses programmes
    Alors Léa Martin trouve « Mes étirements » parmi ce qu'elle a créé
    Mais « Force d'hiver » n'est pas parmi ce que Léa Martin a créé

    Exemples:
      | statut   |
      | en pause |
      | terminée |
