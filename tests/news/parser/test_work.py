"""The parser's work grows linearly with its input, whatever the input is.

Work is counted, not timed: function calls, and the characters that regular expressions look at.
"""

import re
import signal
import sys
from types import ModuleType

import pytest

from news.parser import parse_clippings
from news.parser.whole_issue import read_issue

URL = "https://example.org/1"


class WorkCounter:
    def __init__(self):
        self.done = 0

    def call(self, frame, event, argument):
        self.done += event in ("call", "c_call")


class CountingPattern:
    """A regular expression that counts how many characters it may have looked at."""

    def __init__(self, pattern, work):
        self.pattern, self.work = pattern, work

    def _count(self, text, at, found, end=sys.maxsize):
        self.work.done += (found.end() if found else min(len(text), end)) - at
        return found

    def match(self, text, at=0, end=sys.maxsize):
        return self._count(text, at, self.pattern.match(text, at, end), end)

    def fullmatch(self, text, at=0):
        return self._count(text, at, self.pattern.fullmatch(text, at))

    def search(self, text, at=0, end=sys.maxsize):
        return self._count(text, at, self.pattern.search(text, at, end), end)

    def finditer(self, text, at=0, end=sys.maxsize):
        self._count(text, at, None, end)
        return self.pattern.finditer(text, at, end)

    def findall(self, text):
        self._count(text, 0, None)
        return self.pattern.findall(text)

    def split(self, text):
        self._count(text, 0, None)
        return self.pattern.split(text)

    def sub(self, new, text):
        self._count(text, 0, None)
        return self.pattern.sub(new, text)


def replace_patterns(value, work):
    """The same value with its regular expressions replaced by counting ones."""
    if isinstance(value, re.Pattern):
        return CountingPattern(value, work)
    if isinstance(value, list | tuple):
        return type(value)(replace_patterns(item, work) for item in value)
    if isinstance(value, dict):
        return {key: replace_patterns(item, work) for key, item in value.items()}
    return value


@pytest.fixture
def work(monkeypatch):
    counter = WorkCounter()
    modules = [module for name, module in sys.modules.items() if name.startswith("news.parser.")]
    for module in modules:
        for name, value in vars(module).items():
            if name.isupper() and not isinstance(value, str | ModuleType):
                monkeypatch.setattr(module, name, replace_patterns(value, counter))
    return counter


def count_work(text, counter, read=parse_clippings):
    counter.done = 0
    sys.setprofile(counter.call)
    try:
        read(text)
    finally:
        sys.setprofile(None)
    return counter.done


ISSUE = "A headline of it\nBy An Author\nExample Wire, December 28, 2018\nText of it.\nRead the full article here.\n\n"
HARD_INPUTS = [
    *(
        "<",
        ">",
        "<!--",
        "<!",
        "<![CDATA[",
        "<?",
        "<a ",
        "<a b='",
        "<a b='>",
        "<a b=\"'>",
        "<a =",
        "<b =\"'>'\"",
        "<p",
        "<p>",
    ),
    *("<br>", "</p", "<script>", "<script></p>", "<title>x", "<xml>", "<a href=x>y</a>", "<a href='", "<p> </p>"),
    *("<table><tr><td>", "<aaaa:", "&", "&#", "&#1", "&amp", "&#99999999;", "<pre>\n", "=", "= ", "='", '="', "--"),
    *("-->", "<!-->", " ", "\t", "\n", "\r\n", "\u200b", "\N{NO-BREAK SPACE}", "a", "A ", "a\n", "A\n\n", ".", ". "),
    *(",", "-", "- ", "(", "(a ", "Read ", "Read more ", "Read more. ", "Read more\n", "Read at at ", "https://"),
    *("https://a ", "https://a\n", "www.", ")", "https://a)", "By ", "By A ", "By A\n", "  By A", " | By ", "A and "),
    *("A, ", "December ", "December 28 ", "28 ", "December 28, 2018 ", "December 28, 2018\n"),
    *("A, December 28, 2018\n", "a, December 28, 2018\n\n", "(May 5) ", "Above: ", "Above:\n", "Dear friend "),
    *("Dear Friend,\n", "TO: \n", "1. ", "• ", "Weekly ", "a unsubscribe ", ISSUE),
    "The lines of this text are as long as a mail program makes them, so\n",
    f"A headline\n{URL}\nExample Wire, December 28, 2018\n",
]


@pytest.mark.parametrize("prefix", ["", "<p>"], ids=["text", "html"])
@pytest.mark.parametrize("part", HARD_INPUTS)
def test_four_times_the_text_is_four_times_the_work(work, part, prefix):
    size = 1200 // len(part)
    end = "" if ">" in part else ">"  # without one, nothing is a tag
    once, four_times = (count_work(prefix + part * times + end, work) for times in (size, 4 * size))
    assert four_times <= 4.8 * once + 3000


OTHER_SHAPES = [
    *("[a](https://b.c) ", "[a](https://b", "**a** ", "__a ", "## a\n", "> ", "> > a\n", "| ", "a | b | May 5, 2018\n"),
    *("a\tb\tMay 5, 2018\n", "https://a-\nb-\n", "(JTA, May 5, 2018)\n", "A b (JTA, May 5)\n", "JTA\nMay 5, 2018\n"),
    *("A B C D JTA, May 5, 2018 https://a.b/c ", "A? JTA, May 5, 2018 https://a.b/c A. ", "A headline\nJTA\n"),
    *(
        '<p style="display:none">',
        "a <https://b.c> ",
        "a <https://b.c>\n",
        "A   By A B ",
        f"{'Ab ' * 20}\nC, May 5, 2018 https://a.b/c\n",
        "a.\nBy A By A\nJTA, May 5, 2018\n",
    ),
    *("TO: a FROM: b ", "Dear A Friend, ", "Dear Friend, WASHINGTON, D.C. May 5, 2018 ", "FROM: A B, Chairman;\n"),
    *("TO: ", "DATE: May 5, 2018\n", "To: a@b.org\n"),
    *(
        "Mark B. Levin CEO ",
        "Mark B. Levin\nCEO\n",
        "A title - JTA https://a.b/c\n",
        "https://a.b/c\n\n",
        "1. A\nb c d\n",
    ),
]


@pytest.mark.parametrize("part", OTHER_SHAPES)
def test_twice_the_issue_is_twice_the_work(work, part):
    size = 1500 // len(part)
    once, twice = (count_work(part * times, work, read_issue) for times in (size, 2 * size))
    assert twice <= 2.2 * once + 1000


def test_a_text_costs_a_bounded_number_of_steps_for_each_character(work):
    text = ISSUE * 100
    assert count_work(text, work) < 61 * len(text)


def test_the_counter_notices_quadratic_work():
    counter = WorkCounter()
    pattern = CountingPattern(re.compile("a*b"), counter)

    def scan(text):
        counter.done = 0
        for at in range(len(text)):
            pattern.match(text, at)
        return counter.done

    assert scan("a" * 2000) > 3 * scan("a" * 1000)


@pytest.mark.parametrize("unit", [" ", "\t", "\xa0", "-", "- ", "|", "| ", ">", "=", "_", ".", "\n ", "a"])
def test_no_pattern_goes_back_over_a_long_run(unit):
    """What a pattern does inside of one match is not counted above. Going back, it would take hours, and is stopped."""
    previous = signal.signal(signal.SIGALRM, signal.default_int_handler)
    signal.alarm(60)
    try:
        issue = read_issue(unit * (100_000 // len(unit)) + "x")
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, previous)
    assert issue.clippings == ()
