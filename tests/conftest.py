"""The demonstration release, made once for the whole test run by the same commands as anyone's."""

import logging
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from indicators.wording import language

# No deadline: speed is measured in benchmarks, never promised by a test. The same examples at each short run.
settings.register_profile("short", deadline=None, derandomize=True)
settings.register_profile("long", deadline=None, max_examples=1_000)
settings.load_profile("long" if os.environ.get("OBSERVATOIRE_LONG") else "short")

BUILD_PATIENCE_SECONDS = 300


#: Files that take longest, started first so that no worker is left alone with one at the end.
LONGEST = (
    "test_disk_full",
    "test_preview",
    "test_pages",
    "test_steward_pages",
    "test_login",
    "test_disclosure_promises",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One file that needs the demonstration, then those that do not while a worker builds it, then the others."""
    needing = {item.path for item in items if "demo_var" in getattr(item, "fixturenames", ())}
    first = next((item.path for item in items if item.path in needing), None)
    items.sort(key=lambda item: (item.path != first, item.path in needing, item.path.stem not in LONGEST))


@pytest.fixture(scope="session")
def demo_var(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A var folder with the fictitious waves and their five releases; read it, never write in it.

    `OBSERVATOIRE_TEST_DEMO` names one made beforehand, for whoever works on pages and runs few tests at a time.
    """
    if made := os.environ.get("OBSERVATOIRE_TEST_DEMO"):
        return Path(made)
    base = tmp_path_factory.getbasetemp()
    var = (base if worker_id == "master" else base.parent) / "demonstration"
    ready = var.with_suffix(".ready")
    try:
        var.mkdir()
    except FileExistsError:
        deadline = time.monotonic() + BUILD_PATIENCE_SECONDS
        while not ready.exists():
            assert time.monotonic() < deadline, "the worker that builds the demonstration never finished"
            time.sleep(0.2)
        return var
    from demo.build import run

    run(var)
    ready.touch()
    return var


@pytest.fixture
def demo(demo_var: Path) -> Iterator[Path]:
    """The demonstration as the var folder of the house, as `OBSERVATOIRE_VAR` says it."""
    before = os.environ.get("OBSERVATOIRE_VAR")
    os.environ["OBSERVATOIRE_VAR"] = str(demo_var)
    yield demo_var
    if before is None:
        del os.environ["OBSERVATOIRE_VAR"]
    else:
        os.environ["OBSERVATOIRE_VAR"] = before


@pytest.fixture(autouse=True)
def untranslated() -> Iterator[list[str]]:
    """The texts said in English without a translation during a test, which fails when there is one at its end."""
    texts: list[str] = []

    class Collect(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            texts.extend(map(str, record.args or ()))

    handler = Collect()
    language.LOG.addHandler(handler)
    yield texts
    language.LOG.removeHandler(handler)
    # Logged once per process: the next test that says it must fail too.
    language.warn_untranslated.cache_clear()
    assert texts == [], "no English in locales/en"


@pytest.fixture(scope="session")
def worker_id(request: pytest.FixtureRequest) -> str:
    """The xdist worker, or « master » without xdist."""
    return getattr(request.config, "workerinput", {}).get("workerid", "master")
