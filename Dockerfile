FROM python:3.13-slim AS base
ENV PYTHONUNBUFFERED=1 PATH=/venv/bin:$PATH
WORKDIR /site

# The packages, exactly as requirements.txt locks them.
FROM base AS packages
RUN python -m venv /venv
COPY requirements.txt .
RUN pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.txt

FROM base
RUN useradd --system --uid 10001 --home-dir /site site
COPY --from=packages /venv /venv
COPY . .
# Collecting static files reads the settings; these values serve this line only, and the address is never called.
RUN SECRET_KEY=only-while-building ALLOWED_HOSTS=localhost DATABASE_URL=postgres://nobody@localhost/none \
        python manage.py collectstatic --noinput \
    && mkdir -p var/media && chown site var/media
USER site
VOLUME /site/var/media
EXPOSE 8000
# The Host header is one that ALLOWED_HOSTS lets in.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["python", "-c", "import os, urllib.request as r; \
r.urlopen(r.Request('http://127.0.0.1:8000/healthz', headers={'Host': os.environ['ALLOWED_HOSTS'].split(',')[0].strip().lstrip('.')}), timeout=4)"]
CMD ["gunicorn", "--config=deploy/gunicorn.conf.py"]
