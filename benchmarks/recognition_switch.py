"""Text recognition as if it were not installed, unless the command asks for it.

A recognised page takes seconds. Imported before the parsers, which look for the parts when they are loaded; workers
import the main module first, with the same arguments, so it holds for them too.
"""

import sys

OPTION = "--recognise"

if OPTION not in sys.argv:
    sys.modules["rapidocr"] = None  # type: ignore[assignment]
