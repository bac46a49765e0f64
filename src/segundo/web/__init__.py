"""The pages and the programming interface of ``segundo serve``: a ledger, looked at in a browser."""
