"""medicines, prescriptions, what pharmacies supply"""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op
from portal.models.base import Moment

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

WORDS: dict[str, list[str]] = {
    "dose_form": [
        "tablet",
        "modified-release tablet",
        "gastro-resistant tablet",
        "dispersible tablet",
        "orodispersible tablet",
        "chewable tablet",
        "effervescent tablet",
        "sublingual tablet",
        "buccal tablet",
        "vaginal tablet",
        "capsule",
        "modified-release capsule",
        "gastro-resistant capsule",
        "lozenge",
        "oral solution",
        "oral suspension",
        "oral drops",
        "oral powder",
        "granules",
        "mouthwash",
        "oromucosal gel",
        "sublingual spray",
        "inhaler",
        "inhalation powder",
        "nebuliser liquid",
        "nasal spray",
        "nasal drops",
        "eye drops",
        "eye ointment",
        "eye gel",
        "ear drops",
        "ear spray",
        "cream",
        "ointment",
        "gel",
        "lotion",
        "foam",
        "shampoo",
        "scalp solution",
        "skin solution",
        "nail lacquer",
        "transdermal patch",
        "medicated plaster",
        "suppository",
        "enema",
        "rectal ointment",
        "pessary",
        "vaginal cream",
        "vaginal gel",
        "vaginal ring",
        "intrauterine system",
        "implant",
        "injection",
        "pre-filled pen",
        "pre-filled syringe",
        "cartridge",
        "device",
        "other",
    ],
    "medicine_route": [
        "oral",
        "sublingual",
        "buccal",
        "oromucosal",
        "inhalation",
        "nasal",
        "eye",
        "ear",
        "skin",
        "transdermal",
        "rectal",
        "vaginal",
        "subcutaneous",
        "intramuscular",
        "intravenous",
        "intrauterine",
        "other",
    ],
    "controlled_schedule": ["none", "cd2", "cd3", "cd4", "cd5"],
    "pregnancy_advice": ["avoid", "caution", "usual"],
    "claimed_by": ["scan", "start"],
    "supply_status": [
        "preparing",
        "checked",
        "ready",
        "collected",
        "dispatched",
        "delivered",
        "delivery_failed",
        "returned",
        "entered_in_error",
    ],
    "register_kind": ["received", "supplied", "returned", "corrected"],
    "prescription_status": [
        "draft",
        "active",
        "on_hold",
        "partly_dispensed",
        "dispensed",
        "not_dispensed",
        "cancelled",
        "expired",
        "discarded",
    ],
    "claim_status": ["offered", "claimed", "released"],
    "item_status": ["to_be_dispensed", "partly_dispensed", "dispensed", "not_dispensed"],
    "warning_kind": ["allergy", "duplicate", "interaction", "maximum", "pregnancy"],
    "warning_severity": ["contraindicated", "serious", "caution"],
    "prescription_message_kind": ["query", "answer", "note"],
}
"""The vocabularies of the tables below."""

BEFORE: dict[str, list[str]] = {
    "notification_types": [
        "consultation:requested",
        "consultation:asked",
        "consultation:answered",
        "consultation:accepted",
        "consultation:all_passed",
        "consultation:declined",
        "consultation:cancelled",
        "consultation:escalated",
        "consultation:expired",
        "consultation:started",
        "consultation:handed_back",
        "consultation:reassigned",
        "consultation:approaching",
        "consultation:reminded",
        "consultation:no_show",
        "consultation:missed",
        "consultation:proposed",
        "consultation:rescheduled",
        "consultation:kept",
        "consultation:interrupted",
        "consultation:silent",
        "consultation:completed",
        "consultation:added",
        "consultation:messaged",
        "account:applied",
        "account:joined",
        "account:verified",
        "account:rejected",
        "account:suspended",
        "account:reinstated",
        "account:new_device",
        "account:password_changed",
    ],
    "notification_group": [
        "requests",
        "waiting",
        "times",
        "reminders",
        "course",
        "messages",
        "people",
        "account",
    ],
}
NEW: dict[str, list[str]] = {
    "notification_types": [
        "prescription:signed",
        "prescription:issued",
        "prescription:held",
        "prescription:answered",
        "prescription:withdrawn",
        "prescription:escalated",
        "prescription:cancelled",
        "prescription:stop_requested",
        "prescription:stopped",
        "prescription:already_handed_over",
        "prescription:expired",
        "prescription:expiring",
        "prescription:pharmacy_changed",
        "prescription:alerted",
        "prescription:not_issued",
        "prescription:released",
        "prescription_item:not_dispensed",
        "prescription_item:reopened",
        "dispense:preparing",
        "dispense:owing",
        "dispense:ready",
        "dispense:collected",
        "dispense:dispatched",
        "dispense:delivered",
        "dispense:delivery_failed",
        "dispense:returned",
        "dispense:corrected",
        "dispense:lingering",
        "dispense:uncollected",
    ],
    "notification_group": ["prescriptions", "queries", "supplies", "safety"],
}
GROWN = {
    "notification_types": ("notifications", "kind"),
    "notification_group": ("notification_preferences", "kind"),
}
"""Vocabularies that have grown, and where they stand."""

