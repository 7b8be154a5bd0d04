"""The id of the request under way, for log lines and the audit trail; empty outside a request."""

from contextvars import ContextVar

request_id: ContextVar[str] = ContextVar("request_id", default="")
