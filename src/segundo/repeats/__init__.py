"""What repeats what: texts that copy one another, whole or in part. Pure functions; the ledger keeps what they find."""
