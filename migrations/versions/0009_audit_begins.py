"""The audit trail has its head from the start: two first entries at once find one row to wait for."""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        f"INSERT INTO audit_heads (id, last_id, last_hash) SELECT 1, 0, '{'0' * 64}' "
        "WHERE NOT EXISTS (SELECT 1 FROM audit_heads)"
    )


def downgrade() -> None:
    op.execute("DELETE FROM audit_heads WHERE last_id = 0")
