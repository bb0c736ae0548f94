# Production image: the portal with gunicorn, or with another command its worker (manage.py db_worker).

FROM python:3.13-slim AS pakete
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/portal
COPY requirements.lock .
RUN /opt/portal/bin/pip install --quiet --require-hashes -r requirements.lock

FROM python:3.13-slim
# Pango draws the brochures; the fonts themselves travel with Python packages.
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --system --gid 10001 portal \
    && useradd --system --uid 10001 --gid portal --no-create-home --home-dir /tmp portal \
    && install -d -o portal -g portal /daten /daten/medien /daten/druck
COPY --from=pakete /opt/portal /opt/portal
WORKDIR /app
COPY . .
ENV PATH=/opt/portal/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    HOME=/tmp \
    STATIC_ROOT=/app/staticfiles \
    MEDIA_ROOT=/daten/medien \
    DRUCK_CACHE=/daten/druck
# The key only satisfies the settings while files are collected; it is not kept in the image.
RUN SECRET_KEY=nur-beim-bauen DATABASE_URL=sqlite://:memory: python manage.py collectstatic --noinput --verbosity 0 \
    && python -m compileall -q netzwerk anlaufstellen angebote wegweiser
USER portal
VOLUME ["/daten/medien", "/daten/druck"]
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 CMD ["python", "bin/gesund"]
# No access log: the portal keeps no addresses of visitors. WEB_CONCURRENCY sets the number of processes.
CMD ["gunicorn", "netzwerk.wsgi", "--bind", "0.0.0.0:8000", "--threads", "4", "--timeout", "180", \
     "--max-requests", "5000", "--max-requests-jitter", "500", "--worker-tmp-dir", "/dev/shm"]
