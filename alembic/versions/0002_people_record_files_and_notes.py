"""people, their record, files and notes"""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op
from portal.models.base import Moment

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

WORDS: dict[str, list[str]] = {
    "account_status": [
        "invited",
        "pending",
        "active",
        "suspended",
        "rejected",
        "expired",
        "closed",
    ],
    "administrative_sex": ["female", "male", "other", "unknown"],
    "allergy_certainty": ["confirmed", "likely", "unconfirmed", "refuted"],
    "attachment_purpose": ["request", "chat", "record", "licence"],
    "consultation_outcome": ["advice", "treated", "follow_up", "referred", "tests", "emergency"],
    "consultation_status": [
        "requested",
        "info_needed",
        "accepted",
        "in_progress",
        "completed",
        "declined",
        "cancelled",
        "expired",
        "no_show",
        "missed",
    ],
    "consultation_urgency": ["emergency", "urgent", "soon", "routine"],
    "entry_source": ["clinician", "patient"],
    "entry_status": ["current", "ended", "corrected", "entered_in_error"],
    "media_type": ["image/jpeg", "image/png", "application/pdf"],
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
    "organization_kind": ["practice", "hospital", "pharmacy", "diagnostics_centre"],
    "reaction_severity": ["mild", "moderate", "severe", "life_threatening"],
    "saved_kind": ["reply", "note"],
    "session_kind": ["cookie", "bearer"],
    "specialty": [
        "cardiology",
        "dermatology",
        "endocrinology",
        "gastroenterology",
        "gynaecology",
        "neurology",
        "ophthalmology",
        "orthopaedics",
        "paediatrics",
        "psychiatry",
        "respiratory",
        "urology",
    ],
    "symptoms_began": ["today", "days", "weeks", "months", "longer"],
    "token_kind": ["confirm", "reset", "invitation", "application"],
    "user_role": [
        "patient",
        "gp",
        "specialist",
        "pharmacist",
        "diagnostics",
        "practice_manager",
        "admin",
    ],
    "vital": [
        "85354-9",
        "8867-4",
        "8310-5",
        "59408-5",
        "9279-1",
        "29463-7",
        "8302-2",
        "2345-7",
        "4548-4",
        "2160-0",
        "2951-2",
        "2823-3",
        "2093-3",
        "2085-9",
        "13457-7",
        "2571-8",
        "1742-6",
        "1920-8",
    ],
}
"""Every vocabulary of the tables below, as it is from this revision on."""

BEFORE: dict[str, list[str]] = {
    "user_role": ["patient", "gp", "admin"],
    "consultation_status": [
        "requested",
        "accepted",
        "in_progress",
        "completed",
        "declined",
        "cancelled",
        "expired",
    ],
    "notification_types": [
        f"consultation:{event}"
        for event in (
            "requested",
            "accepted",
            "all_passed",
            "declined",
            "cancelled",
            "escalated",
            "expired",
            "started",
            "reminded",
            "completed",
            "messaged",
        )
    ],
}
GROWN = tuple(BEFORE)
OLD = ("administrative_sex", "symptoms_began", "consultation_urgency", "session_kind")
UNREAD_MESSAGE = "read_at IS NULL AND kind = 'consultation:messaged'"
CHECKS = {
    "held_by_somebody": (
        "status NOT IN ('accepted', 'in_progress', 'completed') OR clinician_id IS NOT NULL"
    ),
    "asked_by_somebody": "status <> 'info_needed' OR (question <> '' AND asker_id IS NOT NULL)",
    "proposed_by_somebody": (
        "proposed_for IS NULL OR (proposed_by IS NOT NULL AND proposed_until IS NOT NULL)"
    ),
    "declined_with_advice": "status <> 'declined' OR (reason <> '' AND advice <> '')",
    "window_goes_forward": "preferred_from IS NULL OR preferred_until > preferred_from",
}
CHECKS_BEFORE = {
    name: rule
    for name, rule in CHECKS.items()
    if name not in ("asked_by_somebody", "proposed_by_somebody")
} | {"completed_with_note": "status <> 'completed' OR (note <> '' AND safety_net <> '')"}

