"""A dashboard on 127.0.0.1 with the demonstration release, and the machine's Chromium."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ViewportSize, sync_playwright

ROOT = Path(__file__).parents[2]
FLAGS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
START_PATIENCE_SECONDS = 60
DESKTOP: ViewportSize = {"width": 1440, "height": 1000}
PHONE: ViewportSize = {"width": 390, "height": 844}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start_dashboard(var: Path, port: int, *options: str) -> subprocess.Popen[bytes]:
    """`streamlit run dashboard.py` on 127.0.0.1 with more options, answering when this returns."""
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(port), *options]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "OBSERVATOIRE_VAR": str(var)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.STDOUT,
    )
    deadline = time.monotonic() + START_PATIENCE_SECONDS
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1):
                return process
        except OSError:
            assert process.poll() is None, "the dashboard stopped while starting"
            time.sleep(0.1)
    process.kill()
    raise AssertionError("the dashboard did not answer")


def stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@pytest.fixture(scope="session")
def dashboard(demo_var: Path) -> Iterator[str]:
    """The address of a running dashboard."""
    port = free_port()
    process = start_dashboard(demo_var, port)
    yield f"http://127.0.0.1:{port}"
    stop(process)


def chromium() -> str:
    """The path of the machine's Chromium.

    Raises:
        RuntimeError: none is installed; `make chromium` installs it.
    """
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    raise RuntimeError("Chromium is needed: sudo apt-get install chromium")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """What the pages of visitors share, as in one browser: the scripts of Streamlit are fetched and compiled once."""
    shared = browser.new_context(viewport=DESKTOP, locale="fr-CA")
    yield shared
    shared.close()
