"""Querysets whose SQL is written once in a process: writing it takes longer than all else that is done with it."""

import copy
from collections.abc import Callable, Hashable
from functools import cached_property
from threading import Lock
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Expression, Field, QuerySet


class Parameter(Expression):
    """What stands in a prepared queryset for a value that is known when it is fetched."""

    def __init__(self, name: str, output_field: Field):
        super().__init__(output_field)
        self.name = name

    def as_sql(self, compiler, connection):
        return "%s", [self]


class PreparedQuery:
    """A queryset that is built at its first use; after that it is only executed, each time with other values.

    build: returns the queryset, with a Parameter for each value that differs. What it says must not change while the
    process runs: no time of day, no setting, no id that another database has not. `prefetch_related()` is obeyed.
    """

    def __init__(self, build: Callable[[], QuerySet]):
        self.build = build

    @cached_property
    def prepared(self) -> tuple[QuerySet, Any, str, tuple]:
        """The queryset, its compiler, its SQL, and its parameters."""
        queryset = self.build()
        compiler = queryset.query.get_compiler(DEFAULT_DB_ALIAS)
        sql, parameters = compiler.as_sql()
        converters = compiler.get_converters([column[0] for column in compiler.select[: compiler.col_count]])
        compiler.get_converters = lambda expressions: converters
        return queryset, compiler, sql, tuple(parameters)

    def fetch(self, **values) -> list:
        """What the queryset has with these values: parameter → value. One query."""
        queryset, compiler, sql, parameters = self.prepared
        filled = tuple([values[each.name] if isinstance(each, Parameter) else each for each in parameters])
        compiler = copy.copy(compiler)
        compiler.connection = connections[DEFAULT_DB_ALIAS]
        compiler.as_sql = lambda: (sql, filled)
        fetched = type(queryset)(queryset.model, BoundQuery(compiler), DEFAULT_DB_ALIAS)
        fetched._iterable_class = queryset._iterable_class
        fetched._prefetch_related_lookups = queryset._prefetch_related_lookups
        return list(fetched)


class BoundQuery:
    """What a queryset asks of its query while it is fetched."""

    def __init__(self, compiler):
        self.compiler = compiler

    def get_compiler(self, *args, **kwargs):
        return self.compiler


class PreparedQueries:
    """The `size` prepared queries that were fetched last, by what tells them apart. They have no parameters."""

    def __init__(self, size: int):
        self.size = size
        self.queries: dict[Hashable, PreparedQuery] = {}
        self.lock = Lock()

    def fetch(self, key: Hashable, build: Callable[[], QuerySet]) -> list:
        """What the queryset has; build is called only where there is none with this key."""
        with self.lock:
            query = self.queries.pop(key, None) or PreparedQuery(build)
            self.queries[key] = query
            if len(self.queries) > self.size:
                del self.queries[next(iter(self.queries))]
        return query.fetch()
