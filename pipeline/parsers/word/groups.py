"""Paragraph groups: the unit of about a page in which search answers for Word files."""

GROUP_CHARS = 1200


class Groups:
    """Counts groups while text is read: a new one at each page break, or when one holds about a page of text."""

    def __init__(self) -> None:
        """Begin with group 1, empty."""
        self.current = 1
        self._chars = 0
        self._break = False

    def end_page(self) -> None:
        """Note a page break: what is read next begins a group, unless the current one is still empty."""
        self._break = True

    def begin(self) -> int:
        """Return the group of the paragraph or row that is read next."""
        if self._chars and (self._break or self._chars >= GROUP_CHARS):
            self.current += 1
            self._chars = 0
        self._break = False
        return self.current

    def add(self, text: str) -> None:
        """Count text into the current group."""
        self._chars += len(text)
