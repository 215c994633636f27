"""What a command is given that must be known: a wave, an establishment, a day."""

from datetime import date

from etl.cli.console import Misused
from indicators.catalogue.model import Language
from indicators.wording.language import say


def known_wave(wave_id: str | None, language: Language, *, with_workbook: bool = False) -> str | None:
    """`wave_id` when it is a wave, a quarter or None.

    Args:
        with_workbook: whether it must have a workbook to fill in; quarters come as a table and have none.

    Raises:
        Misused: it is not.
    """
    from etl.waves import ALL, QUARTERS, WAVES

    if wave_id is not None and wave_id not in [wave.wave_id for wave in (WAVES if with_workbook else ALL)]:
        known = ", ".join(wave.wave_id for wave in WAVES)
        if not with_workbook:
            known += f", {QUARTERS[0].wave_id} … {QUARTERS[-1].wave_id}"
        raise Misused(say("Vague « {wave} » inconnue : {known}.", language, wave=wave_id, known=known))
    return wave_id


def known_establishment(establishment_id: str | None, language: Language, wave_id: str | None = None) -> str | None:
    """`establishment_id` when it is None or an establishment of the frame: of the wave's where one is given.

    Raises:
        Misused: it is not.
    """
    if establishment_id is None:
        return None
    from difflib import get_close_matches

    from data.facts import load_facts

    facts = load_facts()
    known = [item.establishment_id for item in facts.frame]
    if wave_id is not None and establishment_id in known:
        from etl.waves import wave

        asked = [item.establishment_id for item in facts.frame_of(wave(wave_id))]
        if establishment_id not in asked:
            text = "La vague {wave} ne demande rien à « {name} », qui n’existait pas à sa fin."
            raise Misused(say(text, language, wave=wave_id, name=establishment_id))
    if establishment_id not in known:
        near = ", ".join(get_close_matches(establishment_id, known, n=3) or known[:3])
        text = "Établissement « {name} » inconnu; par exemple : {near}."
        raise Misused(say(text, language, name=establishment_id, near=near))
    return establishment_id


def known_day(text: str | None, language: Language) -> date | None:
    """The day written « 2026-09-01 », or None.

    Raises:
        Misused: it is no day.
    """
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Misused(say("« {text} » n’est pas une date; l’écrire 2026-09-01.", language, text=text)) from error
