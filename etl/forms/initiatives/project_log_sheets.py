"""The sheets of the project log, as data: a project, its people, phases, meetings, ideas and evidence."""

from etl.forms.declaration import FormColumn
from etl.forms.initiatives.sheet_model import InitiativeSheet

ITSS = "communaute-strategique-itss"
PROJECT = FormColumn("project", "Projet", "text", 34, longest=80)
PROJECTS = InitiativeSheet(
    "projects",
    "boards",
    "Projets",
    "Projets d’une communauté stratégique",
    (
        "Une ligne par projet. Les autres feuilles du tableau de bord reprennent le même nom de projet.",
        "La durée habituelle est de 18 à 24 mois : elle est dessinée à côté des dates du projet.",
    ),
    (
        PROJECT,
        FormColumn("aim", "But", "text", 60, longest=240),
        FormColumn("started_on", "Début", "date", 14, planned=True),
        FormColumn("planned_end", "Fin prévue", "date", 14, required=False, planned=True),
        FormColumn("ended_on", "Fin réelle", "date", 14, required=False),
    ),
    initiative_id=ITSS,
    key=("project",),
    dated="started_on",
)
MEMBERS = InitiativeSheet(
    "project_members",
    "boards",
    "Composition",
    "Composition des groupes",
    (
        "Combien de personnes, et d’où elles viennent. Aucun nom.",
        "Un groupe d’action compte une dizaine de personnes.",
    ),
    (
        PROJECT,
        FormColumn("group", "Groupe", "list", 24, "project_group"),
        FormColumn("origin", "Provenance", "list", 36, "origin"),
        FormColumn("people", "Nombre de personnes", "whole", 20, low=1, high=99),
    ),
    initiative_id=ITSS,
    key=("project", "group", "origin"),
)
PHASES = InitiativeSheet(
    "project_phases",
    "boards",
    "Phases",
    "Phases du projet",
    (
        "Une ligne par phase, avec ses dates prévues ou réelles.",
        "Une phase terminée ne peut pas finir après aujourd’hui.",
    ),
    (
        PROJECT,
        FormColumn("phase", "Phase", "list", 38, "phase"),
        FormColumn("started_on", "Début", "date", 14, planned=True),
        FormColumn("ended_on", "Fin", "date", 14, required=False, planned=True),
        FormColumn("state", "État", "list", 16, "phase_state"),
    ),
    initiative_id=ITSS,
    key=("project", "phase"),
    dated="started_on",
)
MEETINGS = InitiativeSheet(
    "project_meetings",
    "boards",
    "Rencontres",
    "Rencontres des groupes",
    (
        "Une ligne par rencontre tenue.",
        "Le nombre de personnes présentes suffit : aucun nom.",
    ),
    (
        PROJECT,
        FormColumn("dated_on", "Date", "date", 14),
        FormColumn("group", "Groupe", "list", 24, "project_group"),
        FormColumn("present", "Personnes présentes", "whole", 20, required=False, high=99),
    ),
    initiative_id=ITSS,
    key=("project", "dated_on", "group"),
    dated="dated_on",
)
IDEAS = InitiativeSheet(
    "project_ideas",
    "boards",
    "Idées",
    "Idées retenues, essayées, devenues permanentes",
    (
        "Une ligne par idée, avec l’étape où elle en est : une idée devenue permanente a été retenue et essayée.",
        "Ce texte est publié : rien qui identifie une personne.",
    ),
    (
        PROJECT,
        FormColumn("idea", "Idée", "text", 60, longest=160),
        FormColumn("stage", "Étape", "list", 22, "idea_stage"),
        FormColumn("dated_on", "Depuis le", "date", 14),
        FormColumn("effect", "Effet observé", "text", 50, required=False, longest=240),
    ),
    initiative_id=ITSS,
    key=("project", "idea"),
    dated="dated_on",
)
EVIDENCE = InitiativeSheet(
    "project_evidence",
    "boards",
    "Principes",
    "Ce qui montre chaque principe",
    (
        "Une ligne par élément qui montre qu’un principe est suivi, ou ne l’est pas.",
        "Ce texte est publié : rien qui identifie une personne.",
    ),
    (
        PROJECT,
        FormColumn("principle", "Principe", "list", 28, "principle"),
        FormColumn("evidence", "Élément observé", "text", 70, longest=240),
        FormColumn("dated_on", "Date", "date", 14),
    ),
    initiative_id=ITSS,
    dated="dated_on",
)
PROJECT_SHEETS = (PROJECTS, MEMBERS, PHASES, MEETINGS, IDEAS, EVIDENCE)
