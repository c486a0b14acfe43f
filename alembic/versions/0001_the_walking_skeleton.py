"""the walking skeleton"""

import sqlalchemy as sa

from alembic import op
from portal.models.base import Moment

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TYPES = [
    "administrative_sex",
    "consultation_status",
    "consultation_urgency",
    "notification_types",
    "session_kind",
    "symptoms_began",
    "user_role",
]

REFUSE = "The audit trail is append-only."
APPEND_ONLY = {
    "sqlite": [
        f"CREATE TRIGGER audit_entries_no_{verb.lower()} BEFORE {verb} ON audit_entries "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSE}'); END"
        for verb in ("UPDATE", "DELETE")
    ],
    "postgresql": [
        "CREATE FUNCTION audit_entries_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSE}'; END $$",
        "CREATE TRIGGER audit_entries_append_only BEFORE UPDATE OR DELETE OR TRUNCATE "
        "ON audit_entries FOR EACH STATEMENT EXECUTE FUNCTION audit_entries_refuse()",
    ],
}
FREE = {
    "sqlite": [
        "DROP TRIGGER audit_entries_no_update",
        "DROP TRIGGER audit_entries_no_delete",
    ],
    "postgresql": [
        "DROP TRIGGER audit_entries_append_only ON audit_entries",
        "DROP FUNCTION audit_entries_refuse",
    ],
}


