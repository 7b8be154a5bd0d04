"""When a quarterly report was first handed in, and when the office last returned it.

Reports that wait or were verified were first handed in when they were last submitted.
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "progress_reports", sa.Column("first_submitted_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.add_column("progress_reports", sa.Column("returned_at", sa.DateTime(timezone=True), nullable=True))
    reports = sa.table("progress_reports", sa.column("first_submitted_at"), sa.column("submitted_at"))
    op.execute(sa.update(reports).values(first_submitted_at=reports.c.submitted_at))


def downgrade() -> None:
    op.drop_column("progress_reports", "returned_at")
    op.drop_column("progress_reports", "first_submitted_at")
