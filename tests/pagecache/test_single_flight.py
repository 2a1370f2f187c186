"""Which pages share a lock cannot be found out from outside: else one address holds up the front page."""

from pagecache.single_flight import Flights

KEYS = [f"/clippings/\nsource=z{number}" for number in range(5000)]


def shared_with_home(flights):
    return {key for key in KEYS if flights.number(key) == flights.number("/\n")}


def test_what_shares_a_lock_with_the_front_page_is_another_set_after_each_start_of_the_machine(tmp_path):
    first, second = (shared_with_home(Flights(tmp_path, boot=boot)) for boot in ("one start", "another start"))
    assert first
    assert not first & second


def test_all_processes_of_a_machine_share_the_locks(tmp_path):
    assert [Flights(tmp_path).number(key) for key in KEYS] == [Flights(tmp_path).number(key) for key in KEYS]