FACTS = ", ".join(
    [
        "prescription_id",
        "position",
        "medicine_id",
        "name",
        "substance",
        "strength",
        "form",
        "atc",
        "schedule",
        "route",
        "dose",
        "dose_unit",
        "frequency",
        "every_hours",
        "as_needed",
        "as_needed_for",
        "max_per_day",
        "duration_days",
        "instruction",
        "sentence",
        "quantity",
        "quantity_unit",
    ]
)
TABLES = [
    "medicines",
    "favourite_items",
    "prescriptions",
    "dispenses",
    "prescription_claims",
    "prescription_items",
    "prescription_messages",
    "dispense_lines",
    "prescription_warnings",
    "register_entries",
]
"""In the order in which they are made."""

KEPT = {
    "register_entries": ("UPDATE", "DELETE"),
    "prescription_messages": ("UPDATE", "DELETE"),
    "prescription_items": (f"UPDATE OF {FACTS}", "DELETE"),
}
"""What nobody changes any more, whatever a program tries: by trigger."""


def upgrade() -> None:
    """Make the tables, lock what must not change, and let people be told of it."""
    if _postgresql():
        with op.get_context().autocommit_block():
            for name, words in NEW.items():
                for word_ in words:
                    op.execute(f"ALTER TYPE {name} ADD VALUE IF NOT EXISTS '{word_}'")
        for name, words in WORDS.items():
            postgresql.ENUM(*words, name=name).create(op.get_bind(), checkfirst=True)
    else:
        for name, (table, column) in GROWN.items():
            _reword(table, column, name, [*BEFORE[name], *NEW[name]])
    _create_tables()
    _lock()


def downgrade() -> None:
    """Take everything away again; what people were told of it goes with it."""
    for name, (table, column) in GROWN.items():
        gone = ", ".join(f"'{word_}'" for word_ in NEW[name])
        if name == "notification_types":
            op.execute(
                "DELETE FROM letters WHERE notification_id IN "
                f"(SELECT id FROM notifications WHERE kind IN ({gone}))"
            )
        op.execute(f'DELETE FROM {table} WHERE "{column}" IN ({gone})')
        if not _postgresql():
            _reword(table, column, name, BEFORE[name])
    for table in reversed(TABLES):
        op.drop_table(table)
    if _postgresql():
        for table in KEPT:
            op.execute(f"DROP FUNCTION {table}_refuse")
        for name in WORDS:
            op.execute(f"DROP TYPE IF EXISTS {name}")


def word(name: str) -> Any:
    """Return the column type of one vocabulary: a type of its own, or a checked text on SQLite."""
    if _postgresql():
        return postgresql.ENUM(*WORDS[name], name=name, create_type=False)
    return sa.Enum(*WORDS[name], name=name, create_constraint=True, length=40)


