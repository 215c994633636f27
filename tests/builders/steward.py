"""The service of a steward with a clock of its own, for the tests of what stewards do."""

from datetime import datetime
from pathlib import Path

import polars as pl
import pytest

from data.model.roles import local_actor
from etl.steward.not_possible import NotPossible
from etl.steward.service import StewardService
from tests.unit.etl.test_commands import WAVE

LANGUAGES = ("fr", "en")
WHERE = (WAVE.wave_id, "cisss-laval")
START = datetime(2024, 5, 2, 14)


class Clock:
    def __init__(self) -> None:
        self.moment = START

    def __call__(self) -> datetime:
        return self.moment


def service_in(folder: Path, clock: Clock) -> StewardService:
    """The service of Ada, who may do everything, on a new workbench."""
    (folder / "var").mkdir()
    return StewardService(folder / "var", local_actor("Ada"), now=clock)


def other(desk: StewardService, name: str = "Grace") -> StewardService:
    return StewardService(desk.var, local_actor(name), now=desk.now)


def state(desk: StewardService) -> str:
    return desk.wave_status(WAVE.wave_id).row(by_predicate=pl.col("establishment_id") == WHERE[1], named=True)["state"]


def told(refused: pytest.ExceptionInfo[NotPossible]) -> tuple[str, str]:
    french, english = refused.value.sentence("fr"), refused.value.sentence("en")
    assert all("{" not in item and len(item) > 15 for item in (french, english))
    return french, english
