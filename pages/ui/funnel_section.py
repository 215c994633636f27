"""The funnel on a page: outliers given their size, on raw or adjusted limits, beside those that chance alone gives."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from data.model.survey import PeerGroup
from indicators.charts import funnel
from indicators.charts.theme import scale_of
from indicators.release_reader.reader import ReleaseReader
from indicators.verdicts.model import Verdict
from indicators.wording.comparison import funnel_alt, funnel_finding
from indicators.wording.language import pick
from indicators.wording.numbers import number
from indicators.wording.signal import expected_words, funnel_words, outlier_words
from pages.ui import url_state
from pages.ui.chart import chart, chart_style
from pages.ui.data_table import verdicts_table
from pages.ui.markup import draw, el
from pages.ui.page_context import PageContext
from pages.ui.styles import note, section

RAW, ADJUSTED = "brutes", "ajustees"


@dataclass(frozen=True)
class FunnelSet:
    """The establishments of one funnel and its own verdict: the network's, or that of a peer group."""

    places: list[Verdict]
    whole: Verdict | None
    group: PeerGroup | None


def funnel_set(reader: ReleaseReader, everywhere: Sequence[Verdict], peer_group_id: str) -> FunnelSet:
    """The establishments of the funnel: all where types compare, else one peer group."""
    subject = everywhere[0]
    across = reader.catalogue.indicator[subject.subject_id].comparable_across_types
    group = None if across else next(g for g in reader.peer_groups if g.peer_group_id == peer_group_id)
    place = ("province", "quebec") if group is None else ("peer_group", peer_group_id)
    whole = reader.verdict(subject.subject_kind, subject.subject_id, subject.period, place, subject.segment)
    held = [item for item in everywhere if group is None or item.peer_group_id == peer_group_id]
    return FunnelSet(held, whole, group)


def draw_funnel(ctx: PageContext, held: FunnelSet, marked: Collection[str], key: str) -> None:
    """Draw the funnel, its signals in words and its table; where there is none, say why."""
    language = ctx.language
    if funnel.rows(held.places, language)["places"].is_empty():
        section(ctx.say("Entonnoir"), chart=True)
        note(
            ctx.say(
                "Aucun entonnoir pour cette vague : il faut au moins cinq établissements dont la valeur a un "
                "intervalle."
            )
        )
        return
    limits = url_state.param("limites", (RAW, ADJUSTED), RAW)
    adjusted = limits == ADJUSTED
    out = funnel.outside(held.places, adjusted)
    section(
        funnel_finding(held.places, out, held.whole, language, adjusted=adjusted),
        _subtitle(ctx, held),
        chart=True,
    )
    names = {RAW: ctx.say("Limites brutes"), ADJUSTED: ctx.say("Limites ajustées")}
    url_state.segmented("limites", ctx.say("Limites de l’entonnoir"), (RAW, ADJUSTED), names.__getitem__)
    data = funnel.rows(
        held.places,
        language,
        chosen_ids=marked,
        adjusted=adjusted,
        centre="network" if held.group is None else "peers",
    )
    ready = funnel.spec(
        chart_style(ctx),
        scale_of(held.places[0].unit(language)),
        **funnel.layer_flags(data),
    )
    own = [item for item in held.places if item.place_id in marked]
    chart(ready, data, funnel_alt(held.places, out, language, own), key=f"funnel-{key}")
    _words(ctx, held, out)
    verdicts_table(ctx, f"entonnoir-{key}", held.places, "establishment", "value", "counts", "funnel", "methods")


def _subtitle(ctx: PageContext, held: FunnelSet) -> str:
    among = ctx.say("tous les établissements")
    if held.group is not None:
        among = pick(held.group, "label", ctx.language)
    return ctx.say(
        "{unit} selon la taille · {among} · limites à 95 % en tirets, à 99,8 % en trait plein",
        unit=held.places[0].unit(ctx.language),
        among=among,
    )


def _words(ctx: PageContext, held: FunnelSet, out: Sequence[Verdict]) -> None:
    language = ctx.language
    # Those of whom the same is said stand in one sentence.
    alike: dict[tuple[str, str], list[str]] = {}
    for item in out:
        said_of = (funnel_words(item, language), outlier_words(item, language))
        alike.setdefault(said_of, []).append(item.place(language))
    lines = [
        ctx.say("{place} : {where}; {methods}.", place=", ".join(names), where=where, methods=methods)
        for (where, methods), names in alike.items()
    ]
    if held.whole is not None and (said := expected_words(held.whole, language)):
        lines.append(f"{said[:1].upper()}{said[1:]}.")
    if held.whole is not None and held.whole.phi is not None:
        phi = number(held.whole.phi, 2, language)
        lines.append(ctx.say("Dispersion φ = {phi}; les limites ajustées en tiennent compte.", phi=phi))
    draw(el("p", line, class_="o-note") for line in lines)
