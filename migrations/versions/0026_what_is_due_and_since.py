"""What is overdue longest, and what was closed or verified since a day, are read from an index."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

KNOWN = {  # only rows that have the day, the last column, stand in it
    "ix_commitments_closed_at": ("commitments", "status", "closed_at"),
    "ix_commitments_owing": ("commitments", "organisation_id", "report_due_on"),
    "ix_progress_reports_verified_at": ("progress_reports", "status", "verified_at"),
}


def upgrade() -> None:
    op.drop_index("ix_commitments_report_due_on", "commitments")
    op.create_index("ix_commitments_report_due_on", "commitments", ["report_due_on", "reference"])
    for name, (table, *columns) in KNOWN.items():
        there = sa.text(f"{columns[-1]} IS NOT NULL")
        op.create_index(name, table, columns, sqlite_where=there, postgresql_where=there)


def downgrade() -> None:
    for name, (table, *_columns) in KNOWN.items():
        op.drop_index(name, table)
    op.drop_index("ix_commitments_report_due_on", "commitments")
    op.create_index("ix_commitments_report_due_on", "commitments", ["report_due_on"])
