"""`./run bench`: every measurement, one after the other."""

from tests.bench import country_suggestions, editing

for measurement in (country_suggestions, editing):
    measurement.main()
    print()
