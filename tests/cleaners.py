"""A cleaner that does what texts tell it; worker processes import it."""

from __future__ import annotations

import os
import time

from cleanse.cleaning.options import Options
from cleanse.records import Record, cleaned_record


def obedient(record: Record, options: Options) -> Record:
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
    return cleaned_record(record, options)
