"""The sheets of the initiatives' workbook, as data: training, qualitative log, evaluation grid, outputs, practices.

The sheets of the project board are in etl/forms/initiatives/board_sheets.py.
"""

from etl.forms.initiatives.board_sheets import BOARD_SHEETS
from etl.forms.initiatives.plan import Column, Part, Sheet

GMF_OC, CARING = "gmf-oc", "communaute-soignante"
MODULE = Column("module_id", "Module", "list", 40, "module")
TERRITORY = Column("territory_id", "Territoire", "list", 16, "territory")
SETTING = Column("setting_id", "Milieu", "list", 26, "setting")
ITEMS = tuple(f"item_{number}" for number in range(1, 6))
ITEM_HEADS = ("Énoncé 1", "Énoncé 2", "Énoncé 3", "Énoncé 4", "Énoncé 5")

RETENTION = Sheet(
    "retention",
    "training",
    "Conservation",
    "Conservation des questionnaires",
    (
        "Une seule ligne : le jour où les questionnaires de ce classeur seront détruits. Elle est obligatoire dès qu’un "
        "questionnaire est inscrit.",
        "Ce jour venu, « python -m etl initiatives purge » détruit les lignes et les fichiers; seuls les résultats restent.",
    ),
    (
        Column("destroy_on", "Date de destruction", "date", 20, planned=True),
        Column("author", "Décidée par (fonction)", "text", 40, longest=120),
    ),
    GMF_OC,
    confidential=True,
    spare=1,
)
ANSWERS = Sheet(
    "training_answers",
    "training",
    "Questionnaires",
    "Évaluation de la formation : questionnaires",
    (
        "Une ligne par questionnaire. Le code remplace la personne : ni nom, ni courriel, ni numéro qui l’identifie; par "
        "exemple P-014.",
        "Ces lignes ne sont jamais publiées : une version ne contient que des résultats d’au moins 5 paires complètes.",
    ),
    (
        Column("participant_code", "Code", "code", 12),
        MODULE,
        TERRITORY,
        SETTING,
        Column("month", "Temps de mesure", "list", 18, "month"),
        Column("answered_on", "Date de réponse", "date", 16),
        *(
            Column(name, head, "whole", 11, required=False, low=1, high=5)
            for name, head in zip(ITEMS, ITEM_HEADS, strict=True)
        ),
        Column("comment", "Commentaire (jamais publié)", "text", 46, required=False, longest=1000, screened=False),
    ),
    GMF_OC,
    key=("participant_code", "module_id", "month"),
    confidential=True,
    dated="answered_on",
    spare=400,
)
ENROLMENT = Sheet(
    "training_enrolment",
    "training",
    "Inscriptions",
    "Évaluation de la formation : invitations et inscriptions",
    (
        "Une ligne par module, territoire et milieu. Laisser vide ce qui n’est pas connu; 0 veut dire aucune.",
        "Les nombres ne sont publiés qu’à côté d’un résultat qui peut l’être.",
    ),
    (
        MODULE,
        TERRITORY,
        SETTING,
        Column("invited", "Personnes invitées", "whole", 18, required=False),
        Column("enrolled", "Personnes inscrites", "whole", 18, required=False),
    ),
    GMF_OC,
    key=("module_id", "territory_id", "setting_id"),
    confidential=True,
)
QUALITATIVE = Sheet(
    "qualitative",
    "qualitative",
    "Journal qualitatif",
    "Journal des observations qualitatives",
    (
        "Une ligne par passage codé d’une entrevue ou d’une note de terrain : date, méthode, thème, code.",
        "Le résumé est dans vos mots, sans citation ni rien qui identifie; il reste dans l’espace de travail et n’est pas "
        "publié.",
    ),
    (
        Column("initiative_id", "Initiative", "list", 44, "initiative"),
        Column("dated_on", "Date", "date", 14),
        Column("method", "Méthode", "list", 24, "qualitative_method"),
        Column("theme", "Thème", "list", 26, "theme"),
        Column("code", "Code du passage", "text", 22, longest=40),
        Column("summary", "Résumé", "text", 60, required=False, longest=280, quotes=False, published=False),
    ),
    dated="dated_on",
)
GRID = Sheet(
    "evaluation_grid",
    "evaluation",
    "Grille d’évaluation",
    "Questions d’évaluation, méthodes et état",
    (
        "Une ligne par question d’évaluation et par méthode. Ce qui n’est pas prévu ne s’inscrit pas.",
        "L’état et la date sont publiés.",
    ),
    (
        Column("question_id", "Question d’évaluation", "list", 52, "evaluation_question"),
        Column("method", "Méthode", "list", 26, "evaluation_method"),
        Column("status", "État", "list", 16, "evaluation_status"),
        Column("dated_on", "Date de cet état", "date", 17),
    ),
    CARING,
    key=("question_id", "method"),
    dated="dated_on",
)
OBSERVATIONS = Sheet(
    "observations",
    "evaluation",
    "Observations",
    "Observations et effets proches",
    (
        "Une ligne par observation, à mesure qu’elle vient. Un effet proche est un bénéfice ou un risque observé.",
        "Ce texte est publié : rien qui identifie une personne, et aucune citation.",
    ),
    (
        Column("question_id", "Question d’évaluation", "list", 52, "evaluation_question"),
        Column("dated_on", "Date", "date", 14),
        Column("observation_kind", "Sorte", "list", 26, "observation_kind"),
        Column("text", "Observation", "text", 70, quotes=False),
        Column("method", "Méthode", "list", 26, "evaluation_method", required=False),
    ),
    CARING,
    dated="dated_on",
)
OUTPUTS = Sheet(
    "outputs",
    "outputs",
    "Produits du courtage",
    "Produits d’un service de courtage de connaissances",
    (
        "Une ligne par service, année et sorte de produit; tout consortium peut la remplir.",
        "Un nombre de 1 à 4 personnes n’est pas publié.",
    ),
    (
        Column("service", "Service ou consortium", "text", 40, longest=80),
        Column("year", "Année", "whole", 10, low=2000, high=2100),
        Column("output", "Produit", "list", 36, "output"),
        Column("number", "Nombre", "whole", 12),
        Column("note", "Précision", "text", 46, required=False, longest=160),
    ),
    "inters4",
    key=("service", "year", "output"),
)
PRACTICES = Sheet(
    "practices",
    "practices",
    "Pratiques",
    "Pratiques partagées",
    (
        "Une ligne par pratique, partagée par un établissement ou une initiative. Ce texte est publié pour qui la colonne "
        "« Partagée avec » désigne.",
        "La personne-ressource n’est publiée que si elle l’accepte : inscrire Oui. Les indicateurs s’écrivent par leur code, "
        "séparés par des virgules.",
    ),
    (
        Column("shared_by", "Établissement ou initiative", "list", 40, "shared_by"),
        Column("title", "Titre", "text", 40, longest=100),
        Column("recommendation_id", "Recommandation", "list", 44, "recommendation"),
        Column("indicator_ids", "Indicateurs", "indicators", 20, required=False),
        Column("done", "Ce qui a été fait", "text", 70, longest=800),
        Column("conditions", "Conditions de réussite", "text", 50, required=False, longest=500),
        Column("sharing", "Partagée avec", "list", 20, "sharing"),
        Column("contact", "Personne-ressource", "text", 34, required=False, longest=160, screened=False),
        Column("contact_agreed", "Accepte d’être nommée", "list", 20, "agreement", required=False),
        Column("link", "Lien", "link", 34, required=False),
        Column("dated_on", "Date", "date", 14),
    ),
    key=("shared_by", "title"),
    dated="dated_on",
)
SHEETS: tuple[Sheet, ...] = (
    RETENTION,
    ANSWERS,
    ENROLMENT,
    QUALITATIVE,
    GRID,
    OBSERVATIONS,
    OUTPUTS,
    *BOARD_SHEETS,
    PRACTICES,
)
BY_TABLE = {sheet.table: sheet for sheet in SHEETS}


def sheets_of(parts: tuple[Part, ...]) -> tuple[Sheet, ...]:
    """The sheets of some parts, in the order of the workbook."""
    return tuple(sheet for sheet in SHEETS if sheet.part in parts)
