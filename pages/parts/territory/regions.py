"""The regions with their establishments: the data of the map, and their table."""

from dataclasses import dataclass

from markupsafe import Markup

from data.model.survey import Region
from indicators.exports.verdict_table import verdict_table
from indicators.verdicts.model import YES_NO_KINDS, Verdict
from indicators.wording.language import pick
from indicators.wording.value import absence_word, value_text
from pages.ui.data_table import download
from pages.ui.markup import Child
from pages.ui.page_context import PageContext
from pages.ui.release_cache import released_facts
from pages.ui.signs import sign
from pages.ui.styles import bullets, code_label, link_html, section
from pages.ui.subject_choice import SubjectOption
from pages.ui.tables import TableColumn, summary_table
from pages.ui.url_state import link
from pages.ui.verdict_cells import change_cell, interval_cell, missing_cell, value_cell
from pages.ui.wording import colon


@dataclass(frozen=True)
class Territory:
    """The eighteen regions in the order of their codes, their establishments of the frame, and the verdicts of both."""

    regions: tuple[Region, ...]
    places: dict[str, list[Verdict]]
    verdicts: dict[str, Verdict]

    @property
    def within(self) -> list[Region]:
        """The regions that hold an establishment of the frame."""
        return [region for region in self.regions if self.places[region.code]]

    @property
    def everywhere(self) -> list[Verdict]:
        return [item for region in self.regions for item in self.places[region.code]]


def territory(ctx: PageContext, subject: SubjectOption) -> Territory:
    """The verdicts of a subject, region by region."""
    facts = released_facts(ctx)
    found = ctx.reader.distribution(subject.kind, subject.id, ctx.period, subject.segment)
    regions = tuple(sorted(facts.regions, key=lambda item: item.code))
    where = {item.establishment_id: item.rss_code for item in facts.frame}
    return Territory(
        regions=regions,
        places={region.code: [item for item in found if where[item.place_id] == region.code] for region in regions},
        verdicts={
            item.place_id: item for item in ctx.reader.by_region(subject.kind, subject.id, ctx.period, subject.segment)
        },
    )


def region_table(ctx: PageContext, shown: Territory) -> None:
    """Draw one row a region: its value, interval, change, what is missing, and its establishments by name."""
    section(
        ctx.say("Région par région"),
        ctx.say("Valeur des établissements de la région réunis; une somme qui révélerait une réponse est supprimée"),
    )
    columns = [
        TableColumn(ctx.say("Région"), width=20),
        TableColumn(ctx.say("Valeur"), number=True, phone=ctx.say("Valeur : ")),
        TableColumn(ctx.say("Intervalle à 95 %"), number=True, phone=ctx.say("Intervalle à 95 % : ")),
        TableColumn(ctx.say("Changement"), phone=ctx.say("Changement : "), width=18),
        TableColumn(ctx.say("Établissements"), phone=ctx.say("Établissements : "), width=34),
        TableColumn(ctx.say("Ce qui manque"), phone=ctx.say("Manque : ")),
    ]
    rows = [_row(ctx, shown, region) for region in shown.regions]
    summary_table(ctx.say("Les dix-huit régions, dans l’ordre de leur code"), columns, rows)
    download(
        ctx,
        "territoire",
        lambda: verdict_table([*shown.verdicts.values(), *shown.everywhere], ctx.language),
    )


def _row(ctx: PageContext, shown: Territory, region: Region) -> list[Child]:
    name = [code_label(region.code), pick(region, "name", ctx.language)]
    places = shown.places[region.code]
    if not places:
        return [name, ctx.say("hors cadre"), "—", "—", "—", "—"]
    verdict = shown.verdicts.get(region.code)
    return [
        name,
        value_cell(verdict, ctx.language),
        interval_cell(verdict, ctx.language),
        change_cell(verdict, ctx.language),
        bullets((_place(ctx, item) for item in places), "o-plain"),
        missing_cell(verdict, ctx.language),
    ]


def _place(ctx: PageContext, item: Verdict) -> list[Child]:
    title = link_html(link("establishment", id=item.place_id), item.place(ctx.language))
    words = value_text(item, ctx.language) if item.valued else absence_word(item, ctx.language)
    return [mark_of(item), " ", title, colon(ctx.language), words]


def mark_of(item: Verdict) -> Markup:
    """The sign of an establishment on the map: yes, no, a value, or its state."""
    if item.valued and item.kind in YES_NO_KINDS:
        return sign("yes" if item.value else "no")
    return sign("value" if item.valued else item.state)
