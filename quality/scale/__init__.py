"""Content of any size, to measure what a century of Fridays costs."""
