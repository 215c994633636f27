"""The projects that teams log: people, phases, meetings, ideas, and what shows that each principle is followed."""

from collections import Counter

from markupsafe import Markup

from data.initiative_collection import load_collection
from indicators.initiatives.collected import CollectedRow, Project
from indicators.initiatives.projects import project_sentence, usual_months
from indicators.initiatives.tree import Tree
from indicators.initiatives.views.model import ProjectLog
from indicators.wording.language import pick
from indicators.wording.numbers import day
from pages.parts.initiatives.collected_section import (
    collected_block,
    collected_of,
    collected_section,
    collected_title,
    free_text,
    free_text_note,
    list_word,
    to_come,
)
from pages.parts.initiatives.elements import group, groups, html_list, later
from pages.parts.initiatives.project_phases import project_phases
from pages.ui import url_state
from pages.ui.markup import Child, draw, el, join
from pages.ui.page_context import PageContext
from pages.ui.signs import sign
from pages.ui.styles import note, quiet_line, text
from pages.ui.tables import TableColumn, table_html

STAGES = {
    "permanent": "milestone_done",
    "tried": "milestone_under_way",
    "retained": "milestone_not_started",
    "set_aside": "not_applicable",
}


def project_log(ctx: PageContext, tree: Tree, item: ProjectLog) -> None:
    """Draw the log of the project that the reader chose, or say that no team has entered one."""
    projects = collected_of(ctx).projects(tree.name)
    if not projects:
        to_come(
            ctx,
            ctx.say("aucune équipe n’a inscrit de projet; le classeur de l’initiative a des feuilles pour cela."),
            ctx.say("Tableau de bord d’un projet"),
            ctx.say("Composition, phases, rencontres, idées, principes"),
        )
        return
    names = {str(place): project.name for place, project in enumerate(projects)}
    chosen = "0"
    if len(projects) > 1:
        chosen = url_state.select("projet", ctx.say("Projet"), list(names), "0", names.__getitem__)
    project, usual = projects[int(chosen)], usual_months(tree.measure_of[item.usual_length])
    with collected_block(ctx, "board", project.name, project.row.cells["aim"]):
        text(project_sentence(project, ctx.release.published_at.date(), usual, ctx.language))
        project_phases(ctx, project, usual)
        _people(ctx, project)
        _ideas(ctx, project)
        _principles(ctx, project)
        free_text_note(ctx)


def _people(ctx: PageContext, project: Project) -> None:
    met_by = Counter(row.cells["group"] for row in project.meetings)
    collected_section(
        ctx,
        ctx.say(
            "Groupe d’action : {n} personnes, rencontres tenues : {k}; groupe de gestion : {others} personnes, "
            "rencontres tenues : {j}",
            n=project.people("action"),
            k=met_by["action"],
            others=project.people("management"),
            j=met_by["management"],
        ),
        ctx.say("Composition et rencontres; combien et d’où, jamais de nom"),
    )
    blocks = []
    for entry in load_collection().lists["project_group"]:
        people = (
            [el("b", str(row.cells["people"])), el("span", list_word(ctx, "origin", row.cells["origin"]))]
            for row in project.members
            if row.cells["group"] == entry.entry_id
        )
        met = [row for row in project.meetings if row.cells["group"] == entry.entry_id]
        label, count = pick(entry, "label", ctx.language), project.people(entry.entry_id)
        title = collected_title(ctx, ctx.say("{label} : {body}", label=label, body=count))
        blocks.append(group(title, html_list(people, "o-figures"), _meetings(ctx, met)))
    groups(blocks)


def _meetings(ctx: PageContext, met: list[CollectedRow]) -> Markup:
    if not met:
        return el("p", ctx.say("aucune rencontre inscrite"), class_="o-later")
    days = [day(row.dated_on, ctx.language) for row in met if row.dated_on]
    words = ctx.say("{n} rencontres, du {first} au {last}", n=len(met), first=days[0], last=days[-1])
    return el("p", words, class_="o-note")


def _ideas(ctx: PageContext, project: Project) -> None:
    collected_section(
        ctx,
        ctx.say(
            "Idées retenues : {retained}; essayées : {tried}; devenues permanentes : {permanent}",
            retained=project.ideas_at("retained"),
            tried=project.ideas_at("tried"),
            permanent=project.ideas_at("permanent"),
        ),
        ctx.say("Une idée devenue permanente a été essayée, et une idée essayée a été retenue"),
    )
    columns = [
        TableColumn(ctx.say("Idée"), width=44),
        TableColumn(ctx.say("Étape"), phone=ctx.say("Étape : ")),
        TableColumn(ctx.say("Effet observé"), phone=ctx.say("Effet observé : ")),
    ]
    order = list(STAGES)
    rows = [_idea(ctx, row) for row in sorted(project.ideas, key=lambda row: order.index(row.cells["stage"]))]
    draw(table_html(ctx.say("Idées du projet"), columns, rows))


def _idea(ctx: PageContext, row: CollectedRow) -> list[Child]:
    stage, effect = row.cells["stage"], row.cells.get("effect")
    return [
        free_text(row.cells["idea"]),
        join([sign(STAGES[stage], list_word(ctx, "idea_stage", stage)), _dated(ctx, row)]),
        free_text(effect) if effect else later(ctx.say("rien d’inscrit")),
    ]


def _principles(ctx: PageContext, project: Project) -> None:
    entries = load_collection().lists["principle"]
    evidence = {
        entry.entry_id: [row for row in project.evidence if row.cells["principle"] == entry.entry_id]
        for entry in entries
    }
    collected_section(
        ctx,
        ctx.say("{k} principes sur {n} ont un élément inscrit", k=sum(map(bool, evidence.values())), n=len(entries)),
        ctx.say("Ce qui montre que chaque principe est suivi, ou ne l’est pas"),
    )
    columns = [
        TableColumn(ctx.say("Principe"), width=28),
        TableColumn(ctx.say("Éléments observés"), phone=ctx.say("Éléments : ")),
    ]
    rows: list[list[Child]] = [
        [
            pick(entry, "label", ctx.language),
            html_list(
                ([free_text(row.cells["evidence"]), _dated(ctx, row)] for row in evidence[entry.entry_id]), "o-plain"
            )
            or later(ctx.say("rien d’inscrit")),
        ]
        for entry in entries
    ]
    draw(table_html(ctx.say("Principes et éléments observés"), columns, rows))
    note(ctx.say("Ces éléments sont inscrits par l’équipe; ils ne mesurent pas un effet."))


def _dated(ctx: PageContext, row: CollectedRow) -> Markup | None:
    return quiet_line(day(row.dated_on, ctx.language)) if row.dated_on else None
