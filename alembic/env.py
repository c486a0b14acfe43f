"""Run the migrations on the database that the settings name."""

from sqlmodel import SQLModel

import portal.models
from alembic import context
from portal.infra.db import engine

TABLES = portal.models.__all__


def run() -> None:
    """Upgrade or downgrade in one transaction; SQLite changes tables by copying them."""
    with engine().connect().execution_options(write=True) as connection:
        context.configure(
            connection=connection,
            target_metadata=SQLModel.metadata,
            compare_type=False,
            render_as_batch=connection.dialect.name == "sqlite",
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


run()
