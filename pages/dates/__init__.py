"""Dates as editors type them: how they are read and written (pure), the form fields of the admin, and their view."""
