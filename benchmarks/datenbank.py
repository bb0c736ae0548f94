"""Databases for one run each, gone afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

PRAEFIX = "portal_bench_"


@contextmanager
def neue_datenbank(art: str, groesse: int, *, ordner: Path, server: str) -> Iterator[str]:
    """The ``DATABASE_URL`` of an empty database; ``server`` is a URL of PostgreSQL without the database's name."""
    name = f"{PRAEFIX}{groesse}"
    if art == "sqlite":
        yield f"sqlite:///{ordner / name}.sqlite3"
        return
    with psycopg.connect(f"{server}/postgres", autocommit=True) as verbindung:
        verbindung.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        verbindung.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield f"{server}/{name}"
        finally:
            verbindung.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
