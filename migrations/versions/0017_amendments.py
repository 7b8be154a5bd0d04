"""Requests to change or call off a public promise. At most one waits per commitment."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "amendments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "change",
                "cancel",
                name="amendment_kind",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column(
            "status",
            sa.Enum(
                "requested",
                "approved",
                "rejected",
                "withdrawn",
                name="amendment_status",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("base_number", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("on_behalf", sa.Boolean(), nullable=False),
        sa.Column("requested_by_id", sa.Integer(), nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decision_reason", sa.Text(), nullable=False),
        sa.Column("pledge_version_id", sa.Integer(), nullable=True),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_amendments_period")),
        sa.ForeignKeyConstraint(
            ["commitment_id"], ["commitments.id"], name="fk_amendments_commitment_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["decided_by_id"], ["users.id"], name="fk_amendments_decided_by_id"),
        sa.ForeignKeyConstraint(
            ["pledge_version_id"],
            ["pledge_versions.id"],
            name="fk_amendments_pledge_version_id",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(["requested_by_id"], ["users.id"], name="fk_amendments_requested_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_amendments"),
        sa.UniqueConstraint("commitment_id", "number", name="uq_amendments_commitment_id_number"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_amendments_status_requested_at", "amendments", ["status", "requested_at"])
    op.create_index(
        "uq_amendments_open",
        "amendments",
        ["commitment_id"],
        unique=True,
        sqlite_where=sa.text("status = 'requested'"),
        postgresql_where=sa.text("status = 'requested'"),
    )

    op.create_table(
        "amendment_lines",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("amendment_id", sa.Integer(), nullable=False),
        sa.Column("allocation_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("region_code", sa.String(length=13), nullable=False),
        sa.Column("pocket_id", sa.Integer(), nullable=True),
        sa.Column("rupiah", sa.BigInteger(), nullable=True),
        sa.Column("quantity", sa.BigInteger(), nullable=True),
        sa.Column("households", sa.Integer(), nullable=True),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "rupiah >= 0 AND quantity >= 0 AND households >= 0 AND people >= 0",
            name=op.f("ck_amendment_lines_not_negative"),
        ),
        sa.ForeignKeyConstraint(
            ["allocation_id"],
            ["allocations.id"],
            name="fk_amendment_lines_allocation_id",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["amendment_id"], ["amendments.id"], name="fk_amendment_lines_amendment_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["pocket_id"], ["pockets.id"], name="fk_amendment_lines_pocket_id"),
        sa.ForeignKeyConstraint(["region_code"], ["regions.code"], name="fk_amendment_lines_region_code"),
        sa.PrimaryKeyConstraint("id", name="pk_amendment_lines"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_amendment_lines_allocation_id", "amendment_lines", ["allocation_id"])
    op.create_index("ix_amendment_lines_amendment_id", "amendment_lines", ["amendment_id"])


def downgrade() -> None:
    op.drop_index("ix_amendment_lines_amendment_id", "amendment_lines")
    op.drop_index("ix_amendment_lines_allocation_id", "amendment_lines")

    op.drop_table("amendment_lines")
    op.drop_index("uq_amendments_open", "amendments")
    op.drop_index("ix_amendments_status_requested_at", "amendments")

    op.drop_table("amendments")
