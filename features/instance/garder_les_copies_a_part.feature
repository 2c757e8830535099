# language: fr
Fonctionnalité: Garder les copies à part du modèle

  Contexte:
    Étant donné la coach Camille Moreau et sa cliente Léa Martin
    Et le programme « Force d'hiver » dans la bibliothèque de Camille Moreau
    Et « Force d'hiver » déjà assigné à Léa Martin

  @I2
  Scénario: Renommer le modèle ne renomme pas la copie
    Étant donné que Léa Martin a modifié sa copie de « Force d'hiver »
    Et que l'état de la copie de « Force d'hiver » de Léa Martin est relevé
    Quand Camille Moreau renomme « Force d'hiver » en « Force de printemps » dans le créateur
    Alors le modèle « Force d'hiver » s'appelle désormais « Force de printemps »
    Et le modèle « Force d'hiver » est toujours complet
    Et la copie de Léa Martin n'a pas bougé d'un octet
    Et Léa Martin voit « Force d'hiver » en cours, semaine 1/2, séance 1/2

  @I2
  Scénario: Modifier un programme de sa bibliothèque ouvre celui-là
    Étant donné le programme « Cap sur l'été » dans la bibliothèque de Camille Moreau
    Quand Camille Moreau choisit de modifier « Force d'hiver » dans sa bibliothèque
    Alors Camille Moreau modifie « Force d'hiver » dans le créateur

  @I2
  Scénario: Changer les charges du modèle ne change pas la copie
    Étant donné que l'état de la copie de « Force d'hiver » de Léa Martin est relevé
    Quand Camille Moreau passe à « 120 kg » les charges du modèle « Force d'hiver »
    Alors le modèle « Force d'hiver » demande « 120 kg » partout
    Et la copie de Léa Martin n'a pas bougé d'un octet

  @I6
  Scénario: Supprimer le modèle laisse la copie et l'assignation visibles
    Étant donné que l'état de la copie de « Force d'hiver » de Léa Martin est relevé
    Quand Camille Moreau supprime « Force d'hiver » de sa bibliothèque
    Alors Léa Martin voit « Force d'hiver » en cours, semaine 1/2, séance 1/2
    Et Léa Martin peut toujours y faire sa séance
    Et la fiche de Léa Martin montre toujours « Force d'hiver » à Camille Moreau
    Et le contenu de la copie de Léa Martin est resté le même

  @I9
  Scénario: Supprimer une copie emporte ses séances et ses exercices, rien d'autre
    Étant donné le programme « Mes étirements », que Léa Martin a créé
    Et Léa Martin a déjà fait une séance de « Force d'hiver »
    Quand Camille Moreau supprime la copie de « Force d'hiver » de Léa Martin
    Alors il ne reste rien de la copie de « Force d'hiver » de Léa Martin
    Mais le modèle « Force d'hiver » est toujours complet
    Et Léa Martin a toujours « Mes étirements » en entier
    Et Léa Martin garde ses performances

  @I9
  Scénario: Supprimer une copie laisse l'autre copie du même modèle
    Étant donné « Force d'hiver » assigné à Léa Martin il y a 7 jours, semaine 1, séance 1
    Quand Camille Moreau supprime la copie de « Force d'hiver » de Léa Martin
    Alors il ne reste rien de la copie de « Force d'hiver » de Léa Martin
    Mais Léa Martin garde une seule assignation de « Force d'hiver »
    Et Léa Martin a une copie fidèle de « Force d'hiver »

  @I9
  Scénario: Une cliente supprime le programme qu'elle a créé, et rien d'autre
    Étant donné le programme « Mes étirements », que Léa Martin a créé
    Quand Léa Martin supprime « Mes étirements » de ses programmes
    Alors elle lit « Programme supprimé avec succès. »
    Et il ne reste rien de « Mes étirements », que Léa Martin avait créé
    Mais la copie de « Force d'hiver » de Léa Martin est restée telle quelle
