"""Django's format of a date with a time, in the admin. Every time is Eastern, which it names."""

DATETIME_FORMAT = r"D, M j, Y, g:i A \E\T"
