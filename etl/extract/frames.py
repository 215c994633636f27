"""Refuse answers for a wave in which the establishment did not exist: no total could count them."""

from collections.abc import Iterable

from data.facts import Facts
from etl.extract.refusals import UnreadableFile
from etl.waves import wave


def check_frames(submissions: Iterable[tuple[str, str]], label: str, facts: Facts) -> None:
    """Nothing comes back where each establishment belongs to the frame of the wave that it answers.

    Raises:
        UnreadableFile: one had merged, closed or not opened yet on the wave's last day.
    """
    frames: dict[str, set[str]] = {}
    for establishment_id, wave_id in submissions:
        if wave_id not in frames:
            frames[wave_id] = {item.establishment_id for item in facts.frame_of(wave(wave_id))}
        if establishment_id not in frames[wave_id]:
            raise UnreadableFile(
                "not_in_frame_then",
                file=label,
                read=establishment_id,
                expected=len(frames[wave_id]),
                wave=wave_id,
            )
