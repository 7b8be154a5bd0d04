"""Needs of pockets, and the lines of commitments that take them on."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "needs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=16), nullable=False),
        sa.Column("pocket_id", sa.Integer(), nullable=False),
        sa.Column("strategy_number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("unit", sa.String(length=40), nullable=False),
        sa.Column("rupiah", sa.BigInteger(), nullable=True),
        sa.Column("rupiah_source", sa.String(length=200), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column(
            "priority",
            sa.Enum(
                "urgent",
                "high",
                "normal",
                name="need_priority",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column(
            "basis",
            sa.Enum(
                "village_meeting",
                "dtsen",
                "fgd",
                "survey",
                name="need_basis",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("basis_note", sa.String(length=200), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "proposed",
                "declined",
                "open",
                "closed",
                name="need_status",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_needs_something")),
        sa.CheckConstraint("rupiah >= 0", name=op.f("ck_needs_not_negative")),
        sa.ForeignKeyConstraint(["created_by_id"], ["users.id"], name="fk_needs_created_by_id"),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisations.id"], name="fk_needs_organisation_id"),
        sa.ForeignKeyConstraint(["pocket_id"], ["pockets.id"], name="fk_needs_pocket_id"),
        sa.ForeignKeyConstraint(["strategy_number"], ["strategies.number"], name="fk_needs_strategy_number"),
        sa.PrimaryKeyConstraint("id", name="pk_needs"),
        sa.UniqueConstraint("reference", name="uq_needs_reference"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_needs_organisation_id", "needs", ["organisation_id"])
    op.create_index("ix_needs_pocket_id", "needs", ["pocket_id"])
    op.create_index("ix_needs_status_year", "needs", ["status", "year"])
    op.create_index("ix_needs_strategy_number", "needs", ["strategy_number"])
    op.create_index("ix_needs_year", "needs", ["year"])
    with op.batch_alter_table("allocations") as batch_op:
        batch_op.add_column(sa.Column("need_id", sa.Integer(), nullable=True))
        batch_op.create_index("ix_allocations_need_id", ["need_id"])
        batch_op.create_foreign_key("fk_allocations_need_id", "needs", ["need_id"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("allocations") as batch_op:
        batch_op.drop_constraint("fk_allocations_need_id", type_="foreignkey")
        batch_op.drop_index("ix_allocations_need_id")
        batch_op.drop_column("need_id")

    op.drop_table("needs")