def upgrade() -> None:
    """Create the tables, then make the audit append-only."""
    op.create_table(
        "organizations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("zone", sa.String(length=60), nullable=False),
        sa.Column("opens_at", sa.Time(), nullable=False),
        sa.Column("closes_at", sa.Time(), nullable=False),
        sa.Column("weekdays", sa.String(length=7), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organizations")),
    )
    op.create_table(
        "users",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "patient",
                "gp",
                "admin",
                name="user_role",
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("organization_id", sa.Uuid(), nullable=True),
        sa.Column("is_lead", sa.Boolean(), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column(
            "sex",
            sa.Enum(
                "female",
                "male",
                "other",
                "unknown",
                name="administrative_sex",
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("suspended_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organizations.id"],
            name=op.f("fk_users_organization_id_organizations"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_users")),
        sa.UniqueConstraint("email", name=op.f("uq_users_email")),
    )
    with op.batch_alter_table("users", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_users_organization_id"), ["organization_id"], unique=False
        )

    op.create_table(
        "audit_entries",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("on_behalf_of", sa.Uuid(), nullable=True),
        sa.Column("action", sa.String(length=60), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("subject_kind", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        sa.Column("patient_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["users.id"], name=op.f("fk_audit_entries_actor_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["on_behalf_of"],
            ["users.id"],
            name=op.f("fk_audit_entries_on_behalf_of_users"),
        ),
        sa.ForeignKeyConstraint(
            ["patient_id"], ["users.id"], name=op.f("fk_audit_entries_patient_id_users")
        ),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_audit_entries")),
    )
    with op.batch_alter_table("audit_entries", schema=None) as batch_op:
        batch_op.create_index("ix_audit_entries_patient", ["patient_id", "seq"], unique=False)
        batch_op.create_index(
            "ix_audit_entries_reads",
            ["actor_id", "subject_id", "action", "created_at"],
            unique=False,
        )
        batch_op.create_index("ix_audit_entries_subject", ["subject_id", "seq"], unique=False)

    op.create_table(
        "consultations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("patient_id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("clinician_id", sa.Uuid(), nullable=True),
        sa.Column("pool", sa.Boolean(), nullable=False),
        sa.Column("symptoms", sa.Text(), nullable=False),
        sa.Column(
            "began",
            sa.Enum(
                "today",
                "days",
                "weeks",
                "months",
                "longer",
                name="symptoms_began",
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "urgency",
            sa.Enum(
                "emergency",
                "urgent",
                "soon",
                "routine",
                name="consultation_urgency",
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("urgency_rank", sa.Integer(), nullable=False),
        sa.Column("preferred_from", Moment(), nullable=True),
        sa.Column("preferred_until", Moment(), nullable=True),
        sa.Column("emergency_confirmed_at", Moment(), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "requested",
                "accepted",
                "in_progress",
                "completed",
                "declined",
                "cancelled",
                "expired",
                name="consultation_status",
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("status_since", Moment(), nullable=False),
        sa.Column("due_at", Moment(), nullable=True),
        sa.Column("escalate_at", Moment(), nullable=True),
        sa.Column("escalated_at", Moment(), nullable=True),
        sa.Column("scheduled_for", Moment(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("advice", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("safety_net", sa.Text(), nullable=False),
        sa.Column("last_seq", sa.Integer(), nullable=False),
        sa.Column("last_author_id", sa.Uuid(), nullable=True),
        sa.Column("last_message_at", Moment(), nullable=True),
        sa.Column("patient_seen", sa.Integer(), nullable=False),
        sa.Column("patient_seen_at", Moment(), nullable=True),
        sa.Column("clinician_seen", sa.Integer(), nullable=False),
        sa.Column("clinician_seen_at", Moment(), nullable=True),
        sa.CheckConstraint(
            "status <> 'completed' OR (note <> '' AND safety_net <> '')",
            name=op.f("ck_consultations_completed_with_note"),
        ),
        sa.CheckConstraint(
            "status <> 'declined' OR (reason <> '' AND advice <> '')",
            name=op.f("ck_consultations_declined_with_advice"),
        ),
        sa.CheckConstraint(
            "status NOT IN ('accepted', 'in_progress', 'completed') OR clinician_id IS NOT NULL",
            name=op.f("ck_consultations_held_by_somebody"),
        ),
        sa.CheckConstraint(
            "preferred_from IS NULL OR preferred_until > preferred_from",
            name=op.f("ck_consultations_window_goes_forward"),
        ),
        sa.ForeignKeyConstraint(
            ["clinician_id"],
            ["users.id"],
            name=op.f("fk_consultations_clinician_id_users"),
        ),
        sa.ForeignKeyConstraint(
            ["last_author_id"],
            ["users.id"],
            name=op.f("fk_consultations_last_author_id_users"),
        ),
        sa.ForeignKeyConstraint(
            ["patient_id"], ["users.id"], name=op.f("fk_consultations_patient_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"],
            ["organizations.id"],
            name=op.f("fk_consultations_practice_id_organizations"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultations")),
    )
    with op.batch_alter_table("consultations", schema=None) as batch_op:
        batch_op.create_index(
            "ix_consultations_clinician", ["clinician_id", "status"], unique=False
        )
        batch_op.create_index("ix_consultations_due", ["status", "due_at"], unique=False)
        batch_op.create_index(
            "ix_consultations_patient", ["patient_id", "created_at", "id"], unique=False
        )
        batch_op.create_index(
            "ix_consultations_practice", ["practice_id", "status", "pool"], unique=False
        )

    op.create_table(
        "credentials",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("password_hash", sa.String(length=255), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_credentials_user_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_credentials")),
        sa.UniqueConstraint("user_id", name=op.f("uq_credentials_user_id")),
    )
    op.create_table(
        "given_answers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=100), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_given_answers_user_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_given_answers")),
        sa.UniqueConstraint("user_id", "key", name=op.f("uq_given_answers_user_id_key")),
    )
    op.create_table(
        "notifications",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("recipient_id", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "consultation:requested",
                "consultation:accepted",
                "consultation:all_passed",
                "consultation:declined",
                "consultation:cancelled",
                "consultation:escalated",
                "consultation:expired",
                "consultation:started",
                "consultation:reminded",
                "consultation:completed",
                "consultation:messaged",
                name="notification_types",
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("sentence", sa.String(length=200), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.Column("read_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["recipient_id"],
            ["users.id"],
            name=op.f("fk_notifications_recipient_id_users"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notifications")),
        sa.UniqueConstraint(
            "recipient_id",
            "event_id",
            name=op.f("uq_notifications_recipient_id_event_id"),
        ),
    )
    with op.batch_alter_table("notifications", schema=None) as batch_op:
        batch_op.create_index(
            "ix_notifications_recipient",
            ["recipient_id", "updated_at", "id"],
            unique=False,
        )
        batch_op.create_index(
            "ix_notifications_unread",
            ["recipient_id"],
            unique=False,
            postgresql_where=sa.text("read_at IS NULL"),
            sqlite_where=sa.text("read_at IS NULL"),
        )
        batch_op.create_index(
            "uq_notifications_unread_message",
            ["recipient_id", "subject_id"],
            unique=True,
            postgresql_where=sa.text("read_at IS NULL AND kind = 'consultation:messaged'"),
            sqlite_where=sa.text("read_at IS NULL AND kind = 'consultation:messaged'"),
        )

    op.create_table(
        "sign_ins",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "cookie",
                "bearer",
                name="session_kind",
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("scopes", sa.String(length=200), nullable=False),
        sa.Column("last_used_at", Moment(), nullable=False),
        sa.Column("expires_at", Moment(), nullable=False),
        sa.Column("revoked_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_sign_ins_user_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_ins")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sign_ins_token_hash")),
    )
    with op.batch_alter_table("sign_ins", schema=None) as batch_op:
        batch_op.create_index("ix_sign_ins_user_open", ["user_id", "revoked_at"], unique=False)

    op.create_table(
        "consultation_claims",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("clinician_id", sa.Uuid(), nullable=False),
        sa.Column("released_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["clinician_id"],
            ["users.id"],
            name=op.f("fk_consultation_claims_clinician_id_users"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultations.id"],
            name=op.f("fk_consultation_claims_consultation_id_consultations"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation_claims")),
    )
    with op.batch_alter_table("consultation_claims", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_consultation_claims_consultation_id"),
            ["consultation_id"],
            unique=False,
        )
        batch_op.create_index(
            "uq_consultation_claims_open",
            ["consultation_id"],
            unique=True,
            postgresql_where=sa.text("released_at IS NULL"),
            sqlite_where=sa.text("released_at IS NULL"),
        )

    op.create_table(
        "consultation_messages",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("on_behalf_of", sa.Uuid(), nullable=True),
        sa.Column("client_message_id", sa.Uuid(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"],
            ["users.id"],
            name=op.f("fk_consultation_messages_author_id_users"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultations.id"],
            name=op.f("fk_consultation_messages_consultation_id_consultations"),
        ),
        sa.ForeignKeyConstraint(
            ["on_behalf_of"],
            ["users.id"],
            name=op.f("fk_consultation_messages_on_behalf_of_users"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation_messages")),
        sa.UniqueConstraint(
            "consultation_id",
            "author_id",
            "client_message_id",
            name=op.f("uq_consultation_messages_consultation_id_author_id_client_message_id"),
        ),
        sa.UniqueConstraint(
            "consultation_id",
            "seq",
            name=op.f("uq_consultation_messages_consultation_id_seq"),
        ),
    )
    op.create_table(
        "consultation_passes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("clinician_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["clinician_id"],
            ["users.id"],
            name=op.f("fk_consultation_passes_clinician_id_users"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultations.id"],
            name=op.f("fk_consultation_passes_consultation_id_consultations"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation_passes")),
        sa.UniqueConstraint(
            "consultation_id",
            "clinician_id",
            name=op.f("uq_consultation_passes_consultation_id_clinician_id"),
        ),
    )

    for statement in APPEND_ONLY[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    """Drop everything, the types of PostgreSQL included."""
    for statement in FREE[op.get_bind().dialect.name]:
        op.execute(statement)
    op.drop_table("consultation_passes")
    op.drop_table("consultation_messages")
    with op.batch_alter_table("consultation_claims", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_consultation_claims_open",
            postgresql_where=sa.text("released_at IS NULL"),
            sqlite_where=sa.text("released_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_consultation_claims_consultation_id"))

    op.drop_table("consultation_claims")
    with op.batch_alter_table("sign_ins", schema=None) as batch_op:
        batch_op.drop_index("ix_sign_ins_user_open")

    op.drop_table("sign_ins")
    with op.batch_alter_table("notifications", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_notifications_unread_message",
            postgresql_where=sa.text("read_at IS NULL AND kind = 'consultation:messaged'"),
            sqlite_where=sa.text("read_at IS NULL AND kind = 'consultation:messaged'"),
        )
        batch_op.drop_index(
            "ix_notifications_unread",
            postgresql_where=sa.text("read_at IS NULL"),
            sqlite_where=sa.text("read_at IS NULL"),
        )
        batch_op.drop_index("ix_notifications_recipient")

    op.drop_table("notifications")
    op.drop_table("given_answers")
    op.drop_table("credentials")
    with op.batch_alter_table("consultations", schema=None) as batch_op:
        batch_op.drop_index("ix_consultations_practice")
        batch_op.drop_index("ix_consultations_patient")
        batch_op.drop_index("ix_consultations_due")
        batch_op.drop_index("ix_consultations_clinician")

    op.drop_table("consultations")
    with op.batch_alter_table("audit_entries", schema=None) as batch_op:
        batch_op.drop_index("ix_audit_entries_subject")
        batch_op.drop_index("ix_audit_entries_reads")
        batch_op.drop_index("ix_audit_entries_patient")

    op.drop_table("audit_entries")
    with op.batch_alter_table("users", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_users_organization_id"))

    op.drop_table("users")
    op.drop_table("organizations")
    for name in TYPES:
        if op.get_bind().dialect.name == "postgresql":
            op.execute(f"DROP TYPE IF EXISTS {name}")
