"""The process beside the server minded: started anew when it dies."""

import subprocess
import sys
import threading
from collections.abc import Sequence

AGAIN_AFTER_S = 2.0


class Minder:
    """Keeps one Python process running until told to end it."""

    def __init__(self, arguments: Sequence[str]) -> None:
        """Start `python arguments` at once."""
        self._command = [sys.executable, *arguments]
        self._is_over = threading.Event()
        self._process = subprocess.Popen(self._command)
        self._thread = threading.Thread(target=self._mind, name="minder", daemon=True)
        self._thread.start()

    @property
    def process_id(self) -> int:
        """The process that runs now."""
        return self._process.pid

    def close(self) -> None:
        """End the process and start no other."""
        self._is_over.set()
        self._process.terminate()
        self._thread.join()
        self._process.terminate()
        self._process.wait()

    def _mind(self) -> None:
        while not self._is_over.is_set():
            self._process.wait()
            if not self._is_over.wait(AGAIN_AFTER_S):
                self._process = subprocess.Popen(self._command)
