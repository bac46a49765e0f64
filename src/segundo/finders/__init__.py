"""From a reading to records: pure functions, one module or package for each kind of record."""
