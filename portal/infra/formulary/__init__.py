"""The formulary that comes with the portal, as a file."""

from pathlib import Path

BUILT_IN = Path(__file__).with_name("medicines.csv")
