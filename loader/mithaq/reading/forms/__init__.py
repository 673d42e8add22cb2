"""Forms of input, one module for each family, and their registry."""
