"""Offers in and out: a partner's spreadsheet → plan → database, and offers → CSV and JSON.

``tabelle`` reads bytes, ``felder`` reads cells, ``abgleich`` compares the rows with the database and makes a plan,
``uebernahme`` carries the plan out, ``ausgabe`` goes the other way.
"""
