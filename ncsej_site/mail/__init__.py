"""Outgoing mail: a row of the database first (a transactional outbox), then sent by the worker."""
