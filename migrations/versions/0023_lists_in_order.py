"""What lists of commitments are walked by: sort keys that are never null, each with its index."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

NEWEST = (
    "CASE WHEN status IN ('verified', 'completed', 'cancelled') "
    "THEN coalesce(verified_at, '0001-01-02 00:00:00+00') ELSE '0001-01-01 00:00:00+00' END"
)
DEADLINE = (
    "CASE WHEN status IN ('completed', 'cancelled', 'rejected') THEN '9999-12-31' "
    "ELSE coalesce(ends_on, '9999-12-30') END"
)
QUIET = "CASE WHEN status = 'verified' THEN coalesce(heard_on, '9999-12-30') ELSE '9999-12-31' END"
MADE = {
    "order_newest": (sa.DateTime(timezone=True), NEWEST),
    "order_deadline": (sa.Date(), DEADLINE),
    "order_quiet": (sa.Date(), QUIET),
    "order_title": (sa.String(length=200), "lower(title)"),
    "start_year": (sa.SmallInteger(), sa.extract("year", sa.column("starts_on"))),
}
WALKED = {
    "order_newest": ("order_newest",),
    "order_deadline": ("order_deadline",),
    "order_value": ("order_value",),
    "order_quiet": ("order_quiet",),
    "order_title": ("order_title",),
    "updated_at": ("updated_at",),
    "organisation_id": ("organisation_id", "order_newest"),
    "start_year": ("start_year", "order_newest"),
    "strategy_number": ("strategy_number", "order_newest"),
}
FORMER = ("strategy_number", "organisation_id", "updated_at")


def upgrade() -> None:
    stored = True if op.get_bind().dialect.name == "postgresql" else None  # SQLite adds virtual ones only
    for name, (kind, made_of) in MADE.items():
        op.add_column("commitments", sa.Column(name, kind, sa.Computed(made_of, stored), nullable=True))
    value = sa.Column("order_value", sa.BigInteger(), nullable=False, server_default="-1")
    op.add_column("commitments", value)
    op.execute(
        "UPDATE commitments SET order_value = coalesce((SELECT sum(allocations.rupiah) FROM allocations "
        "WHERE allocations.commitment_id = commitments.id), -1)"
    )
    for name in FORMER:
        op.drop_index(f"ix_commitments_{name}", "commitments")
    for name, columns in WALKED.items():
        op.create_index(f"ix_commitments_{name}", "commitments", [*columns, "reference"])


def downgrade() -> None:
    for name in WALKED:
        op.drop_index(f"ix_commitments_{name}", "commitments")
    for name in FORMER:
        op.create_index(f"ix_commitments_{name}", "commitments", [name])
    for name in (*MADE, "order_value"):
        op.drop_column("commitments", name)