CONSULTATION_INDEXES = {
    "ix_consultations_clinician": ["clinician_id", "status", "created_at", "id"],
    "ix_consultations_held": ["clinician_id", "created_at", "id"],
    "ix_consultations_work": ["practice_id", "status", "created_at", "id"],
}
ESCALATED = "escalated_at IS NOT NULL"


def upgrade() -> None:
    """Make the new tables, then give the old ones what they lack; notes move to their own."""
    if _postgresql():
        _grow_types()
    _create_tables()
    _users()
    _places()
    _consultations()
    _notifications()


def downgrade() -> None:
    """Go back. What has no place there becomes the nearest thing that opens no door."""
    op.execute("DELETE FROM letters")
    op.execute("DELETE FROM notification_preferences")
    _notifications_before()
    _consultations_before()
    _places_before()
    _users_before()
    op.drop_table("attachment_viewers")
    op.drop_table("attachments")
    op.drop_table("note_drafts")
    op.drop_table("medications")
    op.drop_table("measurements")
    op.drop_table("letters")
    op.drop_table("consultation_notes")
    op.drop_table("consultation_addenda")
    op.drop_table("conditions")
    op.drop_table("allergies")
    op.drop_table("saved_texts")
    op.drop_table("practitioners")
    op.drop_table("patient_profiles")
    op.drop_table("notification_preferences")
    op.drop_table("account_tokens")
    op.drop_table("sign_in_failures")
    if _postgresql():
        for name in sorted(set(WORDS) - set(GROWN) - set(OLD)):
            op.execute(f"DROP TYPE IF EXISTS {name}")


def word(name: str, values: list[str] | None = None) -> Any:
    """Return the column type of one vocabulary: a type of its own, or a checked text on SQLite."""
    if _postgresql():
        return postgresql.ENUM(*WORDS[name], name=name, create_type=False)
    return sa.Enum(*(values or WORDS[name]), name=name, create_constraint=True, length=40)


def _postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def _grow_types() -> None:
    """Add words to the types there are. PostgreSQL cannot use a new one before a commit."""
    with op.get_context().autocommit_block():
        for name in GROWN:
            for value in WORDS[name]:
                op.execute(f"ALTER TYPE {name} ADD VALUE IF NOT EXISTS '{value}'")
    for name in sorted(set(WORDS) - set(GROWN) - set(OLD)):
        postgresql.ENUM(*WORDS[name], name=name).create(op.get_bind(), checkfirst=True)


def _users() -> None:
    with op.batch_alter_table("users", recreate=_recreate()) as table:
        _reword(table, "users", "role", word("user_role"))
        table.add_column(
            sa.Column("status", word("account_status"), nullable=False, server_default="active")
        )
        table.add_column(sa.Column("status_since", Moment(), nullable=True))
        table.add_column(sa.Column("status_until", Moment(), nullable=True))
        table.add_column(
            sa.Column("status_reason", sa.String(length=600), nullable=False, server_default="")
        )
        table.add_column(sa.Column("cover_id", sa.Uuid(), nullable=True))
        table.create_index("ix_users_status", ["status", "role"], unique=False)
        table.drop_constraint(op.f("uq_users_email"), type_="unique")
        table.create_foreign_key(op.f("fk_users_cover_id_users"), "users", ["cover_id"], ["id"])
    op.execute("UPDATE users SET status_since = created_at")
    op.execute(
        "UPDATE users SET status = 'suspended', status_since = suspended_at "
        "WHERE suspended_at IS NOT NULL"
    )
    with op.batch_alter_table("users", recreate=_recreate()) as table:
        table.alter_column("status_since", existing_type=Moment(), nullable=False)
        table.drop_column("suspended_at")
    open_account = sa.text("status NOT IN ('rejected', 'expired', 'closed')")
    op.create_index(
        "uq_users_email", "users", ["email"], unique=True,
        postgresql_where=open_account, sqlite_where=open_account,
    )  # fmt: skip


