FROM python:3.13-slim AS base
# A block of this many bytes or more is given back to the system when it is freed. glibc's own limit rises with what has
# been freed, up to 32 MB, and a process that has decoded a few large pictures in several threads keeps 400 MB.
ENV PYTHONUNBUFFERED=1 PATH=/venv/bin:$PATH MALLOC_MMAP_THRESHOLD_=1048576
WORKDIR /site

# The packages, exactly as requirements.txt locks them.
FROM base AS packages
RUN python -m venv /venv
COPY requirements.txt .
RUN pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.txt

FROM base AS site
RUN useradd --system --uid 10001 --home-dir /site site
COPY --from=packages /venv /venv
COPY . .
# Collecting static files reads the settings; these values serve this line only, and the address is never called.
RUN export SECRET_KEY=only-while-building ALLOWED_HOSTS=localhost DATABASE_URL=postgres://nobody@localhost/none \
    && python manage.py collectstatic --noinput \
    && python manage.py render_error_pages var/error-pages \
    && mkdir -p var/media var/page-cache && chown site var/media var/page-cache
USER site
VOLUME /site/var/media /site/var/page-cache
EXPOSE 8000
# While all threads wait for a frozen database, this waits with them: five seconds, and more on a loaded machine.
HEALTHCHECK --interval=30s --timeout=30s --start-period=30s CMD ["python", "-c", \
    "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/healthz', timeout=25)"]
CMD ["gunicorn", "--config=deploy/gunicorn.conf.py"]

# What stands in front, with the static files. It reads the media as the site does: as a user that may write nothing but certificates.
FROM caddy:2.11-alpine AS proxy
COPY deploy/Caddyfile /etc/caddy/Caddyfile
COPY --from=site /site/var/error-pages /srv/error-pages
COPY --from=site /site/var/static /srv/static
RUN chown -R 10001:10001 /data /config
USER 10001:10001
ENV ERROR_PAGES=/srv/error-pages STATIC_ROOT=/srv/static MEDIA_ROOT=/srv/media PAGE_CACHE=/srv/page-cache

# The image that is built when none is named.
FROM site
