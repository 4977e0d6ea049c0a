"""The environment that holds the tools compared."""

import subprocess
import sys
from pathlib import Path

REQUIREMENTS = Path(__file__).with_name("requirements.txt")


def peers_python(folder: Path) -> Path:
    """Return the interpreter of the environment in a folder, made where it is not there yet (needs a package index).

    Raises SystemExit where the tools cannot be installed.
    """
    place = folder / "peers"
    interpreter = place / "bin" / "python"
    done = place / "installed"
    if done.exists() and done.read_text(encoding="utf-8") == REQUIREMENTS.read_text(encoding="utf-8"):
        return interpreter
    print("installing the tools compared ...", file=sys.stderr)
    try:
        subprocess.run([sys.executable, "-m", "venv", str(place)], check=True)
        subprocess.run([str(interpreter), "-m", "pip", "install", "-q", "-r", str(REQUIREMENTS)], check=True)
    except subprocess.CalledProcessError as error:
        raise SystemExit("the tools compared cannot be installed; --tools zuozheng leaves them out") from error
    done.write_text(REQUIREMENTS.read_text(encoding="utf-8"), encoding="utf-8")
    return interpreter