def _users_before() -> None:
    op.drop_index("uq_users_email", table_name="users")
    op.execute(
        "UPDATE users SET email = CAST(id AS VARCHAR(36)) || '.invalid' "
        "WHERE status IN ('rejected', 'expired', 'closed')"
    )
    with op.batch_alter_table("users", recreate=_recreate()) as table:
        table.add_column(sa.Column("suspended_at", Moment(), nullable=True))
    op.execute("UPDATE users SET suspended_at = status_since WHERE status <> 'active'")
    op.execute(
        "UPDATE users SET role = 'patient', suspended_at = status_since "
        "WHERE role NOT IN ('patient', 'gp', 'admin')"
    )
    with op.batch_alter_table("users", recreate=_recreate()) as table:
        _reword(table, "users", "role", word("user_role", BEFORE["user_role"]))
        _unword(table, "users", "account_status")
        table.drop_constraint(op.f("fk_users_cover_id_users"), type_="foreignkey")
        table.drop_index("ix_users_status")
        table.create_unique_constraint(op.f("uq_users_email"), ["email"])
        for name in ("cover_id", "status_reason", "status_until", "status_since", "status"):
            table.drop_column(name)


def _places() -> None:
    with op.batch_alter_table("organizations", recreate=_recreate()) as table:
        table.add_column(
            sa.Column("kind", word("organization_kind"), nullable=False, server_default="practice")
        )
        table.add_column(sa.Column("suspended_at", Moment(), nullable=True))
    with op.batch_alter_table("credentials", recreate=_recreate()) as table:
        table.add_column(sa.Column("changed_at", Moment(), nullable=True))
    op.execute("UPDATE credentials SET changed_at = created_at")
    with op.batch_alter_table("credentials", recreate=_recreate()) as table:
        table.alter_column("changed_at", existing_type=Moment(), nullable=False)
    with op.batch_alter_table("sign_ins", recreate=_recreate()) as table:
        for name, length in (("device", 80), ("device_hash", 64), ("address", 60)):
            table.add_column(
                sa.Column(name, sa.String(length=length), nullable=False, server_default="")
            )
        table.alter_column(
            "scopes", existing_type=sa.String(length=200), type_=sa.String(length=600)
        )


def _places_before() -> None:
    op.execute("DELETE FROM sign_ins WHERE length(scopes) > 200")
    with op.batch_alter_table("sign_ins", recreate=_recreate()) as table:
        for name in ("address", "device_hash", "device"):
            table.drop_column(name)
        table.alter_column(
            "scopes", existing_type=sa.String(length=600), type_=sa.String(length=200)
        )
    with op.batch_alter_table("credentials", recreate=_recreate()) as table:
        table.drop_column("changed_at")
    with op.batch_alter_table("organizations", recreate=_recreate()) as table:
        table.drop_column("suspended_at")
        _unword(table, "organizations", "organization_kind")
        table.drop_column("kind")


def _consultations() -> None:
    op.execute(
        "INSERT INTO consultation_notes (id, created_at, consultation_id, author_id, history, "
        "examination, assessment, codes, plan, outcome, watch_for, act_by, call_whom) "
        "SELECT id, status_since, id, clinician_id, '', '', note, '[]', '', 'advice', "
        "safety_net, '', '' FROM consultations WHERE status = 'completed'"
    )
    with op.batch_alter_table("consultations", recreate=_recreate()) as table:
        _drop_checks(table, CHECKS_BEFORE)
        _reword(table, "consultations", "status", word("consultation_status"))
        table.add_column(sa.Column("question", sa.Text(), nullable=False, server_default=""))
        table.add_column(sa.Column("asker_id", sa.Uuid(), nullable=True))
        table.add_column(sa.Column("specialty", word("specialty"), nullable=True))
        table.add_column(sa.Column("proposed_for", Moment(), nullable=True))
        table.add_column(sa.Column("proposed_by", sa.Uuid(), nullable=True))
        table.add_column(sa.Column("proposed_until", Moment(), nullable=True))
        table.add_column(sa.Column("remind_at", Moment(), nullable=True))
        table.drop_index("ix_consultations_clinician")
        for name, columns in CONSULTATION_INDEXES.items():
            table.create_index(name, columns, unique=False)
        table.create_index(
            "ix_consultations_escalated",
            ["practice_id", "created_at", "id"],
            unique=False,
            postgresql_where=sa.text(ESCALATED),
            sqlite_where=sa.text(ESCALATED),
        )
        for column in ("asker_id", "proposed_by"):
            table.create_foreign_key(
                op.f(f"fk_consultations_{column}_users"), "users", [column], ["id"]
            )
        table.drop_column("note")
        table.drop_column("safety_net")
    with op.batch_alter_table("consultations", recreate=_recreate()) as table:
        _add_checks(table, CHECKS)


