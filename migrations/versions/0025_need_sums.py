"""What is promised and delivered for a need stands beside it."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

SUMS = (
    "SELECT coalesce(sum({amount}), 0) FROM allocations JOIN commitments ON commitments.id = commitment_id "
    "WHERE need_id = needs.id AND commitments.status IN ('verified', 'completed', 'cancelled')"
)
REACHED = "coalesce(realised_quantity, 0)"
PROMISED = (
    "CASE WHEN commitments.status = 'verified' AND coalesce(realised_quantity, 0) <= coalesce(allocations.quantity, 0) "
    "THEN coalesce(allocations.quantity, 0) ELSE coalesce(realised_quantity, 0) END"
)


def upgrade() -> None:
    for name in ("pledged", "delivered"):
        op.add_column("needs", sa.Column(name, sa.BigInteger(), nullable=False, server_default="0"))
    pledged, delivered = SUMS.format(amount=PROMISED), SUMS.format(amount=REACHED)
    op.execute(f"UPDATE needs SET pledged = ({pledged}), delivered = ({delivered})")  # noqa: S608 - ours


def downgrade() -> None:
    for name in ("pledged", "delivered"):
        op.drop_column("needs", name)
