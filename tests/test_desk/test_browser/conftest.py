"""The real desk in a real browser: `zuozheng serve` over a copy of the demo, Debian's Chromium through Playwright."""

import os
import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

REQUIRE_ALL = os.environ.get("ZUOZHENG_REQUIRE_ALL") == "1"
REPOSITORY = Path(__file__).parents[3]
PASSWORD = "一句自己记得住的话"
START_LIMIT_S = 90


def _lacking(reason):
    pytest.fail(reason) if REQUIRE_ALL else pytest.skip(reason)


@pytest.fixture(scope="session")
def chromium():
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        _lacking("Chromium is not installed: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def axe():
    """The source of axe-core, the checker of accessibility."""
    file = REPOSITORY / "node_modules" / "axe-core" / "axe.min.js"
    if not file.exists():
        _lacking("axe-core is not installed: npm install --no-save axe-core")
    return file.read_text("utf-8")


@pytest.fixture(scope="session")
def desk(demo, tmp_path_factory, chromium, serving):
    """The desk over a copy of the demo, with people of two units and the admin's password changed."""
    folder = tmp_path_factory.mktemp("desk") / "demo"
    shutil.copytree(demo[0], folder)
    running = serving(folder)
    try:
        _furnish(chromium, running)
        yield running
    finally:
        running.stop()


def _furnish(chromium, running):
    """Let people of all kinds in, wait until all of the demo is shown."""
    page = _as_admin(chromium, running)
    for name, role, unit in (("汇总", "compiler", ""), ("水利", "unit", "县水利局"), ("林业", "unit", "县林业局")):
        page.goto("/people")
        page.fill("#name", name)
        page.select_option("#role", role)
        page.fill("#unit", unit)
        page.click("main form.stack button")
        one_time = re.search(r"一次性密码：(\w+)", page.text_content("main"))[1]
        other = chromium.new_context(base_url=running.address).new_page()
        _log_in(other, name, one_time)
        _change(other, one_time)
        other.context.close()
    page.goto("/")
    page.wait_for_selector("table.matrix", timeout=START_LIMIT_S * 1000)
    for _ in range(START_LIMIT_S):
        page.goto("/indicator/35")  # the last one that the room beside the server goes through
        if page.locator(".slots").count():
            break
        page.wait_for_timeout(1000)
    page.context.close()


@pytest.fixture
def empty_desk(demo, tmp_path, chromium, serving, run):
    """A page of the admin of a desk over the demo's dossier without any paper, with the desk."""
    folder = tmp_path / "desk"
    assert run("init", folder, "--county", "青岚县", "--edition", "2021", "--years", "2020-2022").code == 0
    shutil.copy(demo[0] / "dossier.yaml", folder / "dossier.yaml")
    running = serving(folder)
    try:
        page = _as_admin(chromium, running)
        yield page, running
        page.context.close()
    finally:
        running.stop()


def _as_admin(chromium, desk):
    page = chromium.new_context(base_url=desk.address, viewport={"width": 1280, "height": 900}).new_page()
    _log_in(page, "admin", desk.password)
    _change(page, desk.password)
    _log_in(page, "admin", PASSWORD)
    return page


def _log_in(page, name, password):
    page.goto("/login")
    page.fill("#name", name)
    page.fill("#password", password)
    page.click("main button")


def _change(page, old):
    page.fill("#old", old)
    page.fill("#new", PASSWORD)
    page.fill("#again", PASSWORD)
    page.click("main button")


@pytest.fixture
def enter(desk, chromium):
    """Return a page of a new window in which a person has logged in."""
    contexts = []

    def log_in(name, **window):
        context = chromium.new_context(base_url=desk.address, viewport={"width": 1280, "height": 900}, **window)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: pytest.fail(f"script error: {error}"))
        _log_in(page, name, PASSWORD)
        page.wait_for_selector("header nav")
        return page

    yield log_in
    for context in contexts:
        context.close()
