"""Take the pictures of the README from the real demo: `.venv/bin/python docs/take_pictures.py` (Chromium needed)."""

import io
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from benchmarks.running_desk import RunningDesk, start_desk

ZUOZHENG = [sys.executable, "-c", "from desk.cli import main; main()"]
TARGET = Path(__file__).parent / "desk"
PASSWORD = "一句自己记得住的话"
START_LIMIT_S = 120
PAGES = {
    "overview": "/",
    "indicator": "/indicator/7",
    "inbox": "/inbox",
    "review": "/review",
    "search": "/search?q=水质",
    "findings": "/findings",
    "package": "/package",
    "record": "/record",
}


def main() -> int:
    """Run the demo, take each page, return the exit code."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        sys.stderr.write("Chromium is not installed: apt-get install chromium\n")
        return 5
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "demo"
        subprocess.run([*ZUOZHENG, "demo", "--dir", str(folder)], check=False, stdout=subprocess.DEVNULL)
        desk = start_desk(folder)
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
                page = browser.new_page(viewport={"width": 1280, "height": 900}, base_url=desk.address)
                _enter(page, desk)
                for name, place in PAGES.items():
                    page.goto(place)
                    _keep(page.screenshot(), TARGET / f"{name}.png")
                browser.close()
        finally:
            desk.stop()
    return 0


def _keep(picture: bytes, file: Path) -> None:
    """Write a picture with as few colours as it needs: a third of the size, and looks the same."""
    Image.open(io.BytesIO(picture)).convert("RGB").quantize(128).save(file, optimize=True)


def _enter(page: Page, desk: RunningDesk) -> None:
    password = desk.password or ""
    _log_in(page, password)
    page.fill("#old", password)
    page.fill("#new", PASSWORD)
    page.fill("#again", PASSWORD)
    page.click("main button")
    _log_in(page, PASSWORD)
    page.goto("/")
    page.wait_for_selector("table.matrix", timeout=START_LIMIT_S * 1000)
    for _ in range(START_LIMIT_S):
        page.goto("/indicator/35")  # the last one that the room beside the server goes through
        if page.locator(".slots").count():
            return
        page.wait_for_timeout(1000)


def _log_in(page: Page, password: str) -> None:
    page.goto("/login")
    page.fill("#name", "admin")
    page.fill("#password", password)
    page.click("main button")


if __name__ == "__main__":
    sys.exit(main())
