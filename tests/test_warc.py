"""WARC archives: the pages of their responses, and why others are passed over."""

from __future__ import annotations

import gzip
import io
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanse.warc import PassedOver, WarcPage, pages_of

sys.path.insert(0, str(Path(__file__).parent))
