"""Synapse cannot go on from half of its tables: a database whose first start was broken off is removed.

unfinished_database.py DATABASE PROGRAM [ARGUMENT ...] does so and becomes the program.
"""

import contextlib
import os
import sqlite3
import sys

ENDINGS = ("", "-journal", "-wal", "-shm")
# Whatever happens on a homeserver leaves an account or an event.
TELLING = ("users", "events")


def has_rows(connection, table):
    return connection.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone() is not None


def holds_nothing(database):
    """Whether there is neither account nor event in it; what is not understood counts as holding something."""
    try:
        with contextlib.closing(sqlite3.connect(database)) as connection:
            tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
            if not tables:
                return True
            # Synapse makes this table first, and fills it when it has made the others.
            if "schema_version" not in tables:
                return False
            telling = [table for table in TELLING if table in tables]
            if has_rows(connection, "schema_version") and len(telling) < len(TELLING):
                return False
            return not any(has_rows(connection, table) for table in telling)
    except sqlite3.Error:
        return False


def remove_unfinished(database):
    """Removes the database of a homeserver that does not run, if nothing has ever happened there."""
    if not os.path.exists(database) or not holds_nothing(database):
        return
    for ending in ENDINGS:
        with contextlib.suppress(FileNotFoundError):
            os.remove(database + ending)


if __name__ == "__main__":
    remove_unfinished(sys.argv[1])
    os.execvp(sys.argv[2], sys.argv[2:])
