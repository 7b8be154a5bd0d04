"""Summary tables of matrices and lists: what is counted, of which lines, and of which day.

They begin empty: the worker, `demo load` or `flask tallies rebuild` fills them, until then pages count afresh.
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "tallies",
        sa.Column("axis", sa.String(length=10), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("strategy_number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("within", sa.String(length=13), nullable=False),
        sa.Column("row_key", sa.Text(), nullable=False),
        sa.Column("leads", sa.Integer(), nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=True),
        sa.Column("commitments", sa.Integer(), nullable=False),
        sa.Column("silent", sa.Integer(), nullable=False),
        sa.Column("examples", sa.Integer(), nullable=False),
        sa.Column("valued", sa.Integer(), nullable=False),
        sa.Column("rupiah", sa.BigInteger(), nullable=False),
        sa.Column("rupiah_given", sa.Integer(), nullable=False),
        sa.Column("rupiah_unstated", sa.Integer(), nullable=False),
        sa.Column("realised", sa.BigInteger(), nullable=False),
        sa.Column("realised_given", sa.Integer(), nullable=False),
        sa.Column("realised_unstated", sa.Integer(), nullable=False),
        sa.Column("achieved", sa.BigInteger(), nullable=False),
        sa.Column("promised", sa.BigInteger(), nullable=False),
        sa.Column("achieved_given", sa.Integer(), nullable=False),
        sa.Column("achieved_unstated", sa.Integer(), nullable=False),
        sa.Column("people", sa.BigInteger(), nullable=False),
        sa.Column("people_given", sa.Integer(), nullable=False),
        sa.Column("people_unstated", sa.Integer(), nullable=False),
        sa.Column("people_masked", sa.Integer(), nullable=False),
        sa.Column("reached", sa.BigInteger(), nullable=False),
        sa.Column("reached_given", sa.Integer(), nullable=False),
        sa.Column("reached_unstated", sa.Integer(), nullable=False),
        sa.Column("reached_masked", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "axis", "kind", "state", "strategy_number", "year", "within", "row_key", name="pk_tallies"
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "tally_lines",
        sa.Column("commitment_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("allocation_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("strategy_number", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=True),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("region_code", sa.String(length=13), nullable=False),
        sa.Column("kecamatan_code", sa.String(length=13), nullable=False),
        sa.Column("pocket_id", sa.Integer(), nullable=True),
        sa.Column("rupiah", sa.BigInteger(), nullable=True),
        sa.Column("realised", sa.BigInteger(), nullable=True),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("reached", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("commitment_id", "allocation_id", name="pk_tally_lines"),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("tally_lines") as batch_op:
        batch_op.create_index(
            "ix_tally_lines_lead",
            [
                "organisation_id",
                "kecamatan_code",
                "region_code",
                "pocket_id",
                "kind",
                "state",
                "strategy_number",
                "year",
                "reported_on",
                "commitment_id",
            ],
        )
        batch_op.create_index(
            "ix_tally_lines_place",
            ["region_code", "pocket_id", "kind", "state", "strategy_number", "year", "reported_on"],
        )

    op.create_table(
        "tally_state",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("silent_months", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_tally_state"),
    )
    op.create_index("ix_commitments_updated_at", "commitments", ["updated_at"])
    op.execute("INSERT INTO tally_state (id, day, silent_months) VALUES (1, NULL, 6)")


def downgrade() -> None:
    op.drop_index("ix_commitments_updated_at", "commitments")
    op.drop_table("tally_state")
    with op.batch_alter_table("tally_lines") as batch_op:
        batch_op.drop_index("ix_tally_lines_place")
        batch_op.drop_index("ix_tally_lines_lead")

    op.drop_table("tally_lines")
    op.drop_table("tallies")
