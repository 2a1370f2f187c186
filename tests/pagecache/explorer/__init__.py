"""Every interleaving of the page cache's protocol (docs/page-cache.md), as far as its scenarios reach: a model of it.

`python -m tests.pagecache.explorer` explores each scenario to its end, then each seeded bug until it is caught, and
prints both tables; `--trace NAME` prints in words how a bug does harm. `protocol.py` is what the site does and what a
bug does instead; `world.py` is what there is; `database.py`, `worker.py`, `sweeper.py` and `mishaps.py` are who does
something, a step at a time; `promises.py` is what must hold; `search.py` looks at every order of steps.

Time is coarse: a "second" passes when a sweeper that can ask has had a whole turn since the last change, a "quarter" is
the fifteen minutes for which a machine may serve without asking. There is one address: pages do not touch each other
but through the version, which stands in the model.

Limits that the model shows and leaves out: a clock that is set forth and back again while one page renders; a clock set
back while the sweeper is dead, which lengthens the time for which a front server serves by itself; and a worker that is
held up for more than a second between its reading of V1 and its storing, past the page's moment, whose page a front
server sends until the sweeper's next turn. The site forgets a moment once it was swept, and notes it twice instead,
before and after: if that worker is killed as well, before its second note, the page stays until the next version.
"""
