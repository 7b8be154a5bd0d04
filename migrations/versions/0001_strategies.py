"""strategies."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "legal_bases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("subject_id", sa.Text(), nullable=False),
        sa.Column("subject_en", sa.Text(), nullable=False),
        sa.Column("note_id", sa.Text(), nullable=False),
        sa.Column("note_en", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_legal_bases"),
        sa.UniqueConstraint("title", name="uq_legal_bases_title"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "strategies",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name_id", sa.String(length=200), nullable=False),
        sa.Column("short_id", sa.String(length=40), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=False),
        sa.Column("short_en", sa.String(length=40), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "delivering",
                "enabling",
                name="strategy_kind",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("inpres_id", sa.String(length=200), nullable=False),
        sa.Column("inpres_en", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_strategies"),
    )


def downgrade() -> None:
    op.drop_table("strategies")
    op.drop_table("legal_bases")
