"""How gunicorn serves the site; `python -m gunicorn` in this folder reads it. HOST, PORT, WEB_CONCURRENCY
(processes) and WEB_THREADS (threads in each) move what is said here."""

import os

_host = os.environ.get("HOST", "127.0.0.1")

wsgi_app = "wsgi:app"
bind = f"{f'[{_host}]' if ':' in _host else _host}:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
timeout = 60
graceful_timeout = 30  # SIGTERM: requests under way are finished
keepalive = 5
_memory = "/dev/shm"  # noqa: S108 (heartbeats stay off the disk)
worker_tmp_dir = _memory if os.path.isdir(_memory) else None
control_socket_disable = True
