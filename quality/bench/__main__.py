"""`./run bench`: every measurement, one after another; `./run bench scale 100 1000`: one, with its arguments."""

import sys

from . import country_suggestions, editing, scale

MEASUREMENTS = {"countries": country_suggestions, "editing": editing, "scale": scale}

if len(sys.argv) > 1:
    MEASUREMENTS[sys.argv[1]].main(*map(int, sys.argv[2:]))
else:
    for measurement in MEASUREMENTS.values():
        measurement.main()
        print()
