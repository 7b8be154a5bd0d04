"""What people of a place say of a delivery, and the codes with which they say it; files that nobody signed."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

STANDING = "community_id IS NOT NULL AND status IN ('waiting', 'published') AND pocket_id IS "
INDEXED = (
    "commitment_id",
    "allocation_id",
    "pocket_id",
    "batch_id",
    "community_id",
    "status",
    "answer_status",
)


def upgrade() -> None:
    with _files() as table:
        table.alter_column("uploaded_by_id", existing_type=sa.Integer(), nullable=True)
    _codes()
    _confirmations()
    for column in INDEXED:
        op.create_index(f"ix_confirmations_{column}", "confirmations", [column])
    _once_a_quarter("uq_confirmations_pocket", "pocket_id", "NOT NULL")
    _once_a_quarter("uq_confirmations_region", "region_code", "NULL")


def downgrade() -> None:
    op.drop_table("confirmations")
    op.drop_table("confirmation_codes")
    op.drop_table("confirmation_batches")
    op.execute("DELETE FROM stored_files WHERE uploaded_by_id IS NULL")  # photos of confirmations
    with _files() as table:
        table.alter_column("uploaded_by_id", existing_type=sa.Integer(), nullable=False)


def _files() -> Any:
    return op.batch_alter_table("stored_files", table_kwargs={"sqlite_autoincrement": True})


def _once_a_quarter(name: str, place: str, pocket: str) -> None:
    condition = sa.text(STANDING + pocket)
    op.create_index(
        name,
        "confirmations",
        ["community_id", "commitment_id", place, "year", "quarter_number", "status"],
        unique=True,
        sqlite_where=condition,
        postgresql_where=condition,
    )


def _codes() -> None:
    op.create_table(
        "confirmation_batches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pocket_id", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["users.id"], name="fk_confirmation_batches_made_by_id", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["pocket_id"], ["pockets.id"], name="fk_confirmation_batches_pocket_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_confirmation_batches"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_confirmation_batches_pocket_id", "confirmation_batches", ["pocket_id"])
    op.create_table(
        "confirmation_codes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("is_used", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"],
            ["confirmation_batches.id"],
            name="fk_confirmation_codes_batch_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_confirmation_codes"),
        sa.UniqueConstraint("code_hash", name="uq_confirmation_codes_code_hash"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_confirmation_codes_batch_id", "confirmation_codes", ["batch_id"])


def _confirmations() -> None:
    op.create_table(
        "confirmations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column("allocation_id", sa.Integer(), nullable=True),
        sa.Column("region_code", sa.String(length=13), nullable=False),
        sa.Column("pocket_id", sa.Integer(), nullable=True),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.Column("community_id", sa.Integer(), nullable=True),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("quarter_number", sa.Integer(), nullable=False),
        sa.Column(
            "verdict",
            sa.Enum(
                "confirmed",
                "partly",
                "disputed",
                name="verdict",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("shows_text", sa.Boolean(), nullable=False),
        sa.Column("photo_id", sa.Integer(), nullable=True),
        sa.Column("thumbnail_id", sa.Integer(), nullable=True),
        sa.Column("shows_photo", sa.Boolean(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "waiting",
                "published",
                "refused",
                "replaced",
                name="confirmation_status",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column(
            "answer_status",
            sa.Enum(
                "waiting",
                "published",
                "refused",
                "replaced",
                name="answer_status",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=True,
        ),
        sa.Column("answer_reason", sa.Text(), nullable=False),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(batch_id IS NULL) <> (community_id IS NULL)", name=op.f("ck_confirmations_one_voice")
        ),
        sa.ForeignKeyConstraint(
            ["allocation_id"], ["allocations.id"], name="fk_confirmations_allocation_id", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["users.id"], name="fk_confirmations_answered_by_id", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["confirmation_batches.id"], name="fk_confirmations_batch_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["commitment_id"], ["commitments.id"], name="fk_confirmations_commitment_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["community_id"], ["organisations.id"], name="fk_confirmations_community_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["users.id"], name="fk_confirmations_created_by_id", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["users.id"], name="fk_confirmations_decided_by_id", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["photo_id"], ["stored_files.id"], name="fk_confirmations_photo_id"),
        sa.ForeignKeyConstraint(
            ["pocket_id"], ["pockets.id"], name="fk_confirmations_pocket_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["region_code"], ["regions.code"], name="fk_confirmations_region_code"),
        sa.ForeignKeyConstraint(["thumbnail_id"], ["stored_files.id"], name="fk_confirmations_thumbnail_id"),
        sa.PrimaryKeyConstraint("id", name="pk_confirmations"),
        sa.UniqueConstraint("photo_id", name="uq_confirmations_photo_id"),
        sa.UniqueConstraint("thumbnail_id", name="uq_confirmations_thumbnail_id"),
        sqlite_autoincrement=True,
    )
