FROM python:3.13-slim

ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /portal
COPY requirements.lock ./
RUN pip install --require-hashes -r requirements.lock
COPY . .
# Settings are read while files are collected; nothing connects and none of this stays.
RUN SECRET_KEY=used-while-the-image-is-built-and-nowhere-else-0123456789 ALLOWED_HOSTS=localhost \
    DATABASE_URL=postgres://prm_app@localhost/prm REDIS_URL=redis://localhost/0 \
    python manage.py collectstatic --noinput
RUN useradd --system --no-create-home portal && mkdir -p /portal/.local && chown portal /portal/.local
USER portal
EXPOSE 8000
CMD ["gunicorn", "prm.wsgi", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", "--workers", "2", "--threads", "4", \
     "--worker-tmp-dir", "/dev/shm", "--no-control-socket"]
