"""How the admin writes a date with its time. All of it is Eastern time, and says so."""

DATETIME_FORMAT = r"D, M j, Y, g:i A \E\T"
