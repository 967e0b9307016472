"""A headless Chromium that opens pages from disk, and reports to open in it."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from sentiment.pipeline import analyze
from sentiment.reporting.reports import write_report

# A browser in a test asks nobody outside for anything.
SWITCHES = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--force-color-profile=srgb", "--lang=en",
)  # fmt: skip


class Browser:
    """What the tests do with Chromium, by way of Selenium."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver

    def open(self, page: Path, anchor: str = "", width: int = 1400) -> None:
        """Open a page from disk, everything before it forgotten."""
        self.driver.get("about:blank")
        self.logs()
        self.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False},
        )
        self.driver.get(page.resolve().as_uri() + anchor)

    def dim(self, dark: bool) -> None:
        """Show pages as a reader sees them who prefers dark colours, or light ones."""
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.driver.execute_cdp_cmd(
            "Emulation.setEmulatedMedia", {"features": [scheme]}
        )

    def ask(self, script: str, *arguments: Any) -> Any:
        """What an expression comes to in the page."""
        return self.driver.execute_script(f"return {script}", *arguments)

    def logs(self) -> list[str]:
        """What the console has said since it was last asked, but for its greetings."""
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def requests(self) -> list[str]:
        """The addresses asked for since it was last asked."""
        messages = [
            json.loads(entry["message"])["message"]
            for entry in self.driver.get_log("performance")
        ]
        return [
            message["params"]["request"]["url"]
            for message in messages
            if message["method"] == "Network.requestWillBeSent"
        ]

    def shown(self) -> list[str]:
        """The ids of the quotations to be seen, in their order."""
        return self.ask(
            "[...document.querySelectorAll('.quote')]"
            ".filter(e => e.checkVisibility()).map(e => e.id)"
        )

    def choose(self, name: str, value: str) -> None:
        """Set a filter as a reader would, and let the page know."""
        self.ask(
            "((name, value) => { const field = document.querySelector('.filters')"
            ".elements[name]; field.value = value; field.dispatchEvent("
            "new Event('input', {bubbles: true})); })(arguments[0], arguments[1])",
            name, value,
        )  # fmt: skip


@pytest.fixture(scope="session")
def start() -> Iterator[Callable[..., Browser]]:
    """Start browsers, which are gone at the end; skipped where there is none."""
    selenium = pytest.importorskip(
        "selenium.webdriver", reason="no browser tests without: pip install selenium"
    )
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    driver = shutil.which("chromedriver")
    if not program or not driver:
        pytest.skip("no browser tests without: apt install chromium chromium-driver")
    started = []

    def begin(**preferences: Any) -> Browser:
        options = selenium.ChromeOptions()
        options.binary_location = program
        for switch in SWITCHES:
            options.add_argument(switch)
        options.set_capability(
            "goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"}
        )
        options.add_experimental_option("prefs", preferences)
        service = selenium.ChromeService(driver)
        started.append(selenium.Chrome(options=options, service=service))
        return Browser(started[-1])

    yield begin
    for one in started:
        one.quit()


@pytest.fixture(scope="session")
def browser(start: Callable[..., Browser]) -> Browser:
    return start()


@pytest.fixture(scope="session")
def seed_quotes(seed_folder: Path) -> pd.DataFrame:
    """The quotations of the seeds, each in one of two outlets."""
    quotes = analyze(seed_folder)
    outlets = ["The Fox", "The Owl"]
    return quotes.assign(outlet=[outlets[n % 2] for n in range(len(quotes))])


@pytest.fixture(scope="session")
def page(seed_quotes: pd.DataFrame, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the seeds' report."""
    folder = tmp_path_factory.mktemp("seeds")
    return write_report(seed_quotes, folder).files["index.html"]


@pytest.fixture(scope="session")
def axe() -> str:
    """The accessibility check of Deque, from the npm registry."""
    places = [os.environ.get("AXE_CORE", ""), "node_modules/axe-core/axe.min.js"]
    for place in filter(None, places):
        if Path(place).is_file():
            return Path(place).read_text(encoding="utf-8")
    pytest.skip("no accessibility test without: npm install --no-save axe-core")
