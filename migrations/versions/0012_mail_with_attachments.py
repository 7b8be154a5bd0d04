"""A mail may carry a file, and a meeting counts the versions of its calendar file."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("outbox", sa.Column("attachment", sa.Text(), nullable=False, server_default=""))
    op.add_column("outbox", sa.Column("attachment_name", sa.String(80), nullable=False, server_default=""))
    op.add_column("meetings", sa.Column("sequence", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    with op.batch_alter_table("meetings") as table:
        table.drop_column("sequence")
    with op.batch_alter_table("outbox") as table:
        table.drop_column("attachment_name")
        table.drop_column("attachment")
