"""Errors that a user can do something about. Each says what was wrong and what to do."""

from __future__ import annotations


class ExtractorError(Exception):
    """The base: its text is one line, fit for the terminal."""

    usage = False
    """True if the command line or the installation is at fault, and nothing was done."""


class ModelMissing(ExtractorError):
    """The language model cannot be loaded."""

    usage = True

    def __init__(self, name: str, remedy: str, why: str = "it is not installed") -> None:
        """`remedy` is a command or an advice."""
        why = " ".join(why.split())
        super().__init__(f"model '{name}' cannot be used: {why}. To mend it: {remedy}")


class Unreadable(ExtractorError):
    """An input cannot be read as an article."""

    def __init__(self, source: str, why: str, remedy: str) -> None:
        """`why` and `remedy` are clauses without a full stop."""
        super().__init__(f"{source}: {why}; {remedy}")
        self.source, self.why, self.remedy = source, why, remedy


class LibraryMissing(ExtractorError):
    """A library that is an extra of the package is not installed."""

    usage = True

    def __init__(self, what: str, library: str, extra: str) -> None:
        """`what` needs the library; the text names the command that installs it."""
        super().__init__(f"{what} needs {library}, which is missing; install it: pip install 'extractor[{extra}]'")


class Unwritable(ExtractorError):
    """Results cannot be written."""

    def __init__(self, target: str, error: OSError) -> None:
        """`target` is the file's name."""
        super().__init__(f"{target}: it cannot be written ({error.strerror or error}); make room, or write elsewhere")
