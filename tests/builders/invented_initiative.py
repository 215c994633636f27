"""An invented initiative: rows in copies of the reference tables, and a view that has most kinds of sections."""

import csv
import shutil
from pathlib import Path

from data.facts import REFERENCE, Facts, read_facts
from indicators.initiatives.views import FOLDER

NAME = "atelier-invente"
ROWS: dict[str, list[dict[str, str]]] = {
    "initiatives.csv": [
        {
            "initiative_id": NAME,
            "name_fr": "Atelier inventé",
            "name_en": "Invented workshop",
            "kind": "social_innovation",
            "territory_fr": "Estrie",
            "territory_en": "Estrie",
            "regions": "05",
            "start": "2021",
            "status": "results_pending",
            "recommendations_primary": "R01",
            "summary_fr": "Un atelier qui n’existe pas.",
            "summary_en": "A workshop that does not exist.",
        }
    ],
    "initiative_components.csv": [
        {
            "initiative_id": NAME,
            "component_id": f"{NAME}-{part}",
            "component_type": kind,
            "order": order,
            "label_fr": label,
            "label_en": f"{label} (en)",
        }
        for part, kind, order, label in (
            ("m1", "module", "1", "Séance d’essai"),
            ("q1", "evaluation_question", "2", "Question d’essai"),
        )
    ],
    "initiative_texts.csv": [
        {
            "initiative_id": NAME,
            "component_id": f"{NAME}-q1" if kind == "evaluation_question" else "",
            "kind": kind,
            "order": str(order),
            "text_fr": f"Texte <inventé> {order}",
            "text_en": f"Invented <text> {order}",
            "source_id": "src-portrait",
            "locator": f"page {order}",
        }
        for order, kind in enumerate(("aim", "aim", "partner", "evaluation_question"), start=1)
    ],
    "published_facts.csv": [
        {
            "fact_id": f"{NAME}-{rank}",
            "initiative_id": NAME,
            "component": component,
            "metric_fr": f"Mesure {rank}",
            "metric_en": f"Measure {rank}",
            "value_min": low,
            "value_max": high,
            "is_approximate": "false",
            "unit_fr": unit,
            "unit_en": unit,
            "period_start": "2021",
            "period_label_fr": "Printemps 2021",
            "period_label_en": "Spring 2021",
            "scope_fr": "Atelier",
            "scope_en": "Workshop",
            "status": status,
            "source_id": "src-portrait",
            "locator": f"page {rank}",
        }
        for rank, low, high, unit, status, component in (
            (1, "7", "7", "places", "published", ""),
            (2, "3", "3", "places", "published", ""),
            (3, "80", "80", "%", "published", ""),
            (4, "2000", "2000", "$", "published", ""),
            (5, "6", "9", "mois", "planned", f"{NAME}-m1"),
        )
    ],
}
VIEW = """
figures = ["NAME-1"]
button = { fr = "Atelier", en = "Workshop" }
short = { fr = "Atelier", en = "Workshop" }
to_come = { fr = "Tout reste à venir.", en = "Everything is to come." }
finding = { fr = "{NAME-1} en {start}", en = "{NAME-1} in {start}" }
known = [{ fr = "{texts aim} buts, {NAME-4}.", en = "{texts aim} aims, {NAME-4}." }]
unknown = [{ fr = "La suite.", en = "What followed." }, { release = "reel", fr = "Rien.", en = "Nothing." }]

[[sections]]
kind = "groups"
title = { fr = "Buts et partenaires", en = "Aims and partners" }
sources = ["NAME-4"]
[[sections.groups]]
title = { fr = "Buts", en = "Aims" }
items = [{ amount = "NAME-4" }, { kinds = ["aim"], look = "numbered" }]
[[sections.groups]]
title = { fr = "Partenaires", en = "Partners" }
items = [{ texts = [3], lead = { fr = "Avec", en = "With" } }]

[[sections]]
kind = "counts"
name = "NAME-places"
title = { fr = "{NAME-1 NAME-2|sum} en tout", en = "{NAME-1 NAME-2|sum} in all" }
facts = [
  { fact = "NAME-2", label = { fr = "Petites", en = "Small" } },
  { fact = "NAME-1", label = { fr = "Grandes", en = "Large" } },
]
alt = { fr = "Barres des places", en = "Bars of places" }
row_head = { fr = "Sorte", en = "Kind" }
count_head = { fr = "Places", en = "Places" }

[[sections]]
kind = "shares"
name = "NAME-parts"
title = { fr = "Une part", en = "One share" }
facts = ["NAME-3"]

[[sections]]
kind = "components"
components = "module"
title = { fr = "{components module} séance", en = "{components module} session" }
caption = { fr = "Séances", en = "Sessions" }
note = { fr = "Une remarque.", en = "A remark." }

[[sections]]
kind = "timeline"
steps = [{ sign = "milestone_done", when = { fr = "{start}", en = "{start}" }, what = { fr = "Début", en = "Start" } }]

[[sections]]
kind = "evaluation_grid"
components = "evaluation_question"

[[sections]]
kind = "observations"

[[sections]]
kind = "project_log"
usual_length = "NAME-5"
""".replace("NAME", NAME)


def invented_reference(folder: Path) -> Facts:
    """The reference tables with the rows of the invented initiative, read from copies in `folder`."""
    shutil.copytree(REFERENCE, folder)
    for file, rows in ROWS.items():
        with (folder / file).open(encoding="utf-8", newline="") as table:
            columns = csv.DictReader(table).fieldnames or []
        with (folder / file).open("a", encoding="utf-8", newline="") as table:
            csv.DictWriter(table, columns, restval="").writerows(rows)
    return read_facts(folder)


def invented_views(folder: Path, view: str = VIEW) -> Path:
    """A folder of all views with that of the invented initiative."""
    folder.mkdir()
    for path in FOLDER.glob("*.toml"):
        shutil.copy(path, folder)
    (folder / f"{NAME}.toml").write_text(view, "utf-8")
    return folder