def _postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def _reword(table: str, column: str, name: str, words: list[str]) -> None:
    """Give a column of SQLite another vocabulary."""
    with op.batch_alter_table(table, recreate="always") as batch:
        batch.drop_constraint(op.f(f"ck_{table}_{name}"), type_="check")
        kind = sa.Enum(*words, name=name, create_constraint=True, length=40)
        batch.alter_column(column, existing_type=sa.String(length=40), type_=kind)


def _lock() -> None:
    for table, verbs in KEPT.items():
        sentence = f"What stands in {table} is not changed."
        if not _postgresql():
            for verb in verbs:
                op.execute(
                    f"CREATE TRIGGER {table}_no_{verb.split()[0].lower()} BEFORE {verb} "
                    f"ON {table} BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
                )
            continue
        op.execute(
            f"CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{sentence}'; END $$"
        )
        op.execute(
            f"CREATE TRIGGER {table}_kept BEFORE {' OR '.join(verbs)} "
            f"ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_refuse()"
        )


def _create_tables() -> None:

    op.create_table(
        "medicines",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("substance", sa.String(length=200), nullable=False),
        sa.Column("strength", sa.String(length=80), nullable=False),
        sa.Column("form", word("dose_form"), nullable=False),
        sa.Column("route", word("medicine_route"), nullable=False),
        sa.Column("atc", sa.String(length=7), nullable=False),
        sa.Column("dose_unit", sa.String(length=20), nullable=False),
        sa.Column("pack_unit", sa.String(length=20), nullable=False),
        sa.Column("pack_size", sa.Numeric(precision=12, scale=4), nullable=False),
        sa.Column("doses_per_unit", sa.Numeric(precision=12, scale=4), nullable=True),
        sa.Column("amount", sa.Numeric(precision=12, scale=4), nullable=True),
        sa.Column("amount_unit", sa.String(length=20), nullable=False),
        sa.Column("max_daily", sa.Numeric(precision=12, scale=4), nullable=True),
        sa.Column("schedule", word("controlled_schedule"), nullable=True),
        sa.Column("pregnancy", word("pregnancy_advice"), nullable=True),
        sa.Column("price_minor", sa.Integer(), nullable=True),
        sa.Column("brands", sa.JSON(), nullable=False),
        sa.Column("withdrawn_at", Moment(), nullable=True),
        sa.Column("changed_at", Moment(), nullable=False),
        sa.CheckConstraint(
            "pack_size > 0 AND (doses_per_unit IS NULL OR doses_per_unit > 0)",
            name=op.f("ck_medicines_counts_something"),
        ),
        sa.CheckConstraint(
            "price_minor IS NULL OR price_minor >= 0", name=op.f("ck_medicines_price_not_negative")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_medicines")),
        sa.UniqueConstraint("code", name=op.f("uq_medicines_code")),
    )
    with op.batch_alter_table("medicines", schema=None) as batch_op:
        batch_op.create_index("ix_medicines_atc", ["atc"], unique=False)
        batch_op.create_index("ix_medicines_changed_at", ["changed_at"], unique=False)

    op.create_table(
        "favourite_items",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("medicine_id", sa.Uuid(), nullable=False),
        sa.Column("dosage", sa.JSON(), nullable=False),
        sa.Column("used_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["medicine_id"], ["medicines.id"], name=op.f("fk_favourite_items_medicine_id_medicines")
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["users.id"], name=op.f("fk_favourite_items_owner_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_favourite_items")),
        sa.UniqueConstraint("owner_id", "name", name=op.f("uq_favourite_items_owner_id_name")),
    )
    op.create_table(
        "prescriptions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("patient_id", sa.Uuid(), nullable=False),
        sa.Column("prescriber_id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=True),
        sa.Column("status", word("prescription_status"), nullable=False),
        sa.Column("status_since", Moment(), nullable=False),
        sa.Column("due_at", Moment(), nullable=True),
        sa.Column("draft", sa.JSON(), nullable=False),
        sa.Column("drafted_at", Moment(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("nonce", sa.String(length=32), nullable=False),
        sa.Column("key_id", sa.String(length=40), nullable=False),
        sa.Column("signed_at", Moment(), nullable=True),
        sa.Column("expires_at", Moment(), nullable=True),
        sa.Column("remind_at", Moment(), nullable=True),
        sa.Column("pharmacy_id", sa.Uuid(), nullable=True),
        sa.Column("claim_status", word("claim_status"), nullable=False),
        sa.Column("claim_since", Moment(), nullable=True),
        sa.Column("held_at", Moment(), nullable=True),
        sa.Column("held_by", sa.Uuid(), nullable=True),
        sa.Column("escalate_at", Moment(), nullable=True),
        sa.Column("escalated_at", Moment(), nullable=True),
        sa.Column("stop_requested_at", Moment(), nullable=True),
        sa.Column("stop_requested_by", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("original_id", sa.Uuid(), nullable=True),
        sa.Column("issue", sa.Integer(), nullable=False),
        sa.Column("issues", sa.Integer(), nullable=False),
        sa.Column("interval_days", sa.Integer(), nullable=True),
        sa.Column("next_issue_at", Moment(), nullable=True),
        sa.CheckConstraint(
            "claim_status <> 'claimed' OR pharmacy_id IS NOT NULL",
            name=op.f("ck_prescriptions_claimed_by_somebody"),
        ),
        sa.CheckConstraint(
            "status <> 'cancelled' OR reason <> ''",
            name=op.f("ck_prescriptions_cancelled_with_reason"),
        ),
        sa.CheckConstraint(
            "status <> 'on_hold' OR held_at IS NOT NULL", name=op.f("ck_prescriptions_held_since")
        ),
        sa.CheckConstraint(
            "(code <> '' AND nonce <> '' AND key_id <> '' AND signed_at IS NOT NULL "
            "AND expires_at IS NOT NULL) OR status IN ('draft', 'discarded')",
            name=op.f("ck_prescriptions_signed_with_code"),
        ),
        sa.CheckConstraint(
            "issue >= 1 AND issues >= issue", name=op.f("ck_prescriptions_issue_counts")
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultations.id"],
            name=op.f("fk_prescriptions_consultation_id_consultations"),
        ),
        sa.ForeignKeyConstraint(
            ["held_by"], ["users.id"], name=op.f("fk_prescriptions_held_by_users")
        ),
        sa.ForeignKeyConstraint(
            ["original_id"],
            ["prescriptions.id"],
            name=op.f("fk_prescriptions_original_id_prescriptions"),
        ),
        sa.ForeignKeyConstraint(
            ["patient_id"], ["users.id"], name=op.f("fk_prescriptions_patient_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["pharmacy_id"],
            ["organizations.id"],
            name=op.f("fk_prescriptions_pharmacy_id_organizations"),
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"],
            ["organizations.id"],
            name=op.f("fk_prescriptions_practice_id_organizations"),
        ),
        sa.ForeignKeyConstraint(
            ["prescriber_id"], ["users.id"], name=op.f("fk_prescriptions_prescriber_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["stop_requested_by"],
            ["users.id"],
            name=op.f("fk_prescriptions_stop_requested_by_users"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prescriptions")),
        sa.UniqueConstraint(
            "original_id", "issue", name=op.f("uq_prescriptions_original_id_issue")
        ),
    )
    with op.batch_alter_table("prescriptions", schema=None) as batch_op:
        batch_op.create_index("ix_prescriptions_consultation", ["consultation_id"], unique=False)
        batch_op.create_index("ix_prescriptions_due", ["status", "due_at"], unique=False)
        batch_op.create_index(
            "ix_prescriptions_patient", ["patient_id", "status", "created_at", "id"], unique=False
        )
        batch_op.create_index(
            "ix_prescriptions_pharmacy", ["pharmacy_id", "status", "created_at", "id"], unique=False
        )
        batch_op.create_index(
            "ix_prescriptions_prescriber",
            ["prescriber_id", "status", "created_at", "id"],
            unique=False,
        )
        batch_op.create_index(
            "uq_prescriptions_code",
            ["code"],
            unique=True,
            postgresql_where=sa.text("code <> ''"),
            sqlite_where=sa.text("code <> ''"),
        )

    op.create_table(
        "dispenses",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("prescription_id", sa.Uuid(), nullable=False),
        sa.Column("pharmacy_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("status", word("supply_status"), nullable=False),
        sa.Column("status_since", Moment(), nullable=False),
        sa.Column("due_at", Moment(), nullable=True),
        sa.Column("ready_by", Moment(), nullable=True),
        sa.Column("prepared_by", sa.Uuid(), nullable=False),
        sa.Column("checked_by", sa.Uuid(), nullable=True),
        sa.Column("checked_at", Moment(), nullable=True),
        sa.Column("check_note", sa.String(length=300), nullable=False),
        sa.Column("ready_at", Moment(), nullable=True),
        sa.Column("uncollected_at", Moment(), nullable=True),
        sa.Column("handed_by", sa.Uuid(), nullable=True),
        sa.Column("handed_at", Moment(), nullable=True),
        sa.Column("identifiers", sa.String(length=200), nullable=False),
        sa.Column("collector", sa.String(length=120), nullable=False),
        sa.Column("proof", sa.String(length=120), nullable=False),
        sa.Column("delivery_to", sa.String(length=200), nullable=False),
        sa.Column("courier", sa.String(length=120), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("corrected_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "checked_by IS NOT NULL OR status IN ('preparing', 'returned')",
            name=op.f("ck_dispenses_checked_before"),
        ),
        sa.CheckConstraint(
            "status NOT IN ('collected', 'delivered') OR identifiers <> ''",
            name=op.f("ck_dispenses_handed_to_somebody_known"),
        ),
        sa.CheckConstraint(
            "status NOT IN ('returned', 'entered_in_error', 'delivery_failed') OR reason <> ''",
            name=op.f("ck_dispenses_said_why"),
        ),
        sa.CheckConstraint(
            "corrected_by IS NULL OR corrected_by <> handed_by",
            name=op.f("ck_dispenses_corrected_by_another"),
        ),
        sa.ForeignKeyConstraint(
            ["checked_by"], ["users.id"], name=op.f("fk_dispenses_checked_by_users")
        ),
        sa.ForeignKeyConstraint(
            ["corrected_by"], ["users.id"], name=op.f("fk_dispenses_corrected_by_users")
        ),
        sa.ForeignKeyConstraint(
            ["handed_by"], ["users.id"], name=op.f("fk_dispenses_handed_by_users")
        ),
        sa.ForeignKeyConstraint(
            ["pharmacy_id"],
            ["organizations.id"],
            name=op.f("fk_dispenses_pharmacy_id_organizations"),
        ),
        sa.ForeignKeyConstraint(
            ["prepared_by"], ["users.id"], name=op.f("fk_dispenses_prepared_by_users")
        ),
        sa.ForeignKeyConstraint(
            ["prescription_id"],
            ["prescriptions.id"],
            name=op.f("fk_dispenses_prescription_id_prescriptions"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispenses")),
        sa.UniqueConstraint(
            "prescription_id", "number", name=op.f("uq_dispenses_prescription_id_number")
        ),
    )
    with op.batch_alter_table("dispenses", schema=None) as batch_op:
        batch_op.create_index("ix_dispenses_due", ["status", "due_at"], unique=False)
        batch_op.create_index(
            "ix_dispenses_pharmacy", ["pharmacy_id", "status", "created_at"], unique=False
        )

    op.create_table(
        "prescription_claims",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("prescription_id", sa.Uuid(), nullable=False),
        sa.Column("pharmacy_id", sa.Uuid(), nullable=False),
        sa.Column("claimed_by", sa.Uuid(), nullable=False),
        sa.Column("how", word("claimed_by"), nullable=False),
        sa.Column("released_at", Moment(), nullable=True),
        sa.Column("release_reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["claimed_by"], ["users.id"], name=op.f("fk_prescription_claims_claimed_by_users")
        ),
        sa.ForeignKeyConstraint(
            ["pharmacy_id"],
            ["organizations.id"],
            name=op.f("fk_prescription_claims_pharmacy_id_organizations"),
        ),
        sa.ForeignKeyConstraint(
            ["prescription_id"],
            ["prescriptions.id"],
            name=op.f("fk_prescription_claims_prescription_id_prescriptions"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prescription_claims")),
    )
    with op.batch_alter_table("prescription_claims", schema=None) as batch_op:
        batch_op.create_index(
            "ix_prescription_claims_pharmacy", ["pharmacy_id", "prescription_id"], unique=False
        )
        batch_op.create_index(
            "uq_prescription_claims_open",
            ["prescription_id"],
            unique=True,
            postgresql_where=sa.text("released_at IS NULL"),
            sqlite_where=sa.text("released_at IS NULL"),
        )

    op.create_table(
        "prescription_items",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("prescription_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("medicine_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=340), nullable=False),
        sa.Column("substance", sa.String(length=200), nullable=False),
        sa.Column("strength", sa.String(length=80), nullable=False),
        sa.Column("form", word("dose_form"), nullable=False),
        sa.Column("atc", sa.String(length=7), nullable=False),
        sa.Column("schedule", word("controlled_schedule"), nullable=True),
        sa.Column("route", word("medicine_route"), nullable=False),
        sa.Column("dose", sa.Numeric(precision=12, scale=4), nullable=False),
        sa.Column("dose_unit", sa.String(length=20), nullable=False),
        sa.Column("frequency", sa.String(length=40), nullable=False),
        sa.Column("every_hours", sa.Integer(), nullable=True),
        sa.Column("as_needed", sa.Boolean(), nullable=False),
        sa.Column("as_needed_for", sa.String(length=120), nullable=False),
        sa.Column("max_per_day", sa.Numeric(precision=12, scale=4), nullable=True),
        sa.Column("duration_days", sa.Integer(), nullable=True),
        sa.Column("instruction", sa.String(length=300), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("quantity", sa.Numeric(precision=12, scale=4), nullable=False),
        sa.Column("quantity_unit", sa.String(length=20), nullable=False),
        sa.Column("status", word("item_status"), nullable=False),
        sa.Column("committed", sa.Numeric(precision=12, scale=4), nullable=False),
        sa.Column("supplied", sa.Numeric(precision=12, scale=4), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("owed_until", Moment(), nullable=True),
        sa.Column("record_entry_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "status <> 'not_dispensed' OR reason <> ''",
            name=op.f("ck_prescription_items_refused_with_reason"),
        ),
        sa.CheckConstraint(
            "supplied >= 0 AND committed >= supplied AND committed <= quantity AND quantity > 0",
            name=op.f("ck_prescription_items_never_more_than_prescribed"),
        ),
        sa.ForeignKeyConstraint(
            ["medicine_id"],
            ["medicines.id"],
            name=op.f("fk_prescription_items_medicine_id_medicines"),
        ),
        sa.ForeignKeyConstraint(
            ["prescription_id"],
            ["prescriptions.id"],
            name=op.f("fk_prescription_items_prescription_id_prescriptions"),
        ),
        sa.ForeignKeyConstraint(
            ["record_entry_id"],
            ["medications.id"],
            name=op.f("fk_prescription_items_record_entry_id_medications"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prescription_items")),
        sa.UniqueConstraint(
            "prescription_id",
            "position",
            name=op.f("uq_prescription_items_prescription_id_position"),
        ),
    )
    with op.batch_alter_table("prescription_items", schema=None) as batch_op:
        batch_op.create_index("ix_prescription_items_medicine", ["medicine_id"], unique=False)

    op.create_table(
        "prescription_messages",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("prescription_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("on_behalf_of", sa.Uuid(), nullable=True),
        sa.Column("kind", word("prescription_message_kind"), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name=op.f("fk_prescription_messages_author_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["on_behalf_of"], ["users.id"], name=op.f("fk_prescription_messages_on_behalf_of_users")
        ),
        sa.ForeignKeyConstraint(
            ["prescription_id"],
            ["prescriptions.id"],
            name=op.f("fk_prescription_messages_prescription_id_prescriptions"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prescription_messages")),
    )
    with op.batch_alter_table("prescription_messages", schema=None) as batch_op:
        batch_op.create_index(
            "ix_prescription_messages", ["prescription_id", "created_at"], unique=False
        )

    op.create_table(
        "dispense_lines",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("dispense_id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("quantity", sa.Numeric(precision=12, scale=4), nullable=False),
        sa.Column("substitute_id", sa.Uuid(), nullable=True),
        sa.Column("substitution_note", sa.String(length=300), nullable=False),
        sa.Column("batch", sa.String(length=40), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "substitute_id IS NULL OR substitution_note <> ''",
            name=op.f("ck_dispense_lines_substituted_with_note"),
        ),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_dispense_lines_something")),
        sa.ForeignKeyConstraint(
            ["dispense_id"], ["dispenses.id"], name=op.f("fk_dispense_lines_dispense_id_dispenses")
        ),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["prescription_items.id"],
            name=op.f("fk_dispense_lines_item_id_prescription_items"),
        ),
        sa.ForeignKeyConstraint(
            ["substitute_id"],
            ["medicines.id"],
            name=op.f("fk_dispense_lines_substitute_id_medicines"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispense_lines")),
        sa.UniqueConstraint(
            "dispense_id", "item_id", name=op.f("uq_dispense_lines_dispense_id_item_id")
        ),
    )
    with op.batch_alter_table("dispense_lines", schema=None) as batch_op:
        batch_op.create_index("ix_dispense_lines_item", ["item_id"], unique=False)

    op.create_table(
        "prescription_warnings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("prescription_id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("kind", word("warning_kind"), nullable=False),
        sa.Column("severity", word("warning_severity"), nullable=False),
        sa.Column("key", sa.String(length=160), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("override_reason", sa.Text(), nullable=False),
        sa.Column("override_by", sa.Uuid(), nullable=True),
        sa.Column("after_signing", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["prescription_items.id"],
            name=op.f("fk_prescription_warnings_item_id_prescription_items"),
        ),
        sa.ForeignKeyConstraint(
            ["override_by"], ["users.id"], name=op.f("fk_prescription_warnings_override_by_users")
        ),
        sa.ForeignKeyConstraint(
            ["prescription_id"],
            ["prescriptions.id"],
            name=op.f("fk_prescription_warnings_prescription_id_prescriptions"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prescription_warnings")),
    )
    with op.batch_alter_table("prescription_warnings", schema=None) as batch_op:
        batch_op.create_index(
            "ix_prescription_warnings_prescription", ["prescription_id"], unique=False
        )

    op.create_table(
        "register_entries",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("pharmacy_id", sa.Uuid(), nullable=False),
        sa.Column("medicine_id", sa.Uuid(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("kind", word("register_kind"), nullable=False),
        sa.Column("quantity", sa.Numeric(precision=12, scale=4), nullable=False),
        sa.Column("balance", sa.Numeric(precision=12, scale=4), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("dispense_id", sa.Uuid(), nullable=True),
        sa.Column("counterparty", sa.String(length=200), nullable=False),
        sa.Column("collector", sa.String(length=120), nullable=False),
        sa.Column("proof", sa.String(length=120), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.CheckConstraint("balance >= 0", name=op.f("ck_register_entries_never_below_nothing")),
        sa.CheckConstraint("quantity <> 0", name=op.f("ck_register_entries_something_moved")),
        sa.ForeignKeyConstraint(
            ["by_id"], ["users.id"], name=op.f("fk_register_entries_by_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["dispense_id"],
            ["dispenses.id"],
            name=op.f("fk_register_entries_dispense_id_dispenses"),
        ),
        sa.ForeignKeyConstraint(
            ["medicine_id"],
            ["medicines.id"],
            name=op.f("fk_register_entries_medicine_id_medicines"),
        ),
        sa.ForeignKeyConstraint(
            ["pharmacy_id"],
            ["organizations.id"],
            name=op.f("fk_register_entries_pharmacy_id_organizations"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_entries")),
        sa.UniqueConstraint(
            "pharmacy_id",
            "medicine_id",
            "line",
            name=op.f("uq_register_entries_pharmacy_id_medicine_id_line"),
        ),
    )
