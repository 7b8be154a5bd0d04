"""Notices in the site, what each person wants of them, daily rounds; mail is given up at a moment of its own.

Mail that had used up its eight tries counts as given up when it was last due.
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

MOST_TRIES = 8


def upgrade() -> None:
    _notices()
    op.create_table(
        "notice_preferences",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("channel", sa.String(length=30), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name="fk_notice_preferences_user_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "kind", name="pk_notice_preferences"),
    )
    op.create_table(
        "daily_rounds",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("name", name="pk_daily_rounds"),
    )
    op.add_column("outbox", sa.Column("unsubscribe", sa.Text(), nullable=False, server_default=""))
    op.add_column("outbox", sa.Column("given_up_at", sa.DateTime(timezone=True), nullable=True))
    outbox = sa.table(
        "outbox", *(sa.column(name) for name in ("given_up_at", "due_at", "attempts", "sent_at"))
    )
    op.execute(
        sa.update(outbox)
        .where(outbox.c.sent_at.is_(None), outbox.c.attempts >= MOST_TRIES)
        .values(given_up_at=outbox.c.due_at)
    )
    op.drop_index("ix_outbox_waiting", "outbox")
    op.create_index("ix_outbox_waiting", "outbox", ["sent_at", "given_up_at", "due_at"])


def _notices() -> None:
    op.create_table(
        "notices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("path", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_notices_user_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_notices"),
        sa.UniqueConstraint("user_id", "key", name="uq_notices_user_id_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_notices_of_user", "notices", ["user_id", "id"])
    unread = sa.text("read_at IS NULL")
    op.create_index("ix_notices_unread", "notices", ["user_id"], sqlite_where=unread, postgresql_where=unread)


def downgrade() -> None:
    op.drop_index("ix_outbox_waiting", "outbox")
    op.create_index("ix_outbox_waiting", "outbox", ["sent_at", "due_at"])
    with op.batch_alter_table("outbox") as table:
        table.drop_column("given_up_at")
        table.drop_column("unsubscribe")
    op.drop_table("daily_rounds")
    op.drop_table("notice_preferences")
    op.drop_table("notices")