def _consultations_before() -> None:
    with op.batch_alter_table("consultations", recreate=_recreate()) as table:
        _drop_checks(table, CHECKS)
        table.add_column(sa.Column("note", sa.Text(), nullable=False, server_default=""))
        table.add_column(sa.Column("safety_net", sa.Text(), nullable=False, server_default=""))
    op.execute("UPDATE consultations SET status = 'requested' WHERE status = 'info_needed'")
    op.execute("UPDATE consultations SET status = 'expired' WHERE status IN ('no_show', 'missed')")
    for column, text in (
        ("note", "assessment || ' ' || plan"),
        ("safety_net", "watch_for || ' ' || act_by || ' ' || call_whom"),
    ):
        op.execute(
            f"UPDATE consultations SET {column} = coalesce((SELECT {text} FROM "
            "consultation_notes n WHERE n.consultation_id = consultations.id), '')"
        )
    with op.batch_alter_table("consultations", recreate=_recreate()) as table:
        words = word("consultation_status", BEFORE["consultation_status"])
        _reword(table, "consultations", "status", words)
        for name in ("ix_consultations_escalated", *CONSULTATION_INDEXES):
            table.drop_index(name)
        table.create_index("ix_consultations_clinician", ["clinician_id", "status"], unique=False)
        _unword(table, "consultations", "specialty")
        for column in ("asker_id", "proposed_by"):
            table.drop_constraint(op.f(f"fk_consultations_{column}_users"), type_="foreignkey")
        for column in (
            "remind_at",
            "proposed_until",
            "proposed_by",
            "proposed_for",
            "asker_id",
            "question",
            "specialty",
        ):
            table.drop_column(column)
        _add_checks(table, CHECKS_BEFORE)


def _notifications() -> None:
    with op.batch_alter_table("notifications", recreate=_recreate()) as table:
        _reword(table, "notifications", "kind", word("notification_types"))
        table.add_column(
            sa.Column("in_portal", sa.Boolean(), nullable=False, server_default=sa.true())
        )
        table.create_index("ix_notifications_subject", ["subject_id"], unique=False)


def _notifications_before() -> None:
    known = ", ".join(f"'{kind}'" for kind in BEFORE["notification_types"])
    op.execute(f"DELETE FROM notifications WHERE kind NOT IN ({known})")
    with op.batch_alter_table("notifications", recreate=_recreate()) as table:
        words = word("notification_types", BEFORE["notification_types"])
        _reword(table, "notifications", "kind", words)
        table.drop_index("ix_notifications_subject")
        table.drop_column("in_portal")


def _recreate() -> str:
    """SQLite changes a table by copying it."""
    return "never" if _postgresql() else "always"


def _reword(table: Any, name: str, column: str, words: Any) -> None:
    """Give a column the vocabulary of now; PostgreSQL's type has grown already."""
    if not _postgresql():
        _unword(table, name, words.name)
        table.alter_column(column, existing_type=sa.String(length=40), type_=words)


def _unword(table: Any, name: str, words: str) -> None:
    if not _postgresql():
        table.drop_constraint(op.f(f"ck_{name}_{words}"), type_="check")


def _drop_checks(table: Any, rules: dict[str, str]) -> None:
    for name in rules:
        table.drop_constraint(op.f(f"ck_consultations_{name}"), type_="check")


def _add_checks(table: Any, rules: dict[str, str]) -> None:
    for name, rule in rules.items():
        table.create_check_constraint(op.f(f"ck_consultations_{name}"), rule)


