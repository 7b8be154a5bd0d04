"""An addendum to approved minutes counts once the chair approved it."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("minutes_addenda") as table:
        table.add_column(sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("approved_by_id", sa.Integer(), nullable=True))
        table.create_foreign_key("fk_minutes_addenda_approved_by_id", "users", ["approved_by_id"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("minutes_addenda") as table:
        table.drop_constraint("fk_minutes_addenda_approved_by_id", type_="foreignkey")
        table.drop_column("approved_by_id")
        table.drop_column("approved_at")
