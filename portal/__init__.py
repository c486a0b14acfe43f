"""Handover: one live portal for patients, clinicians and those who help them."""
