"""Office files that are the same byte for byte whenever they are written."""

import io
import re
import zipfile
from datetime import date

# the earliest time a zip can state
_TIME = (1980, 1, 1, 0, 0, 0)
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")


def steady(content: bytes, day: date) -> bytes:
    """Return a .docx or .xlsx with the times of writing it taken out; its properties state `day`."""
    stamp = f"{day.isoformat()}T00:00:00Z".encode()
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = _STAMP.sub(rb"\g<1>" + stamp + rb"\g<2>", part)
            entry = zipfile.ZipInfo(name, _TIME)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, 0o600 << 16, 3
            new.writestr(entry, part)
    return made.getvalue()
