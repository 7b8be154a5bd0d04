"""Quarter-ends are kept as they were."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "snapshots",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("quarter_number", sa.Integer(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_snapshots"),
        sa.UniqueConstraint("year", "quarter_number", name="uq_snapshots_year_quarter_number"),
        sa.CheckConstraint("quarter_number BETWEEN 1 AND 4", name="quarter"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "snapshot_counts",
        sa.Column("snapshot_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(13), nullable=False),
        sa.Column("strategy", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("start_year", sa.Integer(), nullable=False),
        *(_counted(name) for name in ("commitments", "completed", "leads")),
        *(_amount(name) for name in ("pledged", "realised")),
        _counted("unvalued"),
        _amount("realised_unvalued"),
        _amount("people"),
        _counted("people_masked"),
        _amount("reached"),
        _counted("reached_masked"),
        sa.ForeignKeyConstraint(
            ["snapshot_id"], ["snapshots.id"], name="fk_snapshot_counts_snapshot_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint(
            "snapshot_id", "place", "strategy", "kind", "start_year", name="pk_snapshot_counts"
        ),
    )


def downgrade() -> None:
    op.drop_table("snapshot_counts")
    op.drop_table("snapshots")


def _counted(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _amount(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=True)
