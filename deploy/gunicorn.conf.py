"""gunicorn's options: those of the Dockerfile, of `./run production`, and of a server without Docker.

A thread reads a request, answers it, and sends the answer; a client that is slow at either holds it. So the proxy in
front (Caddyfile) must buffer.
"""

import gc
from pathlib import Path

from gunicorn.glogging import Logger

from ncsej_site.logs import DraftTokenFilter, hide_draft_tokens

wsgi_app = "ncsej_site.wsgi"
bind = "0.0.0.0:8000"
workers = 2
# The site is loaded once, before the workers are made: they share what is loaded, a worker is replaced in no time, and
# no visitor waits until the first visit of one has imported all views. Another version needs a restart, not a SIGHUP.
preload_app = True
threads = 8  # while all wait for a database that does not answer, so does /healthz; static files are Caddy's

# How many requests wait at most. The rest wait in Caddy, which forgets those whose clients have left; gunicorn would
# answer them all, and who came after them would wait a minute.
worker_connections = 32  # of one worker, those that it answers included
backlog = 64

# A worker is replaced now and then, so that what leaks, or what large pictures have left fragmented, is given back;
# the jitter keeps both from being replaced at once. Stored pages count as well, and there may be thousands in a second.
max_requests = 20_000
max_requests_jitter = 4_000

timeout = 30  # seconds without a sign of life from a worker's main thread, not the longest request
graceful_timeout = 30  # seconds that a stopping worker has to end its requests

limit_request_line = 4094  # bytes
limit_request_fields = 60
limit_request_field_size = 8190  # bytes

# The workers' signs of life are touched files; on a disk under load, touching one can take longer than `timeout`.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 — files without a name or content
control_socket_disable = True


def pre_fork(server, worker):
    """Leave what is loaded to all workers together: the garbage collector would write to it, and so copy it."""
    gc.freeze()


class AnonymousLogger(Logger):
    """Leaves a request's query string out of the access log, which holds the words of a search, and the tokens of links
    to drafts; the error log leaves out these, too.
    """

    def setup(self, cfg):
        super().setup(cfg)
        self.error_log.addFilter(DraftTokenFilter())

    def atoms(self, resp, req, environ, request_time):
        path = environ["RAW_URI"].partition("?")[0]  # as it was sent: a decoded one could break the line
        path = hide_draft_tokens(path)
        request = f"{environ['REQUEST_METHOD']} {path} {environ['SERVER_PROTOCOL']}"
        return super().atoms(resp, req, environ, request_time) | {"r": request}


accesslog = "-"
logger_class = AnonymousLogger
# No client, browser or referring page either: the page on privacy promises that nothing here tells who has asked.
access_log_format = '%(t)s "%(r)s" %(s)s %(b)s %(M)sms'
