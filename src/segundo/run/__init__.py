"""The same work over many articles: windows of articles, local processes, one writer."""

from __future__ import annotations

from segundo.run.into import Summary, read_into, reading_version
from segundo.run.local import Analysed, Cache, Stages, analyse

__all__ = ["Analysed", "Cache", "Stages", "Summary", "analyse", "read_into", "reading_version"]
