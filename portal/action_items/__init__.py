"""RTL: what an organisation does until when, and the commitment it may become."""
