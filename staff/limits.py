"""How often what may be tried. A network is an IPv4 /24 or an IPv6 /48: what one client can change at will."""

from datetime import timedelta

from .throttle import Limit

QUARTER, HOUR, DAY = timedelta(minutes=15), timedelta(hours=1), timedelta(days=1)

# Five mistakes are human. A guesser has 480 a day for each network, against passwords of twelve characters or more.
ACCOUNT = Limit("sign-in to one account from one network", 5, QUARTER)
# All accounts together, so that a few passwords are not tried on many names. Six times what one person may.
NETWORK = Limit("sign-in from one network", 30, QUARTER)
# A known browser is one person's: what others do is not counted here.
DEVICE = Limit("sign-in with a device cookie", 10, QUARTER)
# Whoever is signed in, or has taken over an open session, and is asked for the password again.
CONFIRMATION = Limit("confirmation of a password in one session", 5, QUARTER)
# Many readers share the password, and perhaps the network.
PRIVATE_PAGE = Limit("password of one private page from one network", 20, QUARTER)
# Resets: an office that has forgotten everything; and mails to one address, which the third makes a nuisance.
RESET_NETWORK = Limit("password reset from one network", 10, HOUR)
RESET_ADDRESS = Limit("password reset of one address", 3, HOUR)
# Codes of a second factor, which only who has the password may try: in one session; of one account, in browsers that
# have not signed in to it before (a code has six digits and three are right at a time: a guesser who has the password
# needs two and a half years for an even chance); and in a browser that has.
CODE_SESSION = Limit("codes in one session", 5, QUARTER)
CODE_ACCOUNT = Limit("codes of one account in new browsers", 10, HOUR)
CODE_DEVICE = Limit("codes with a device cookie", 10, QUARTER)
# Nobody guesses a recovery code. They are counted apart, so that one lets in whose app shows wrong codes.
RECOVERY_CODE = Limit("recovery codes in one session", 5, QUARTER)
# The owner is told of this many, once.
WRONG_CODES = Limit("wrong codes of one account", 5, DAY)
