"""A mark of what the database holds: two equal marks mean that nothing was changed in between, by anybody.

It changes more often than it must (any committed change in the database counts), never too seldom.
"""

from itertools import count

from django.db import connection

_nummern = count(1)


def read_datenstand() -> str | None:
    """The mark for this very moment, at the price of one small query; ``None`` inside a transaction.

    PostgreSQL: the snapshot of transactions that this statement sees. SQLite: what other connections have committed
    and this one has changed; such marks compare only for one connection, so each carries its number.
    """
    if connection.in_atomic_block:
        return None
    frage = "PRAGMA data_version" if connection.vendor == "sqlite" else "SELECT pg_current_snapshot()::text"
    with connection.cursor() as cursor:
        cursor.execute(frage)
        mark = cursor.fetchone()[0]
    if connection.vendor == "sqlite":
        return f"{_verbindungsnummer()}:{mark}:{connection.connection.total_changes}"
    return mark


def _verbindungsnummer() -> int:
    """Held together with its connection, so that no later one gets the same."""
    merk = getattr(connection, "_datenstand", None)
    if merk is None or merk[0] is not connection.connection:
        connection._datenstand = merk = (connection.connection, next(_nummern))
    return merk[1]
