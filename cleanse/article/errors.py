"""Errors that a caller can meet. All of them are `CleanseError`, and `cleanse` exports them."""

from __future__ import annotations


class CleanseError(Exception):
    """The base of every error that this package raises on purpose.

    >>> import cleanse
    >>> try:
    ...     cleanse.clean("It rained.", publisher="nobody")
    ... except cleanse.CleanseError as error:
    ...     print(error)
    no rule file for the publisher 'nobody'
    """


class UnknownKindError(CleanseError, ValueError):
    """A policy names a kind of furniture that does not exist."""


class UnknownPublisherError(CleanseError, KeyError):
    """A publisher is asked for that has no rule file."""

    def __str__(self) -> str:
        """The message without the quotes that KeyError puts around it."""
        return str(self.args[0])


class UnknownRuleError(CleanseError, ValueError):
    """A rule is asked for that no file holds, and that none held under that id before."""


class PageError(CleanseError, ValueError):
    """A page that cannot be read in bounded time and memory, with the reason."""


class BadRecord(CleanseError, ValueError):
    """A record that cannot be read, cleaned, restored or written, with the reason."""


class ColumnsError(CleanseError, ValueError):
    """A table that has neither a column `text` nor a column `html`."""


class ManifestError(CleanseError, ValueError):
    """A folder that holds another run, or shards that are not as its manifest says."""


class DraftError(CleanseError, ValueError):
    """A page that no rule file can be drafted from, with the reason."""
