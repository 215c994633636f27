"""What the Méthode page says about how numbers are made; French here, English in locales/en/pages_b.toml."""

#: Each part: its title, then its paragraphs. Places in braces are filled by the page.
MAKING = (
    (
        "D’une cellule à un chiffre",
        (
            "Chaque établissement remplit un classeur. Chaque cellule lue devient une réponse avec son état, ou un "
            "problème qui nomme la cellule, ce qui a été lu et ce qui était attendu. Un classeur accepté entre dans "
            "une version; une version publiée ne change plus.",
            "Un indicateur déclare quelles questions font son numérateur et lesquelles font son dénominateur. Chaque "
            "établissement est évalué d’abord; il entre dans un ensemble seulement si les deux parties sont connues.",
            "Un rapport d’ensemble est une somme divisée par une somme : jamais une moyenne de pourcentages.",
        ),
    ),
    (
        "Huit états, jamais changés en 0",
        (
            "Une case vide n’est pas un non, et un tiret n’est pas un zéro : seul 0 est 0. Chaque valeur absente "
            "garde sa raison, avec son signe et son mot, dans les pages comme dans les fichiers.",
        ),
    ),
    (
        "Couverture",
        (
            "Chaque ensemble dit sur combien d’établissements il repose (« 27/30 »). « Sans objet » et « non demandé "
            "» sortent de cette base; les autres absences y restent.",
            "Sous 60 %, le chiffre passe au gris et la page dit que la couverture ne permet pas de conclure.",
        ),
    ),
    (
        "Intervalles à 95 %",
        (
            "Part : score de Wilson. Nombre ou taux : Poisson exact sous 10, approximation de Byar ensuite. Médiane : "
            "statistiques d’ordre. Rapport de deux sommes qui n’est ni une part ni un taux : rééchantillonnage des "
            "établissements, 2 000 tirages, graine fixe.",
            "Pour un seul établissement : une réponse par oui ou non, un montant et une quantité n’ont pas "
            "d’intervalle.",
            "Quand tous les établissements ont répondu, l’intervalle décrit la variation d’une année à l’autre, non "
            "un échantillon.",
        ),
    ),
    (
        "Ce qu’un nombre de points permet de dire",
        (
            "1 point : la valeur et son intervalle. 2 points : le changement, avec son intervalle. 3 ou 4 points : "
            "une courbe, sans mot sur la tendance. 5 points : la tendance, pour les parts et les taux. 10 points : le "
            "graphique séquentiel. 12 points : une carte de contrôle aux limites provisoires. 13 points : la carte de "
            "contrôle.",
            "Quand un échelon n’est pas atteint, la page dit lequel manque.",
        ),
    ),
    (
        "Comparaison avec les pairs",
        (
            "Les groupes de pairs sont déclarés, et versionnés avec chaque publication : CISSS et centre régional; "
            "CIUSSS; CHU et instituts. Sous cinq valeurs visibles, aucune médiane n’est donnée.",
            "« Mieux » ou « moins bien » se dit seulement si l’intervalle de l’établissement exclut la médiane de ses "
            "pairs. Sans intervalle, rien n’est comparé. Un indicateur de contexte n’est jamais jugé.",
            "Sur 20 comparaisons, environ une ressort par hasard : chaque page qui en montre plusieurs dit combien.",
        ),
    ),
    (
        "Changement entre deux vagues",
        (
            "Part : intervalle de Newcombe. Taux : rapport exact conditionnel. Médiane : mêmes établissements aux "
            "deux vagues, test de Wilcoxon.",
            "« Pas de changement décelable » dit toujours quel changement aurait pu être vu. Quand la question a "
            "changé de sens, aucun changement n’est calculé et la courbe se brise.",
        ),
    ),
    (
        "Consentement et petits nombres",
        (
            "Chaque établissement choisit : réponses publiées à son nom, nommé pour les membres de la CdP seulement, "
            "ou seulement dans des regroupements. Un choix inconnu est traité comme le dernier.",
            "Un nombre de 1 à 4 personnes est masqué; un vrai 0 est montré. Si une valeur masquée pouvait se déduire "
            "d’un total, une autre est masquée aussi, y compris d’une version à l’autre.",
            "Pour une équipe d’une ou deux personnes, les ETC sont donnés par tranche; le budget et les rapports qui "
            "l’emploient sont masqués.",
            "La suppression se fait une fois, avant toute page, tout graphique et tout fichier : une version publiée "
            "ne contient aucune valeur masquée.",
        ),
    ),
    (
        "Ce qui n’est pas fait",
        (
            "Aucun rang, aucun palmarès, aucune note composite. Aucune valeur manquante n’est estimée, aucun total "
            "n’est extrapolé. Aucune cible n’est inventée : il n’en existe pas d’officielle. Aucune cause n’est "
            "attribuée à un changement.",
        ),
    ),
)

ACCESS = (
    (
        "Déclaration d’accessibilité",
        (
            "Le tableau de bord vise le standard SGQRI 008 3.0 du gouvernement du Québec (WCAG 2.1, niveau AA, et des "
            "critères de WCAG 2.2).",
            "Il n’a pas encore été évalué par une personne utilisant un lecteur d’écran; les vérifications "
            "automatiques ne trouvent pas tout.",
        ),
    ),
    (
        "Ce qui est en place",
        (
            "Chaque graphique a une phrase de remplacement et un tableau des mêmes valeurs, avec téléchargement. Les "
            "états et les comparaisons se lisent par une forme et un mot; la couleur ne fait que confirmer. Les "
            "tableaux ont des en-têtes de lignes et de colonnes. Le clavier atteint chaque choix. Les contrastes des "
            "textes dépassent 4,5 pour 1, en thème clair et en thème sombre. La langue de la page est déclarée à son "
            "chargement.",
        ),
    ),
    (
        "Limites connues",
        (
            "Le sélecteur de thème et certains boutons de l’outil gardent des noms en anglais. Les infobulles des "
            "graphiques ne s’atteignent pas au clavier : leur contenu est dans le tableau des valeurs.",
        ),
    ),
    (
        "Signaler un obstacle",
        (
            "Écrivez à l’équipe qui publie le tableau de bord en disant la page, ce que vous vouliez faire et l’outil "
            "que vous utilisez. Une autre forme du contenu vous sera proposée.",
        ),
    ),
)

LICENCES = (
    "Le programme est publié sous licence Apache-2.0. Les textes du portrait et des initiatives sont résumés dans nos "
    "mots, avec leur source; les publications du ministère sont citées, non reproduites.",
    "Le questionnaire, les règles, les indicateurs, les jalons et les groupes de pairs sont une proposition du projet "
    ": aucun n’est un instrument officiel.",
)
