"""Files that a page hands out: always to be saved, never shown, their type fixed."""

from urllib.parse import quote

from starlette.responses import Response

TYPES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".html": "text/html; charset=utf-8",
    ".zip": "application/zip",
}
ANY = "application/octet-stream"


def attachment(content: bytes, name: str, suffix: str) -> Response:
    """Answer with a file of a name of ours."""
    return Response(content, media_type=TYPES.get(suffix, ANY), headers=attachment_headers(name + suffix))


def attachment_headers(name: str) -> dict[str, str]:
    """Return the header that has a file saved under a name, in Chinese too (RFC 6266)."""
    return {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}
