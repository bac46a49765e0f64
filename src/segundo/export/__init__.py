"""What leaves Segundo: one module a format."""
