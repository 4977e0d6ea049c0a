"""Runs the two programs that print PDFs: LibreOffice from Word files, Chromium from web pages."""

import shutil
import subprocess
from pathlib import Path

OFFICE_NAMES = ("soffice", "libreoffice")
BROWSER_NAMES = ("chromium", "chromium-browser", "google-chrome")


def find_program(names: tuple[str, ...]) -> str:
    """Return the path of the first program found; raises FileNotFoundError with what to install."""
    for name in names:
        found = shutil.which(name)
        if found:
            return found
    raise FileNotFoundError(f"none of {', '.join(names)} is installed; it is needed to rebuild the sample documents")


def office_to_pdf(sources: list[Path], folder: Path) -> None:
    """Convert Word files to PDFs of the same stem in `folder`, all in one run."""
    profile = folder / "office-profile"
    command = [find_program(OFFICE_NAMES), "--headless", f"-env:UserInstallation={profile.as_uri()}"]
    command += ["--convert-to", "pdf:writer_pdf_Export", "--outdir", str(folder), *map(str, sources)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)


def browser_to_pdf(source: Path, target: Path) -> None:
    """Print a web page to PDF."""
    command = [find_program(BROWSER_NAMES), "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    command.append("--disable-pdf-tagging")
    command += [f"--print-to-pdf={target}", source.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
