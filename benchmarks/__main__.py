"""The figures of docs/performance.md: `python -m benchmarks`.

Each is given in seconds and as a ratio to a baseline measured in the same run, since machines differ: the same
workbooks read with openpyxl, which does nothing else with them.
"""

import os
import platform
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from playwright.sync_api import sync_playwright

from benchmarks import consolidated
from demo import build
from tests.browser.conftest import FLAGS, chromium, free_port, start_dashboard, stop
from tests.browser.visits import visit

STARTS = 3


def timed(spent: dict[str, list[float]], name: str, function: Callable) -> Callable:
    def call(*args: Any, **options: Any) -> Any:
        began = time.perf_counter()
        try:
            return function(*args, **options)
        finally:
            spent[name].append(time.perf_counter() - began)

    return call


def demonstration(var: Path) -> dict[str, list[float]]:
    """The whole demonstration, each step's seconds apart."""
    spent: dict[str, list[float]] = defaultdict(list)
    for name in ("write_template", "receive_files", "check", "accept", "publish"):
        setattr(build, name, timed(spent, name, getattr(build, name)))
    build.run(var)
    return spent


def read_with_openpyxl(var: Path) -> float:
    """The baseline: every cell of every received workbook, read by openpyxl."""
    began = time.perf_counter()
    for path in sorted((var / "received").glob("*.xlsx")):
        book = load_workbook(path, read_only=True, data_only=True)
        for sheet in book.worksheets:
            for row in sheet.iter_rows(values_only=True):
                _ = row
        book.close()
    return time.perf_counter() - began


def first_pages(var: Path) -> list[float]:
    """Seconds from `streamlit run` to a complete Sommaire in a browser, several starts in a row."""
    seconds = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        for _ in range(STARTS):
            began = time.perf_counter()
            port = free_port()
            process = start_dashboard(var, port)
            page = browser.new_page(viewport={"width": 1440, "height": 1000})
            visit(page, f"http://127.0.0.1:{port}")
            page.wait_for_selector("text=R12")
            seconds.append(time.perf_counter() - began)
            page.close()
            stop(process)
        browser.close()
    return seconds


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        var = Path(folder)
        spent = demonstration(var)
        baseline = read_with_openpyxl(var)
        books = len(list((var / "received").glob("*.xlsx")))
        taken_in = sum(sum(spent[name]) for name in ("receive_files", "check", "accept"))
        starts = first_pages(var)
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.system()}")
    print(f"baseline: {books} workbooks read with openpyxl: {baseline:.2f} s")
    rows = {
        "workbooks written": sum(spent["write_template"]),
        "receive": sum(spent["receive_files"]),
        "check": sum(spent["check"]),
        "accept": sum(spent["accept"]),
        "receive + check + accept": taken_in,
        "slowest publication": max(spent["publish"]),
        "first start to a complete Sommaire": starts[0],
        "slowest later start to a complete Sommaire": max(starts[1:]),
    }
    for name, seconds in rows.items():
        print(f"{name:45} {seconds:7.2f} s   {seconds / baseline:6.2f} × baseline")
    consolidated.main()


if __name__ == "__main__":
    main()
