"""`./run bench`: every measurement, one after another."""

from . import country_suggestions, editing

for measurement in (country_suggestions, editing):
    measurement.main()
    print()
