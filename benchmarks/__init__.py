"""How fast Segundo is. Times differ from machine to machine: compare ratios within one run."""
