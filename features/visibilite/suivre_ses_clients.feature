# language: fr
Fonctionnalité: Suivre les programmes de ses clients

  Contexte:
    Étant donné la coach Camille Moreau et ses clients Léa Martin et Bruno Durand
    Et le programme « Force d'hiver » dans la bibliothèque de Camille Moreau

  @V5
  Scénario: La fiche d'une cliente montre ses programmes assignés
    Étant donné « Force d'hiver » assigné à Léa Martin il y a 3 jours, semaine 2, séance 1
    Et le programme « Cap sur l'été » dans la bibliothèque de Camille Moreau
    Et « Cap sur l'été » déjà assigné à Bruno Durand
    Quand Camille Moreau ouvre la fiche de Léa Martin
    Alors elle y lit « Force d'hiver », commencé il y a 3 jours, semaine 2/2, « Actif »
    Mais elle n'y trouve pas « Cap sur l'été »
    Et la fiche de Bruno Durand montre toujours « Cap sur l'été » à Camille Moreau

  @V5
  Scénario: La liste de ses clients mène à la fiche de chacun
    Étant donné « Force d'hiver » déjà assigné à Léa Martin
    Et le programme « Cap sur l'été » dans la bibliothèque de Camille Moreau
    Et « Cap sur l'été » déjà assigné à Bruno Durand
    Quand Camille Moreau choisit Léa Martin dans la liste de ses clients
    Alors elle y lit « Force d'hiver », commencé il y a 0 jours, semaine 1/2, « Actif »
    Mais elle n'y trouve pas « Cap sur l'été »

  @V5
  Scénario: Un programme terminé reste sur la fiche, sous son vrai statut
    Étant donné une assignation terminée de « Force d'hiver » à Léa Martin
    Quand Camille Moreau ouvre la fiche de Léa Martin
    Alors elle y lit « Force d'hiver », commencé il y a 0 jours, semaine 1/2, « Terminé »

  @V5
  Scénario: La fiche d'un client archivé montre toujours ses programmes assignés
    Étant donné que Paul Lefèvre est archivé chez Camille Moreau
    Et « Force d'hiver » déjà assigné à Paul Lefèvre
    Quand Camille Moreau ouvre la fiche de Paul Lefèvre
    Alors elle y lit « Force d'hiver », commencé il y a 0 jours, semaine 1/2, « Actif »

  @V6
  Scénario: Le client est prévenu par une notification qui nomme sa coach et le programme
    Quand Camille Moreau assigne « Force d'hiver » à Léa Martin
    Alors Léa Martin reçoit une notification qui nomme Camille Moreau et « Force d'hiver »

  @V6
  Scénario: Le client choisi est prévenu, et lui seul
    Quand Camille Moreau assigne « Force d'hiver » à Léa Martin
    Alors Léa Martin reçoit une notification qui nomme « Force d'hiver »
    Mais Bruno Durand ne reçoit aucune notification
    Et Camille Moreau ne reçoit aucune notification

  @V6
  Scénario: Chacun des clients choisis est prévenu
    Quand Camille Moreau assigne « Force d'hiver » à Léa Martin et Bruno Durand
    Alors Léa Martin reçoit une notification qui nomme « Force d'hiver »
    Et Bruno Durand reçoit une notification qui nomme « Force d'hiver »

  @V6
  Scénario: Le même programme assigné un autre jour est annoncé de nouveau
    Étant donné qu'il est 10:00 à Paris le 15/01/2025 chez Camille Moreau
    Quand Camille Moreau assigne « Force d'hiver » à Léa Martin
    Et il est ensuite 10:00 à Paris le 16/01/2025 chez Camille Moreau
    Et Camille Moreau assigne « Force d'hiver » à Léa Martin
    Alors Léa Martin reçoit deux notifications qui nomment « Force d'hiver »

  @V6
  Scénario: La notification dit le nom entier, si long soit-il
    Étant donné un programme dont tous les textes portent deux cents caractères dans la bibliothèque de Camille Moreau
    Quand Camille Moreau l'assigne à Léa Martin
    Alors Léa Martin en est prévenue par une notification qui le nomme en entier
