"""Likely doubles among offers, partners and drop-in points: found, remembered, merged."""
