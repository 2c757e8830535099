# language: fr
Fonctionnalité: Retrouver ses programmes

  Contexte:
    Étant donné la coach Camille Moreau et sa cliente Léa Martin
    Et le programme « Force d'hiver » dans la bibliothèque de Camille Moreau
    Et « Force d'hiver » déjà assigné à Léa Martin

  @V7
  Scénario: Le programme assigné est toujours là après rechargement
    Quand Léa Martin recharge son accueil
    Alors Léa Martin voit « Force d'hiver » en cours, semaine 1/2, séance 1/2

  @V7
  Scénario: Le programme assigné est toujours là après une reconnexion
    Quand Léa Martin se déconnecte puis se reconnecte
    Alors Léa Martin voit « Force d'hiver » en cours, semaine 1/2, séance 1/2

  @V7
  Scénario: Le programme assigné est aussi sur un autre appareil
    Quand Léa Martin se connecte sur son téléphone
    Alors Léa Martin voit « Force d'hiver » en cours, semaine 1/2, séance 1/2

  @V7
  Scénario: La fiche d'une cliente montre toujours ses programmes après rechargement
    Quand Camille Moreau recharge la fiche de Léa Martin
    Alors elle y lit « Force d'hiver », commencé il y a 0 jours, semaine 1/2, « Actif »

  @V7
  Scénario: La coach retrouve ses assignations après une reconnexion
    Quand Camille Moreau se déconnecte puis se reconnecte
    Alors la bibliothèque de Camille Moreau annonce « Force d'hiver » assigné à 1 client(s)
