"""How a message of a visitor comes in: where it is from, how many there are, what is asked, stored, held and mailed."""
