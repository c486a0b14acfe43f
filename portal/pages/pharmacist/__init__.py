"""The pages of a pharmacy: its counter, its scanner, its register, the end of its day."""
