"""Measures the production server, and a bare one beside it as the floor."""
