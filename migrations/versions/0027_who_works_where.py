"""Summaries tell who works in each kecamatan: the worker counts them anew within a minute."""

from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("UPDATE tally_state SET day = NULL")


def downgrade() -> None:
    op.execute("DELETE FROM tallies WHERE axis = 'worker'")
