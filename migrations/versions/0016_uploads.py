"""Uploads in pieces; a piece of evidence names its place, its small picture and why it was withheld."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "uploads",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("received", sa.BigInteger(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.Column("thumbnail_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("received BETWEEN 0 AND size", name=op.f("ck_uploads_received")),
        sa.ForeignKeyConstraint(["file_id"], ["stored_files.id"], name="fk_uploads_file_id"),
        sa.ForeignKeyConstraint(["thumbnail_id"], ["stored_files.id"], name="fk_uploads_thumbnail_id"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_uploads_user_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_uploads"),
    )
    op.create_index("ix_uploads_user_id", "uploads", ["user_id"])
    op.create_index("ix_uploads_expires_at", "uploads", ["expires_at"])
    with op.batch_alter_table("evidence") as table:
        table.add_column(sa.Column("allocation_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("thumbnail_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("withheld_reason", sa.Text(), nullable=False, server_default=""))
        table.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
        table.create_foreign_key(
            "fk_evidence_allocation_id", "allocations", ["allocation_id"], ["id"], ondelete="SET NULL"
        )
        table.create_foreign_key("fk_evidence_thumbnail_id", "stored_files", ["thumbnail_id"], ["id"])
        table.create_unique_constraint("uq_evidence_thumbnail_id", ["thumbnail_id"])
        table.create_index("ix_evidence_allocation_id", ["allocation_id"])
    with op.batch_alter_table("evidence") as table:
        table.alter_column("withheld_reason", server_default=None)
        table.alter_column("version", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("evidence") as table:
        table.drop_index("ix_evidence_allocation_id")
        table.drop_constraint("uq_evidence_thumbnail_id", type_="unique")
        table.drop_constraint("fk_evidence_thumbnail_id", type_="foreignkey")
        table.drop_constraint("fk_evidence_allocation_id", type_="foreignkey")
        for name in ("version", "withheld_reason", "thumbnail_id", "allocation_id"):
            table.drop_column(name)
    op.drop_table("uploads")
