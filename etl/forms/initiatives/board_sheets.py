"""The sheets of the project board, as data: a project, its people, phases, meetings, ideas and evidence."""

from etl.forms.initiatives.plan import Column, Sheet

ITSS = "communaute-strategique-itss"
PROJECT = Column("project", "Projet", "text", 34, longest=80)
PROJECTS = Sheet(
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
        Column("aim", "But", "text", 60, longest=240),
        Column("started_on", "Début", "date", 14, planned=True),
        Column("planned_end", "Fin prévue", "date", 14, required=False, planned=True),
        Column("ended_on", "Fin réelle", "date", 14, required=False),
    ),
    ITSS,
    key=("project",),
    dated="started_on",
)
MEMBERS = Sheet(
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
        Column("group", "Groupe", "list", 24, "project_group"),
        Column("origin", "Provenance", "list", 36, "origin"),
        Column("people", "Nombre de personnes", "whole", 20, low=1, high=99),
    ),
    ITSS,
    key=("project", "group", "origin"),
)
PHASES = Sheet(
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
        Column("phase", "Phase", "list", 38, "phase"),
        Column("started_on", "Début", "date", 14, planned=True),
        Column("ended_on", "Fin", "date", 14, required=False, planned=True),
        Column("state", "État", "list", 16, "phase_state"),
    ),
    ITSS,
    key=("project", "phase"),
    dated="started_on",
)
MEETINGS = Sheet(
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
        Column("dated_on", "Date", "date", 14),
        Column("group", "Groupe", "list", 24, "project_group"),
        Column("present", "Personnes présentes", "whole", 20, required=False, high=99),
    ),
    ITSS,
    key=("project", "dated_on", "group"),
    dated="dated_on",
)
IDEAS = Sheet(
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
        Column("idea", "Idée", "text", 60, longest=160),
        Column("stage", "Étape", "list", 22, "idea_stage"),
        Column("dated_on", "Depuis le", "date", 14),
        Column("effect", "Effet observé", "text", 50, required=False, longest=240),
    ),
    ITSS,
    key=("project", "idea"),
    dated="dated_on",
)
EVIDENCE = Sheet(
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
        Column("principle", "Principe", "list", 28, "principle"),
        Column("evidence", "Élément observé", "text", 70, longest=240),
        Column("dated_on", "Date", "date", 14),
    ),
    ITSS,
    dated="dated_on",
)
BOARD_SHEETS = (PROJECTS, MEMBERS, PHASES, MEETINGS, IDEAS, EVIDENCE)
