"""counts of the controlled drugs register, and lines that put another right"""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TABLE = "register_entries"
BEFORE = ["received", "supplied", "returned", "corrected"]
AFTER = [*BEFORE, "counted"]
MOVED = "quantity <> 0 OR kind IN ('counted', 'corrected')"
EXPLAINED = "note <> '' OR (corrects_id IS NULL AND (kind <> 'counted' OR quantity = 0))"
SENTENCE = "What stands in register_entries is not changed."
JOINED = """
UPDATE register_entries SET corrects_id = (
    SELECT first.id FROM register_entries AS first
    WHERE first.kind = 'supplied' AND first.dispense_id = register_entries.dispense_id
    AND first.medicine_id = register_entries.medicine_id
) WHERE kind = 'corrected'
"""
"""A hand-over that was struck out before: its line names the one that it writes back."""


def upgrade() -> None:
    """Let a line say that the cabinet was counted, and which line it puts right."""
    _unlock()
    if _postgresql():
        with op.get_context().autocommit_block():
            op.execute("ALTER TYPE register_kind ADD VALUE IF NOT EXISTS 'counted'")
    with op.batch_alter_table(TABLE, recreate=_recreate()) as batch:
        batch.add_column(sa.Column("corrects_id", sa.Uuid(), nullable=True))
        batch.create_foreign_key(
            op.f("fk_register_entries_corrects_id_register_entries"),
            TABLE, ["corrects_id"], ["id"],
        )  # fmt: skip
        batch.create_unique_constraint(op.f("uq_register_entries_corrects_id"), ["corrects_id"])
        _word(batch, AFTER)
        batch.drop_constraint(op.f("ck_register_entries_something_moved"), type_="check")
        batch.create_check_constraint(op.f("ck_register_entries_something_moved"), MOVED)
    op.execute(JOINED)
    with op.batch_alter_table(TABLE, recreate=_recreate()) as batch:
        batch.create_check_constraint(op.f("ck_register_entries_explained"), EXPLAINED)
    _lock()


def downgrade() -> None:
    """Forget which line corrects which; a count that changed the balance is a correction again."""
    _unlock()
    with op.batch_alter_table(TABLE, recreate=_recreate()) as batch:
        batch.drop_constraint(op.f("ck_register_entries_explained"), type_="check")
        batch.drop_constraint(op.f("ck_register_entries_something_moved"), type_="check")
        batch.drop_constraint(op.f("uq_register_entries_corrects_id"), type_="unique")
        batch.drop_constraint(
            op.f("fk_register_entries_corrects_id_register_entries"), type_="foreignkey"
        )
        batch.drop_column("corrects_id")
    op.execute(f"DELETE FROM {TABLE} WHERE quantity = 0")
    op.execute(f"UPDATE {TABLE} SET kind = 'corrected' WHERE kind = 'counted'")
    if _postgresql():
        _retype()
    with op.batch_alter_table(TABLE, recreate=_recreate()) as batch:
        _word(batch, BEFORE)
        batch.create_check_constraint(op.f("ck_register_entries_something_moved"), "quantity <> 0")
    _lock()


def _postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def _recreate() -> str:
    """SQLite changes a table by making it anew, PostgreSQL in place."""
    return "never" if _postgresql() else "always"


def _word(batch: "op.BatchOperations", words: list[str]) -> None:
    """Give the kind of a line another vocabulary, where it is a checked text."""
    if _postgresql():
        return
    batch.drop_constraint(op.f("ck_register_entries_register_kind"), type_="check")
    kind = sa.Enum(*words, name="register_kind", create_constraint=True, length=40)
    batch.alter_column("kind", existing_type=sa.String(length=40), type_=kind)


def _retype() -> None:
    """Take a word from a type of PostgreSQL, which only making it anew does."""
    op.execute("ALTER TYPE register_kind RENAME TO register_kind_grown")
    kind = postgresql.ENUM(*BEFORE, name="register_kind")
    kind.create(op.get_bind())
    op.execute(
        f"ALTER TABLE {TABLE} ALTER COLUMN kind TYPE register_kind USING kind::text::register_kind"
    )
    op.execute("DROP TYPE register_kind_grown")


def _unlock() -> None:
    if _postgresql():
        op.execute(f"DROP TRIGGER {TABLE}_kept ON {TABLE}")
        return
    for verb in ("update", "delete"):
        op.execute(f"DROP TRIGGER {TABLE}_no_{verb}")


def _lock() -> None:
    if _postgresql():
        op.execute(
            f"CREATE TRIGGER {TABLE}_kept BEFORE UPDATE OR DELETE ON {TABLE} "
            f"FOR EACH ROW EXECUTE FUNCTION {TABLE}_refuse()"
        )
        return
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {TABLE}_no_{verb.lower()} BEFORE {verb} ON {TABLE} "
            f"BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"
        )
