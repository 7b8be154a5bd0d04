"""places."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "indicators",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name_id", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=False),
        sa.Column("unit_id", sa.String(length=40), nullable=False),
        sa.Column("unit_en", sa.String(length=40), nullable=False),
        sa.Column("counts_people", sa.Boolean(), nullable=False),
        sa.Column("scope", sa.String(length=10), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_indicators"),
    )
    op.create_table(
        "regions",
        sa.Column("code", sa.String(length=13), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column(
            "level",
            sa.Enum(
                "kabupaten",
                "kecamatan",
                "desa",
                "kelurahan",
                name="region_level",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("parent_code", sa.String(length=13), nullable=True),
        sa.Column("kecamatan_code", sa.String(length=13), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("bps_code", sa.String(length=10), nullable=True),
        sa.Column("development_area", sa.String(length=40), nullable=True),
        sa.Column("short_name", sa.String(length=12), nullable=True),
        sa.Column("tile_column", sa.Integer(), nullable=True),
        sa.Column("tile_row", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["kecamatan_code"], ["regions.code"], name="fk_regions_kecamatan_code"),
        sa.ForeignKeyConstraint(["parent_code"], ["regions.code"], name="fk_regions_parent_code"),
        sa.PrimaryKeyConstraint("code", name="pk_regions"),
    )
    with op.batch_alter_table("regions", schema=None) as batch_op:
        batch_op.create_index("ix_regions_kecamatan_code", ["kecamatan_code"], unique=False)
        batch_op.create_index("ix_regions_parent_code", ["parent_code"], unique=False)

    op.create_table(
        "pockets",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("region_code", sa.String(length=13), nullable=False),
        sa.Column("hamlets", sa.String(length=200), nullable=False),
        sa.Column("decision", sa.String(length=200), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "active",
                "lifted",
                "withdrawn",
                name="pocket_status",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["region_code"], ["regions.code"], name="fk_pockets_region_code"),
        sa.PrimaryKeyConstraint("id", name="pk_pockets"),
        sa.UniqueConstraint("region_code", "name", name="uq_pockets_region_code_name"),
        sa.UniqueConstraint("slug", name="uq_pockets_slug"),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("pockets", schema=None) as batch_op:
        batch_op.create_index("ix_pockets_region_code", ["region_code"], unique=False)

    op.create_table(
        "region_figures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("region_code", sa.String(length=13), nullable=False),
        sa.Column("indicator_code", sa.String(length=40), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("source_en", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["indicator_code"], ["indicators.code"], name="fk_region_figures_indicator_code"
        ),
        sa.ForeignKeyConstraint(["region_code"], ["regions.code"], name="fk_region_figures_region_code"),
        sa.PrimaryKeyConstraint("id", name="pk_region_figures"),
        sa.UniqueConstraint(
            "region_code", "indicator_code", "year", name="uq_region_figures_region_code_indicator_code_year"
        ),
    )
    op.create_table(
        "pocket_figures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pocket_id", sa.Integer(), nullable=False),
        sa.Column("indicator_code", sa.String(length=40), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["indicator_code"], ["indicators.code"], name="fk_pocket_figures_indicator_code"
        ),
        sa.ForeignKeyConstraint(
            ["pocket_id"], ["pockets.id"], name="fk_pocket_figures_pocket_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_pocket_figures"),
        sa.UniqueConstraint(
            "pocket_id", "indicator_code", "year", name="uq_pocket_figures_pocket_id_indicator_code_year"
        ),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    op.drop_table("pocket_figures")
    op.drop_table("region_figures")
    with op.batch_alter_table("pockets", schema=None) as batch_op:
        batch_op.drop_index("ix_pockets_region_code")

    op.drop_table("pockets")
    with op.batch_alter_table("regions", schema=None) as batch_op:
        batch_op.drop_index("ix_regions_parent_code")
        batch_op.drop_index("ix_regions_kecamatan_code")

    op.drop_table("regions")
    op.drop_table("indicators")
