"""Meetings and minutes: from the agenda to the action items; a commitment knows the meeting it was born in."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "meetings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=16), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("letter_number", sa.String(length=80), nullable=False),
        sa.Column("chair_name", sa.String(length=200), nullable=False),
        sa.Column("chair_position", sa.String(length=200), nullable=False),
        sa.Column("chair_user_id", sa.Integer(), nullable=True),
        sa.Column("note_taker_id", sa.Integer(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "planned",
                "held",
                "cancelled",
                name="meeting_status",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("attendance_token", sa.String(length=64), nullable=True),
        sa.Column("attendance_opened", sa.Boolean(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["chair_user_id"], ["users.id"], name="fk_meetings_chair_user_id"),
        sa.ForeignKeyConstraint(["created_by_id"], ["users.id"], name="fk_meetings_created_by_id"),
        sa.ForeignKeyConstraint(["note_taker_id"], ["users.id"], name="fk_meetings_note_taker_id"),
        sa.PrimaryKeyConstraint("id", name="pk_meetings"),
        sa.UniqueConstraint("attendance_token", name="uq_meetings_attendance_token"),
        sa.UniqueConstraint("reference", name="uq_meetings_reference"),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("meetings", schema=None) as batch_op:
        batch_op.create_index("ix_meetings_starts_at", ["starts_at"], unique=False)

    op.create_table(
        "attendees",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("organisation_written", sa.String(length=200), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "government",
                "private",
                "ngo",
                "community",
                "other",
                name="attendee_kind",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("position", sa.String(length=200), nullable=False),
        sa.Column(
            "sex",
            sa.Enum(
                "male", "female", name="attendee_sex", native_enum=False, create_constraint=True, length=20
            ),
            nullable=False,
        ),
        sa.Column("contact", sa.String(length=200), nullable=False),
        sa.Column(
            "source",
            sa.Enum(
                "qr",
                "typed",
                "pasted",
                name="attendance_source",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name="fk_attendees_meeting_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["merged_into_id"], ["attendees.id"], name="fk_attendees_merged_into_id"),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name="fk_attendees_organisation_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_attendees"),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("attendees", schema=None) as batch_op:
        batch_op.create_index("ix_attendees_meeting_id", ["meeting_id"], unique=False)
        batch_op.create_index("ix_attendees_organisation_id", ["organisation_id"], unique=False)

    op.create_table(
        "meeting_invitations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name="fk_meeting_invitations_meeting_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name="fk_meeting_invitations_organisation_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_meeting_invitations"),
        sa.UniqueConstraint(
            "meeting_id", "organisation_id", name="uq_meeting_invitations_meeting_id_organisation_id"
        ),
    )
    with op.batch_alter_table("meeting_invitations", schema=None) as batch_op:
        batch_op.create_index("ix_meeting_invitations_organisation_id", ["organisation_id"], unique=False)

    op.create_table(
        "meeting_pockets",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("pocket_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name="fk_meeting_pockets_meeting_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["pocket_id"], ["pockets.id"], name="fk_meeting_pockets_pocket_id"),
        sa.PrimaryKeyConstraint("meeting_id", "pocket_id", name="pk_meeting_pockets"),
    )
    op.create_table(
        "meeting_strategies",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("strategy_number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name="fk_meeting_strategies_meeting_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["strategy_number"], ["strategies.number"], name="fk_meeting_strategies_strategy_number"
        ),
        sa.PrimaryKeyConstraint("meeting_id", "strategy_number", name="pk_meeting_strategies"),
    )
    op.create_table(
        "minutes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "draft",
                "awaiting",
                "approved",
                name="minutes_status",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("respond_by", sa.Date(), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_by_id", sa.Integer(), nullable=True),
        sa.Column("frozen_text", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["approved_by_id"], ["users.id"], name="fk_minutes_approved_by_id"),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name="fk_minutes_meeting_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_minutes"),
        sa.UniqueConstraint("meeting_id", name="uq_minutes_meeting_id"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "action_items",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("minutes_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(length=200), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column(
            "priority",
            sa.Enum(
                "high",
                "normal",
                "low",
                name="item_priority",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column(
            "status",
            sa.Enum("open", "done", name="item_status", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column("done_note", sa.Text(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by_id", sa.Integer(), nullable=True),
        sa.Column("verified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("verified_by_id", sa.Integer(), nullable=True),
        sa.Column("commitment_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["commitment_id"], ["commitments.id"], name="fk_action_items_commitment_id", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["done_by_id"], ["users.id"], name="fk_action_items_done_by_id"),
        sa.ForeignKeyConstraint(
            ["minutes_id"], ["minutes.id"], name="fk_action_items_minutes_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name="fk_action_items_organisation_id"
        ),
        sa.ForeignKeyConstraint(["verified_by_id"], ["users.id"], name="fk_action_items_verified_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_action_items"),
        sa.UniqueConstraint("commitment_id", name="uq_action_items_commitment_id"),
        sa.UniqueConstraint("minutes_id", "number", name="uq_action_items_minutes_id_number"),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("action_items", schema=None) as batch_op:
        batch_op.create_index("ix_action_items_due_on", ["due_on"], unique=False)
        batch_op.create_index("ix_action_items_organisation_id", ["organisation_id"], unique=False)

    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("minutes_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["minutes_id"], ["minutes.id"], name="fk_decisions_minutes_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_decisions"),
        sa.UniqueConstraint("minutes_id", "number", name="uq_decisions_minutes_id_number"),
    )
    op.create_table(
        "discussion_points",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("minutes_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["minutes_id"], ["minutes.id"], name="fk_discussion_points_minutes_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name="fk_discussion_points_organisation_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_discussion_points"),
    )
    with op.batch_alter_table("discussion_points", schema=None) as batch_op:
        batch_op.create_index("ix_discussion_points_minutes_id", ["minutes_id"], unique=False)

    op.create_table(
        "minutes_addenda",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("minutes_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["users.id"], name="fk_minutes_addenda_author_id"),
        sa.ForeignKeyConstraint(
            ["minutes_id"], ["minutes.id"], name="fk_minutes_addenda_minutes_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_minutes_addenda"),
        sa.UniqueConstraint("minutes_id", "number", name="uq_minutes_addenda_minutes_id_number"),
    )
    op.create_table(
        "minutes_responses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("minutes_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column(
            "verdict",
            sa.Enum(
                "confirm",
                "object",
                name="minutes_verdict",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["minutes_id"], ["minutes.id"], name="fk_minutes_responses_minutes_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name="fk_minutes_responses_organisation_id"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_minutes_responses_user_id"),
        sa.PrimaryKeyConstraint("id", name="pk_minutes_responses"),
        sa.UniqueConstraint(
            "minutes_id", "organisation_id", name="uq_minutes_responses_minutes_id_organisation_id"
        ),
    )
    op.create_table(
        "minutes_revisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("minutes_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["users.id"], name="fk_minutes_revisions_author_id"),
        sa.ForeignKeyConstraint(
            ["minutes_id"], ["minutes.id"], name="fk_minutes_revisions_minutes_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_minutes_revisions"),
        sa.UniqueConstraint("minutes_id", "number", name="uq_minutes_revisions_minutes_id_number"),
    )
    op.create_table(
        "agenda_items",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("presenter", sa.String(length=200), nullable=False),
        sa.Column("carried_item_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["carried_item_id"], ["action_items.id"], name="fk_agenda_items_carried_item_id"
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name="fk_agenda_items_meeting_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_agenda_items"),
    )
    with op.batch_alter_table("agenda_items", schema=None) as batch_op:
        batch_op.create_index("ix_agenda_items_meeting_id", ["meeting_id"], unique=False)

    op.add_column("commitments", sa.Column("origin", sa.String(length=40), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("commitments", "origin")

    with op.batch_alter_table("agenda_items", schema=None) as batch_op:
        batch_op.drop_index("ix_agenda_items_meeting_id")

    op.drop_table("agenda_items")
    op.drop_table("minutes_revisions")
    op.drop_table("minutes_responses")
    op.drop_table("minutes_addenda")
    with op.batch_alter_table("discussion_points", schema=None) as batch_op:
        batch_op.drop_index("ix_discussion_points_minutes_id")

    op.drop_table("discussion_points")
    op.drop_table("decisions")
    with op.batch_alter_table("action_items", schema=None) as batch_op:
        batch_op.drop_index("ix_action_items_organisation_id")
        batch_op.drop_index("ix_action_items_due_on")

    op.drop_table("action_items")
    op.drop_table("minutes")
    op.drop_table("meeting_strategies")
    op.drop_table("meeting_pockets")
    with op.batch_alter_table("meeting_invitations", schema=None) as batch_op:
        batch_op.drop_index("ix_meeting_invitations_organisation_id")

    op.drop_table("meeting_invitations")
    with op.batch_alter_table("attendees", schema=None) as batch_op:
        batch_op.drop_index("ix_attendees_organisation_id")
        batch_op.drop_index("ix_attendees_meeting_id")

    op.drop_table("attendees")
    with op.batch_alter_table("meetings", schema=None) as batch_op:
        batch_op.drop_index("ix_meetings_starts_at")

    op.drop_table("meetings")
