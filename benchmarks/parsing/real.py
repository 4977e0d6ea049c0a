"""Real files of producers that the benchmark does not print with, shipped by packages of Debian."""

from pathlib import Path

# package -> file; both print with pdfTeX
FILES = {
    "libtasn1-doc": Path("/usr/share/doc/libtasn1-doc/libtasn1.pdf"),
    "shared-mime-info": Path("/usr/share/doc/shared-mime-info/shared-mime-info-spec.pdf"),
}


def real_files() -> list[Path]:
    """Return the files whose packages are installed here."""
    return [path for path in FILES.values() if path.exists()]