def _create_tables() -> None:

    op.create_table(
        "sign_in_failures",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("account_hash", sa.String(length=64), nullable=False),
        sa.Column("address", sa.String(length=60), nullable=False),
        sa.CheckConstraint("account_hash <> ''", name=op.f("ck_sign_in_failures_of_an_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_failures")),
    )
    with op.batch_alter_table("sign_in_failures", schema=None) as batch_op:
        batch_op.create_index(
            "ix_sign_in_failures_account", ["account_hash", "created_at"], unique=False
        )

    op.create_table(
        "account_tokens",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("kind", word("token_kind"), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("expires_at", Moment(), nullable=False),
        sa.Column("used_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_account_tokens_user_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_tokens")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_account_tokens_token_hash")),
    )
    with op.batch_alter_table("account_tokens", schema=None) as batch_op:
        batch_op.create_index("ix_account_tokens_user", ["user_id", "kind"], unique=False)

    op.create_table(
        "notification_preferences",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("kind", word("notification_group"), nullable=False),
        sa.Column("in_portal", sa.Boolean(), nullable=False),
        sa.Column("by_email", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "in_portal OR by_email", name=op.f("ck_notification_preferences_told_somehow")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_notification_preferences_user_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notification_preferences")),
        sa.UniqueConstraint(
            "user_id", "kind", name=op.f("uq_notification_preferences_user_id_kind")
        ),
    )
    op.create_table(
        "patient_profiles",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=60), nullable=False),
        sa.Column("large_print", sa.Boolean(), nullable=False),
        sa.Column("needs", sa.String(length=600), nullable=False),
        sa.Column("contact_preference", sa.String(length=120), nullable=False),
        sa.Column("emergency_contact", sa.String(length=120), nullable=False),
        sa.Column("emergency_phone", sa.String(length=40), nullable=False),
        sa.Column("emergency_relation", sa.String(length=60), nullable=False),
        sa.Column("updated_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_patient_profiles_user_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_patient_profiles")),
        sa.UniqueConstraint("user_id", name=op.f("uq_patient_profiles_user_id")),
    )
    op.create_table(
        "practitioners",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("licence_body", sa.String(length=80), nullable=False),
        sa.Column("licence_number", sa.String(length=40), nullable=False),
        sa.Column("licence_until", sa.Date(), nullable=True),
        sa.Column("specialty", word("specialty"), nullable=True),
        sa.Column("direct_requests", sa.Boolean(), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("verified_at", Moment(), nullable=True),
        sa.Column("verified_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_practitioners_user_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["verified_by"], ["users.id"], name=op.f("fk_practitioners_verified_by_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practitioners")),
        sa.UniqueConstraint("user_id", name=op.f("uq_practitioners_user_id")),
    )
    op.create_table(
        "saved_texts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("organization_id", sa.Uuid(), nullable=True),
        sa.Column("kind", word("saved_kind"), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organizations.id"],
            name=op.f("fk_saved_texts_organization_id_organizations"),
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["users.id"], name=op.f("fk_saved_texts_owner_id_users")
        ),
        sa.CheckConstraint(
            "(owner_id IS NULL) <> (organization_id IS NULL)",
            name=op.f("ck_saved_texts_of_a_person_or_a_practice"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_texts")),
    )
    with op.batch_alter_table("saved_texts", schema=None) as batch_op:
        batch_op.create_index("ix_saved_texts_owner", ["owner_id", "kind"], unique=False)

    op.create_table(
        "allergies",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("patient_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("source", word("entry_source"), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=True),
        sa.Column("status", word("entry_status"), nullable=False),
        sa.Column("status_reason", sa.String(length=600), nullable=False),
        sa.Column("status_by", sa.Uuid(), nullable=True),
        sa.Column("status_at", Moment(), nullable=True),
        sa.Column("replaces_id", sa.Uuid(), nullable=True),
        sa.Column("none_known", sa.Boolean(), nullable=False),
        sa.Column("substance", sa.String(length=120), nullable=False),
        sa.Column("reaction", sa.String(length=200), nullable=False),
        sa.Column("severity", word("reaction_severity"), nullable=True),
        sa.Column("certainty", word("allergy_certainty"), nullable=False),
        sa.CheckConstraint(
            "status NOT IN ('corrected', 'entered_in_error') OR status_reason <> ''",
            name=op.f("ck_allergies_said_why"),
        ),
        sa.CheckConstraint("none_known OR severity IS NOT NULL", name=op.f("ck_allergies_how_bad")),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultations.id"],
            name=op.f("fk_allergies_consultation_id_consultations"),
        ),
        sa.ForeignKeyConstraint(
            ["patient_id"], ["users.id"], name=op.f("fk_allergies_patient_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["users.id"], name=op.f("fk_allergies_recorded_by_users")
        ),
        sa.ForeignKeyConstraint(
            ["replaces_id"], ["allergies.id"], name=op.f("fk_allergies_replaces_id_allergies")
        ),
        sa.ForeignKeyConstraint(
            ["status_by"], ["users.id"], name=op.f("fk_allergies_status_by_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_allergies")),
        sa.UniqueConstraint("replaces_id", name=op.f("uq_allergies_replaces_id")),
    )
    with op.batch_alter_table("allergies", schema=None) as batch_op:
        batch_op.create_index("ix_allergies_patient", ["patient_id", "status"], unique=False)
        batch_op.create_index(
            "uq_allergies_none_known",
            ["patient_id"],
            unique=True,
            postgresql_where=sa.text("none_known AND status = 'current'"),
            sqlite_where=sa.text("none_known AND status = 'current'"),
        )

    op.create_table(
        "conditions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("patient_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("source", word("entry_source"), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=True),
        sa.Column("status", word("entry_status"), nullable=False),
        sa.Column("status_reason", sa.String(length=600), nullable=False),
        sa.Column("status_by", sa.Uuid(), nullable=True),
        sa.Column("status_at", Moment(), nullable=True),
        sa.Column("replaces_id", sa.Uuid(), nullable=True),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("label", sa.String(length=300), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "status NOT IN ('corrected', 'entered_in_error') OR status_reason <> ''",
            name=op.f("ck_conditions_said_why"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultations.id"],
            name=op.f("fk_conditions_consultation_id_consultations"),
        ),
        sa.ForeignKeyConstraint(
            ["patient_id"], ["users.id"], name=op.f("fk_conditions_patient_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["users.id"], name=op.f("fk_conditions_recorded_by_users")
        ),
        sa.ForeignKeyConstraint(
            ["replaces_id"], ["conditions.id"], name=op.f("fk_conditions_replaces_id_conditions")
        ),
        sa.ForeignKeyConstraint(
            ["status_by"], ["users.id"], name=op.f("fk_conditions_status_by_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conditions")),
        sa.UniqueConstraint("replaces_id", name=op.f("uq_conditions_replaces_id")),
    )
    with op.batch_alter_table("conditions", schema=None) as batch_op:
        batch_op.create_index("ix_conditions_patient", ["patient_id", "status"], unique=False)

    op.create_table(
        "consultation_addenda",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name=op.f("fk_consultation_addenda_author_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultations.id"],
            name=op.f("fk_consultation_addenda_consultation_id_consultations"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation_addenda")),
    )
    with op.batch_alter_table("consultation_addenda", schema=None) as batch_op:
        batch_op.create_index(
            "ix_consultation_addenda", ["consultation_id", "created_at"], unique=False
        )

    op.create_table(
        "consultation_notes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("history", sa.Text(), nullable=False),
        sa.Column("examination", sa.Text(), nullable=False),
        sa.Column("assessment", sa.Text(), nullable=False),
        sa.Column("codes", sa.JSON(), nullable=False),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("outcome", word("consultation_outcome"), nullable=False),
        sa.Column("watch_for", sa.Text(), nullable=False),
        sa.Column("act_by", sa.String(length=200), nullable=False),
        sa.Column("call_whom", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name=op.f("fk_consultation_notes_author_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultations.id"],
            name=op.f("fk_consultation_notes_consultation_id_consultations"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation_notes")),
        sa.UniqueConstraint("consultation_id", name=op.f("uq_consultation_notes_consultation_id")),
    )
    op.create_table(
        "letters",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("recipient", sa.String(length=254), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("notification_id", sa.Uuid(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_try_at", Moment(), nullable=False),
        sa.Column("sent_at", Moment(), nullable=True),
        sa.Column("given_up_at", Moment(), nullable=True),
        sa.Column("failure", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["notification_id"],
            ["notifications.id"],
            name=op.f("fk_letters_notification_id_notifications"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letters")),
        sa.UniqueConstraint("notification_id", name=op.f("uq_letters_notification_id")),
    )
    with op.batch_alter_table("letters", schema=None) as batch_op:
        batch_op.create_index(
            "ix_letters_waiting",
            ["next_try_at"],
            unique=False,
            postgresql_where=sa.text("sent_at IS NULL AND given_up_at IS NULL"),
            sqlite_where=sa.text("sent_at IS NULL AND given_up_at IS NULL"),
        )

    op.create_table(
        "measurements",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("patient_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("source", word("entry_source"), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=True),
        sa.Column("status", word("entry_status"), nullable=False),
        sa.Column("status_reason", sa.String(length=600), nullable=False),
        sa.Column("status_by", sa.Uuid(), nullable=True),
        sa.Column("status_at", Moment(), nullable=True),
        sa.Column("replaces_id", sa.Uuid(), nullable=True),
        sa.Column("vital", word("vital"), nullable=False),
        sa.Column("value", sa.Numeric(precision=9, scale=3), nullable=False),
        sa.Column("value_second", sa.Numeric(precision=9, scale=3), nullable=True),
        sa.Column("unit", sa.String(length=20), nullable=False),
        sa.Column("taken_at", Moment(), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "status NOT IN ('corrected', 'entered_in_error') OR status_reason <> ''",
            name=op.f("ck_measurements_said_why"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultations.id"],
            name=op.f("fk_measurements_consultation_id_consultations"),
        ),
        sa.ForeignKeyConstraint(
            ["patient_id"], ["users.id"], name=op.f("fk_measurements_patient_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["users.id"], name=op.f("fk_measurements_recorded_by_users")
        ),
        sa.ForeignKeyConstraint(
            ["replaces_id"],
            ["measurements.id"],
            name=op.f("fk_measurements_replaces_id_measurements"),
        ),
        sa.ForeignKeyConstraint(
            ["status_by"], ["users.id"], name=op.f("fk_measurements_status_by_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measurements")),
        sa.UniqueConstraint("replaces_id", name=op.f("uq_measurements_replaces_id")),
    )
    with op.batch_alter_table("measurements", schema=None) as batch_op:
        batch_op.create_index(
            "ix_measurements_patient", ["patient_id", "vital", "taken_at"], unique=False
        )
        batch_op.create_index(
            "ix_measurements_timeline", ["patient_id", "taken_at", "id"], unique=False
        )

    op.create_table(
        "medications",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("patient_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("source", word("entry_source"), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=True),
        sa.Column("status", word("entry_status"), nullable=False),
        sa.Column("status_reason", sa.String(length=600), nullable=False),
        sa.Column("status_by", sa.Uuid(), nullable=True),
        sa.Column("status_at", Moment(), nullable=True),
        sa.Column("replaces_id", sa.Uuid(), nullable=True),
        sa.Column("substance", sa.String(length=120), nullable=False),
        sa.Column("strength", sa.String(length=60), nullable=False),
        sa.Column("form", sa.String(length=60), nullable=False),
        sa.Column("dosage", sa.String(length=200), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "status NOT IN ('corrected', 'entered_in_error') OR status_reason <> ''",
            name=op.f("ck_medications_said_why"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultations.id"],
            name=op.f("fk_medications_consultation_id_consultations"),
        ),
        sa.ForeignKeyConstraint(
            ["patient_id"], ["users.id"], name=op.f("fk_medications_patient_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["users.id"], name=op.f("fk_medications_recorded_by_users")
        ),
        sa.ForeignKeyConstraint(
            ["replaces_id"], ["medications.id"], name=op.f("fk_medications_replaces_id_medications")
        ),
        sa.ForeignKeyConstraint(
            ["status_by"], ["users.id"], name=op.f("fk_medications_status_by_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_medications")),
        sa.UniqueConstraint("replaces_id", name=op.f("uq_medications_replaces_id")),
    )
    with op.batch_alter_table("medications", schema=None) as batch_op:
        batch_op.create_index("ix_medications_patient", ["patient_id", "status"], unique=False)

    op.create_table(
        "note_drafts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("saved_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name=op.f("fk_note_drafts_author_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultations.id"],
            name=op.f("fk_note_drafts_consultation_id_consultations"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note_drafts")),
        sa.UniqueConstraint(
            "consultation_id", "author_id", name=op.f("uq_note_drafts_consultation_id_author_id")
        ),
    )
    op.create_table(
        "attachments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("uploader_id", sa.Uuid(), nullable=False),
        sa.Column("on_behalf_of", sa.Uuid(), nullable=True),
        sa.Column("patient_id", sa.Uuid(), nullable=True),
        sa.Column("consultation_id", sa.Uuid(), nullable=True),
        sa.Column("message_id", sa.Uuid(), nullable=True),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", word("attachment_purpose"), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("media_type", word("media_type"), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("stored_as", sa.String(length=80), nullable=False),
        sa.Column("thumbnail", sa.String(length=80), nullable=False),
        sa.Column("key_id", sa.String(length=40), nullable=False),
        sa.Column("wrapped_key", sa.String(length=200), nullable=False),
        sa.Column("not_intimate", sa.Boolean(), nullable=False),
        sa.Column("sensitive_at", Moment(), nullable=True),
        sa.Column("sensitive_by", sa.Uuid(), nullable=True),
        sa.Column("removed_at", Moment(), nullable=True),
        sa.Column("removed_by", sa.Uuid(), nullable=True),
        sa.Column("removed_reason", sa.String(length=600), nullable=False),
        sa.CheckConstraint(
            "removed_at IS NULL OR removed_reason <> ''",
            name=op.f("ck_attachments_removed_with_reason"),
        ),
        sa.CheckConstraint("size > 0", name=op.f("ck_attachments_not_empty")),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultations.id"],
            name=op.f("fk_attachments_consultation_id_consultations"),
        ),
        sa.ForeignKeyConstraint(
            ["message_id"],
            ["consultation_messages.id"],
            name=op.f("fk_attachments_message_id_consultation_messages"),
        ),
        sa.ForeignKeyConstraint(
            ["on_behalf_of"], ["users.id"], name=op.f("fk_attachments_on_behalf_of_users")
        ),
        sa.ForeignKeyConstraint(
            ["patient_id"], ["users.id"], name=op.f("fk_attachments_patient_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["removed_by"], ["users.id"], name=op.f("fk_attachments_removed_by_users")
        ),
        sa.ForeignKeyConstraint(
            ["sensitive_by"], ["users.id"], name=op.f("fk_attachments_sensitive_by_users")
        ),
        sa.ForeignKeyConstraint(
            ["uploader_id"], ["users.id"], name=op.f("fk_attachments_uploader_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachments")),
        sa.UniqueConstraint("stored_as", name=op.f("uq_attachments_stored_as")),
        sa.UniqueConstraint(
            "uploader_id", "client_id", name=op.f("uq_attachments_uploader_id_client_id")
        ),
    )
    with op.batch_alter_table("attachments", schema=None) as batch_op:
        batch_op.create_index(
            "ix_attachments_consultation", ["consultation_id", "created_at"], unique=False
        )
        batch_op.create_index("ix_attachments_patient", ["patient_id", "created_at"], unique=False)
        batch_op.create_index(
            "ix_attachments_uploader", ["uploader_id", "created_at"], unique=False
        )

    op.create_table(
        "attachment_viewers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("attachment_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("named_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attachment_id"],
            ["attachments.id"],
            name=op.f("fk_attachment_viewers_attachment_id_attachments"),
        ),
        sa.ForeignKeyConstraint(
            ["named_by"], ["users.id"], name=op.f("fk_attachment_viewers_named_by_users")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_attachment_viewers_user_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment_viewers")),
        sa.UniqueConstraint(
            "attachment_id", "user_id", name=op.f("uq_attachment_viewers_attachment_id_user_id")
        ),
    )
