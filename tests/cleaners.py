"""A cleaner that does what texts tell it; worker processes import it."""

from __future__ import annotations

import os
import time

from cleanse.article.model import Policy
from cleanse.pages.story import Extractor
from cleanse.records import Record, clean_record
from cleanse.rulebook.rulebook import Rulebook


def obedient(record: Record, rulebook: Rulebook, policy: Policy, publisher: str | None, extractor: Extractor) -> Record:
    """The record, cleaned, unless its text is the name of a mishap."""
    match record.get("text"):
        case "hang":
            time.sleep(600)
        case "die":
            os._exit(1)
        case "fail":
            raise ZeroDivisionError("by nothing")
        case "slow":
            time.sleep(0.3)
        case "who":
            record = {**record, "process": os.getpid()}
    return clean_record(record, rulebook, policy, publisher, extractor)
