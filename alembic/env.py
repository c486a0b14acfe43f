"""Run the migrations on the database that the settings name."""

from sqlmodel import SQLModel

import portal.models
from alembic import context
from portal.infra.db import engine

TABLES = portal.models.__all__


def run() -> None:
    """Upgrade or downgrade in one transaction; SQLite changes tables by copying them.

    While a table is being replaced by its copy, rows that point to it must not mind; that none is
    left pointing nowhere is checked before the commit.
    """
    with engine().connect().execution_options(write=True) as connection:
        sqlite = connection.dialect.name == "sqlite"
        if sqlite:
            connection.connection.execute("PRAGMA foreign_keys=OFF")
        try:
            context.configure(
                connection=connection,
                target_metadata=SQLModel.metadata,
                compare_type=False,
                render_as_batch=sqlite,
            )
            with context.begin_transaction():
                context.run_migrations()
            if sqlite:
                lost = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
                if lost:
                    raise RuntimeError(f"Rows of {lost[0][0]} point to nothing.")
            connection.commit()
        finally:
            if sqlite:
                connection.rollback()
                connection.connection.execute("PRAGMA foreign_keys=ON")


run()
