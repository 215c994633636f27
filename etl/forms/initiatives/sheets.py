"""The initiatives' workbook, as data: training, qualitative log, evaluation grid, outputs, practices."""

from etl.forms.declaration import Form, FormColumn, read_sentences
from etl.forms.initiatives.guide import guide_sections
from etl.forms.initiatives.lists import load_lists
from etl.forms.initiatives.project_log_sheets import PROJECT_SHEETS
from etl.forms.initiatives.sheet_model import InitiativeSheet

GMF_OC, CARING = "gmf-oc", "communaute-soignante"
MODULE = FormColumn("module_id", "Module", "list", 40, "module")
TERRITORY = FormColumn("territory_id", "Territoire", "list", 16, "territory")
SETTING = FormColumn("setting_id", "Milieu", "list", 26, "setting")
ITEMS = tuple(f"item_{number}" for number in range(1, 6))
ITEM_HEADS = ("Énoncé 1", "Énoncé 2", "Énoncé 3", "Énoncé 4", "Énoncé 5")

RETENTION = InitiativeSheet(
    "retention",
    "training",
    "Conservation",
    "Conservation des questionnaires",
    (
        "Une seule ligne : le jour où les questionnaires de ce classeur seront détruits. Elle est obligatoire dès "
        "qu’un questionnaire est inscrit.",
        "Ce jour venu, « python -m etl initiatives purge » détruit les lignes et les fichiers; seuls les résultats "
        "restent.",
    ),
    (
        FormColumn("destroy_on", "Date de destruction", "date", 20, planned=True),
        FormColumn("author", "Décidée par (fonction)", "text", 40, longest=120),
    ),
    initiative_id=GMF_OC,
    confidential=True,
    spare=1,
)
ANSWERS = InitiativeSheet(
    "training_answers",
    "training",
    "Questionnaires",
    "Évaluation de la formation : questionnaires",
    (
        "Une ligne par questionnaire. Le code remplace la personne : ni nom, ni courriel, ni numéro qui l’identifie; "
        "par exemple P-014.",
        "Ces lignes ne sont jamais publiées : une version ne contient que des résultats d’au moins 5 paires complètes.",
    ),
    (
        FormColumn("participant_code", "Code", "code", 12),
        MODULE,
        TERRITORY,
        SETTING,
        FormColumn("month", "Temps de mesure", "list", 18, "month"),
        FormColumn("answered_on", "Date de réponse", "date", 16),
        *(
            FormColumn(name, head, "whole", 11, required=False, low=1, high=5)
            for name, head in zip(ITEMS, ITEM_HEADS, strict=True)
        ),
        FormColumn("comment", "Commentaire (jamais publié)", "text", 46, required=False, longest=1000, screened=False),
    ),
    initiative_id=GMF_OC,
    key=("participant_code", "module_id", "month"),
    repeated="seen_twice",
    confidential=True,
    dated="answered_on",
    spare=400,
)
ENROLMENT = InitiativeSheet(
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
        FormColumn("invited", "Personnes invitées", "whole", 18, required=False),
        FormColumn("enrolled", "Personnes inscrites", "whole", 18, required=False),
    ),
    initiative_id=GMF_OC,
    key=("module_id", "territory_id", "setting_id"),
    confidential=True,
)
QUALITATIVE = InitiativeSheet(
    "qualitative",
    "qualitative",
    "Journal qualitatif",
    "Journal des observations qualitatives",
    (
        "Une ligne par passage codé d’une entrevue ou d’une note de terrain : date, méthode, thème, code.",
        "Le résumé est dans vos mots, sans citation ni rien qui identifie; il reste dans l’espace de travail et "
        "n’est pas publié.",
    ),
    (
        FormColumn("initiative_id", "Initiative", "list", 44, "initiative"),
        FormColumn("dated_on", "Date", "date", 14),
        FormColumn("method", "Méthode", "list", 24, "qualitative_method"),
        FormColumn("theme", "Thème", "list", 26, "theme"),
        FormColumn("code", "Code du passage", "text", 22, longest=40),
        FormColumn("summary", "Résumé", "text", 60, required=False, longest=280, quotes=False, published=False),
    ),
    dated="dated_on",
)
GRID = InitiativeSheet(
    "evaluation_grid",
    "evaluation",
    "Grille d’évaluation",
    "Questions d’évaluation, méthodes et état",
    (
        "Une ligne par question d’évaluation et par méthode. Ce qui n’est pas prévu ne s’inscrit pas.",
        "L’état et la date sont publiés.",
    ),
    (
        FormColumn("question_id", "Question d’évaluation", "list", 52, "evaluation_question"),
        FormColumn("method", "Méthode", "list", 26, "evaluation_method"),
        FormColumn("status", "État", "list", 16, "evaluation_status"),
        FormColumn("dated_on", "Date de cet état", "date", 17),
    ),
    initiative_id=CARING,
    key=("question_id", "method"),
    dated="dated_on",
)
OBSERVATIONS = InitiativeSheet(
    "observations",
    "evaluation",
    "Observations",
    "Observations et effets proches",
    (
        "Une ligne par observation, à mesure qu’elle vient. Un effet proche est un bénéfice ou un risque observé.",
        "Ce texte est publié : rien qui identifie une personne, et aucune citation.",
    ),
    (
        FormColumn("question_id", "Question d’évaluation", "list", 52, "evaluation_question"),
        FormColumn("dated_on", "Date", "date", 14),
        FormColumn("observation_kind", "Sorte", "list", 26, "observation_kind"),
        FormColumn("text", "Observation", "text", 70, quotes=False),
        FormColumn("method", "Méthode", "list", 26, "evaluation_method", required=False),
    ),
    initiative_id=CARING,
    dated="dated_on",
)
OUTPUTS = InitiativeSheet(
    "outputs",
    "outputs",
    "Produits du courtage",
    "Produits d’un service de courtage de connaissances",
    (
        "Une ligne par service, année et sorte de produit; tout consortium peut la remplir.",
        "Un nombre de 1 à 4 personnes n’est pas publié.",
    ),
    (
        FormColumn("service", "Service ou consortium", "text", 40, longest=80),
        FormColumn("year", "Année", "whole", 10, low=2000, high=2100),
        FormColumn("output", "Produit", "list", 36, "output"),
        FormColumn("number", "Nombre", "whole", 12),
        FormColumn("note", "Précision", "text", 46, required=False, longest=160),
    ),
    initiative_id="inters4",
    key=("service", "year", "output"),
)
PRACTICES = InitiativeSheet(
    "practices",
    "practices",
    "Pratiques",
    "Pratiques partagées",
    (
        "Une ligne par pratique, partagée par un établissement ou une initiative. Ce texte est publié pour qui la "
        "colonne « Partagée avec » désigne.",
        "La personne-ressource n’est publiée que si elle l’accepte : inscrire Oui. Les indicateurs s’écrivent par "
        "leur code, séparés par des virgules.",
    ),
    (
        FormColumn("shared_by", "Établissement ou initiative", "list", 40, "shared_by"),
        FormColumn("title", "Titre", "text", 40, longest=100),
        FormColumn("recommendation_id", "Recommandation", "list", 44, "recommendation"),
        FormColumn(
            "indicator_ids", "Indicateurs", "several", 20, "indicator", required=False, unknown="unknown_indicator"
        ),
        FormColumn("done", "Ce qui a été fait", "text", 70, longest=800),
        FormColumn("conditions", "Conditions de réussite", "text", 50, required=False, longest=500),
        FormColumn("sharing", "Partagée avec", "list", 20, "sharing"),
        FormColumn("contact", "Personne-ressource", "text", 34, required=False, longest=160, screened=False),
        FormColumn("contact_agreed", "Accepte d’être nommée", "list", 20, "agreement", required=False),
        FormColumn("link", "Lien", "link", 34, required=False),
        FormColumn("dated_on", "Date", "date", 14),
    ),
    key=("shared_by", "title"),
    dated="dated_on",
)
SHEETS = (RETENTION, ANSWERS, ENROLMENT, QUALITATIVE, GRID, OBSERVATIONS, OUTPUTS, *PROJECT_SHEETS, PRACTICES)
BY_TABLE = {sheet.table: sheet for sheet in SHEETS}
INITIATIVES = Form(
    mark="observatoire-du-partenariat/initiatives",
    title="Classeur des initiatives",
    sheets=SHEETS,
    load_lists=load_lists,
    not_this_form="not_initiatives_workbook",
    other_version="other_initiatives_workbook",
    sentences=read_sentences(__file__),
    warnings=frozenset({"other_setting", "missing_items"}),
    in_parts=True,
    guide=guide_sections,
)
