"""The record's tables. Each step is a function, recorded by name once done; a change is a new function at the end."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from advisor.errors import SourceUnusable

Migration = Callable[[sqlite3.Connection], None]


def m001_initial(connection: sqlite3.Connection) -> None:
    """Sources, passages, statistics, notices, vectors, words."""
    for statement in (
        "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
        "CREATE TABLE sources (id TEXT PRIMARY KEY, position INTEGER NOT NULL, data TEXT NOT NULL)",
        """CREATE TABLE passages (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, position INTEGER NOT NULL,
           lexical_hash TEXT NOT NULL, data TEXT NOT NULL)""",
        "CREATE TABLE statistics_rows (id TEXT PRIMARY KEY, position INTEGER NOT NULL, data TEXT NOT NULL)",
        "CREATE TABLE indicators (id TEXT PRIMARY KEY, position INTEGER NOT NULL, data TEXT NOT NULL)",
        "CREATE TABLE notices (id TEXT PRIMARY KEY, position INTEGER NOT NULL, data TEXT NOT NULL)",
        """CREATE TABLE vectors (passage_id TEXT NOT NULL, model TEXT NOT NULL, text_hash TEXT NOT NULL,
           vector BLOB NOT NULL, PRIMARY KEY (passage_id, model))""",
        """CREATE VIRTUAL TABLE words USING fts5(title, locator, body, asks,
           tokenize = "unicode61 remove_diacritics 0 tokenchars '.%'")""",
    ):
        connection.execute(statement)


def m002_asks_count_little(connection: sqlite3.Connection) -> None:
    """BM25 counts a word in an ask a tenth of one in title, locator or text.

    At full weight the asks of other passages push a passage that has none, as users' documents have, down by ten points
    of nDCG (docs/retrieval.md); what asks mean reaches the ranking through the vectors.
    """
    connection.execute("INSERT INTO words(words, rank) VALUES ('rank', 'bm25(1.0, 1.0, 1.0, 0.1)')")


MIGRATIONS: tuple[Migration, ...] = (m001_initial, m002_asks_count_little)


def migrate(connection: sqlite3.Connection) -> None:
    """Run the steps that this record has not seen, each in a transaction of its own."""
    connection.execute("CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY)")
    done = applied(connection)
    for step in MIGRATIONS:
        if step.__name__ in done:
            continue
        with connection:
            connection.execute("BEGIN IMMEDIATE")
            step(connection)
            connection.execute("INSERT INTO migrations VALUES (?)", (step.__name__,))


def applied(connection: sqlite3.Connection) -> set[str]:
    """Names of the steps a record has seen. Raises SourceUnusable when a newer program wrote it."""
    try:
        done = {str(name) for (name,) in connection.execute("SELECT name FROM migrations")}
    except sqlite3.OperationalError:
        return set()
    if done - {step.__name__ for step in MIGRATIONS}:
        raise SourceUnusable("索引由更新版本的程序建立；请升级程序，或换一个工作目录（ADVISOR_HOME）后重新构建。")
    return done
