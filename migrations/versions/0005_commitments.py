"""commitments."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reference_counters",
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "year", name="pk_reference_counters"),
    )
    op.create_table(
        "commitments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=16), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("strategy_number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("description_html", sa.Text(), nullable=False),
        sa.Column("unit", sa.String(length=40), nullable=False),
        sa.Column(
            "support_form",
            sa.Enum(
                "money",
                "goods",
                "services",
                "people",
                "expertise",
                name="support_form",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=True,
        ),
        sa.Column("value_source", sa.String(length=200), nullable=False),
        sa.Column(
            "funding_source",
            sa.Enum(
                "apbn",
                "apbd_province",
                "apbd_district",
                "village_fund",
                "tjsp",
                "zakat",
                "donor",
                "self",
                name="funding_source",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=True,
        ),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("authoriser_name", sa.String(length=200), nullable=False),
        sa.Column("authoriser_position", sa.String(length=200), nullable=False),
        sa.Column("contact_name", sa.String(length=200), nullable=False),
        sa.Column("contact_phone", sa.String(length=30), nullable=False),
        sa.Column("contact_email", sa.String(length=254), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "draft",
                "submitted",
                "returned",
                "verified",
                "completed",
                "cancelled",
                "rejected",
                name="commitment_status",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("verified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_commitments_period")),
        sa.ForeignKeyConstraint(["created_by_id"], ["users.id"], name="fk_commitments_created_by_id"),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name="fk_commitments_organisation_id"
        ),
        sa.ForeignKeyConstraint(
            ["strategy_number"], ["strategies.number"], name="fk_commitments_strategy_number"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_commitments"),
        sa.UniqueConstraint("reference", name="uq_commitments_reference"),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("commitments", schema=None) as batch_op:
        batch_op.create_index("ix_commitments_organisation_id", ["organisation_id"], unique=False)
        batch_op.create_index("ix_commitments_starts_on", ["starts_on"], unique=False)
        batch_op.create_index("ix_commitments_status_submitted_at", ["status", "submitted_at"], unique=False)
        batch_op.create_index("ix_commitments_strategy_number", ["strategy_number"], unique=False)

    op.create_table(
        "allocations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("region_code", sa.String(length=13), nullable=False),
        sa.Column("pocket_id", sa.Integer(), nullable=True),
        sa.Column("rupiah", sa.BigInteger(), nullable=True),
        sa.Column("quantity", sa.BigInteger(), nullable=True),
        sa.Column("households", sa.Integer(), nullable=True),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "rupiah >= 0 AND quantity >= 0 AND households >= 0 AND people >= 0",
            name=op.f("ck_allocations_not_negative"),
        ),
        sa.ForeignKeyConstraint(
            ["commitment_id"], ["commitments.id"], name="fk_allocations_commitment_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["pocket_id"], ["pockets.id"], name="fk_allocations_pocket_id"),
        sa.ForeignKeyConstraint(["region_code"], ["regions.code"], name="fk_allocations_region_code"),
        sa.PrimaryKeyConstraint("id", name="pk_allocations"),
    )
    with op.batch_alter_table("allocations", schema=None) as batch_op:
        batch_op.create_index("ix_allocations_commitment_id", ["commitment_id"], unique=False)
        batch_op.create_index("ix_allocations_pocket_id", ["pocket_id"], unique=False)
        batch_op.create_index("ix_allocations_region_code", ["region_code"], unique=False)
        batch_op.create_index(
            "uq_allocations_pocket",
            ["commitment_id", "pocket_id"],
            unique=True,
            sqlite_where=sa.text("pocket_id IS NOT NULL"),
            postgresql_where=sa.text("pocket_id IS NOT NULL"),
        )
        batch_op.create_index(
            "uq_allocations_region",
            ["commitment_id", "region_code"],
            unique=True,
            sqlite_where=sa.text("pocket_id IS NULL"),
            postgresql_where=sa.text("pocket_id IS NULL"),
        )

    op.create_table(
        "commitment_partners",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "funder",
                "implementer",
                "supporter",
                name="partner_role",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["commitment_id"],
            ["commitments.id"],
            name="fk_commitment_partners_commitment_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name="fk_commitment_partners_organisation_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_commitment_partners"),
        sa.UniqueConstraint(
            "commitment_id", "organisation_id", name="uq_commitment_partners_commitment_id_organisation_id"
        ),
    )
    with op.batch_alter_table("commitment_partners", schema=None) as batch_op:
        batch_op.create_index("ix_commitment_partners_organisation_id", ["organisation_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("commitment_partners", schema=None) as batch_op:
        batch_op.drop_index("ix_commitment_partners_organisation_id")

    op.drop_table("commitment_partners")
    with op.batch_alter_table("allocations", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_allocations_region",
            sqlite_where=sa.text("pocket_id IS NULL"),
            postgresql_where=sa.text("pocket_id IS NULL"),
        )
        batch_op.drop_index(
            "uq_allocations_pocket",
            sqlite_where=sa.text("pocket_id IS NOT NULL"),
            postgresql_where=sa.text("pocket_id IS NOT NULL"),
        )
        batch_op.drop_index("ix_allocations_region_code")
        batch_op.drop_index("ix_allocations_pocket_id")
        batch_op.drop_index("ix_allocations_commitment_id")

    op.drop_table("allocations")
    with op.batch_alter_table("commitments", schema=None) as batch_op:
        batch_op.drop_index("ix_commitments_strategy_number")
        batch_op.drop_index("ix_commitments_status_submitted_at")
        batch_op.drop_index("ix_commitments_starts_on")
        batch_op.drop_index("ix_commitments_organisation_id")

    op.drop_table("commitments")
    op.drop_table("reference_counters")
