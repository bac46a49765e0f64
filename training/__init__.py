"""How the reader is made: data, training, export and evaluation. Nothing in ``src`` imports this."""
