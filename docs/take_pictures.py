"""Take the pictures of the README from the real demo: `.venv/bin/python docs/take_pictures.py` (Chromium needed)."""

import io
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

TARGET = Path(__file__).parent / "desk"
PASSWORD = "一句自己记得住的话"
PORT = 8439
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
        _zuozheng("demo", "--dir", str(folder)).wait()
        server = _zuozheng("-C", str(folder), "serve", "--port", str(PORT))
        try:
            password = _password_of(server)
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
                page = browser.new_page(viewport={"width": 1280, "height": 900}, base_url=f"http://127.0.0.1:{PORT}")
                _enter(page, password)
                for name, place in PAGES.items():
                    page.goto(place)
                    _keep(page.screenshot(), TARGET / f"{name}.png")
                browser.close()
        finally:
            server.terminate()
            server.wait()
    return 0


def _keep(picture: bytes, file: Path) -> None:
    """Write a picture with as few colours as it needs: a third of the size, and looks the same."""
    Image.open(io.BytesIO(picture)).convert("RGB").quantize(128).save(file, optimize=True)


def _zuozheng(*arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", "from desk.cli import main; main()", *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8")


def _password_of(server: subprocess.Popen[str]) -> str:
    """Return the one-time password that the server prints, once it answers."""
    password = ""
    for line in server.stdout or ():
        if found := re.search(r"一次性密码 (\w+)", line):
            password = found[1]
        if "工作台已启动" in line:
            break
    until = time.monotonic() + START_LIMIT_S
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", PORT)) == 0:
                return password
        time.sleep(0.2)
    raise SystemExit("the desk does not answer")


def _enter(page: Page, password: str) -> None:
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
