"""The border to pdfplumber: whatever it raises on a damaged file becomes an error of our tree."""

import logging
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from schemas.errors import BrokenFile, EncryptedFile

# pdfminer trusts what a file says of itself; a damaged one makes it raise any of these
FOREIGN = (
    PdfminerException,
    MalformedPDFException,
    PSException,
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)


@contextmanager
def border(message: str) -> Iterator[None]:
    """Turn foreign exceptions into BrokenFile with this message, or EncryptedFile."""
    try:
        yield
    except FOREIGN as error:
        cause = error.args[0] if isinstance(error, PdfminerException) and error.args else error
        if isinstance(cause, PDFPasswordIncorrect):
            raise EncryptedFile("PDF 设置了打开密码。") from error
        if isinstance(cause, PDFEncryptionError):
            raise EncryptedFile("PDF 使用了无法识别的加密方式。") from error
        raise BrokenFile(message) from error


@contextmanager
def silenced() -> Iterator[None]:
    """Keep pdfminer's remarks on damaged files out of the console."""
    loggers = [logging.getLogger(name) for name in ("pdfminer", "pdfplumber")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
