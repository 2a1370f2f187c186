"""Where a weekly update stands on its way to its readers, as a row of steps. No Django here."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a weekly update. Times are as staff are told them, and empty where there is none."""

    clippings: int = 0
    letter_words: int = 0
    findings: str = ""  # "1 error, 2 warnings"
    errors: int = 0
    test_sent: str = ""  # "3:40 PM ET to you"
    is_test_outdated: bool = False
    live_since: str = ""
    has_changes: bool = False  # readers see another version than the editor
    scheduled_for: str = ""
    is_late: bool = False  # that time is past
    copied: str = ""
    is_copy_outdated: bool = False  # what was copied is not what readers see, or will see
    was_mailed: bool = False  # in its day, before it was brought home: its steps end with publishing


@dataclass(frozen=True, slots=True)
class Step:
    """`status`: "done", "open", "attention" where something must be looked at again; "any" for what is never done."""

    key: str
    label: str
    state: str
    status: Literal["done", "open", "attention", "any"]
    is_next: bool = False


def build_steps(facts: Facts) -> list[Step]:
    """All steps in their order. The first one that is open, or needs attention, is the next."""
    steps = [
        Step("clippings", "Clippings", count_of(facts.clippings, "clipping"), status_of_part(facts, facts.clippings)),
        Step("letter", "Letter", count_of(facts.letter_words, "word"), status_of_part(facts, facts.letter_words)),
        Step("check", "Check", facts.findings, "attention" if facts.errors else "done"),
        Step("preview", "Preview", "Web, email, text", "any"),
        *([] if facts.was_mailed else [Step("test", "Send test", describe_test(facts), status_of_test(facts))]),
        publish_step(facts),
        *([] if facts.was_mailed else [copy_step(facts)]),
    ]
    following = next((step for step in steps if step.status in {"open", "attention"}), None)
    return [mark_next(step) if step is following else step for step in steps]


def has_gone_its_way(facts: Facts) -> bool:
    return bool(facts.live_since or facts.scheduled_for or facts.copied)


def status_of_part(facts: Facts, size: int) -> Literal["done", "open", "any"]:
    """An issue that is out without clippings was meant so: nobody is asked for them any more."""
    if size:
        return "done"
    return "any" if has_gone_its_way(facts) else "open"


def count_of(number: int, noun: str) -> str:
    """ "1 word", "2 words"; "Empty" for none."""
    return f"{number:,} {noun}{'s'[: number != 1]}" if number else "Empty"


def status_of_test(facts: Facts) -> Literal["done", "open", "any"]:
    """Once the issue has gone its way, nobody is asked for a test any more."""
    if facts.test_sent:
        return "done"
    return "any" if has_gone_its_way(facts) else "open"


def describe_test(facts: Facts) -> str:
    if not facts.test_sent:
        return "Not sent"
    return f"Sent {facts.test_sent}" + (", changed since" if facts.is_test_outdated else "")


def publish_step(facts: Facts) -> Step:
    if facts.is_late:
        return Step("publish", "Scheduled", f"Late, due {facts.scheduled_for}", "attention")
    if facts.scheduled_for:
        return Step("publish", "Scheduled", f"For {facts.scheduled_for}", "done")
    if facts.has_changes:
        return Step("publish", "Publish", "Changes not published", "attention")
    if facts.live_since:
        return Step("publish", "Published", f"Since {facts.live_since}", "done")
    return Step("publish", "Publish or schedule", "Draft", "open")


def copy_step(facts: Facts) -> Step:
    if not facts.copied:
        return Step("copy", "Copy email", "Not copied", "open")
    if facts.is_copy_outdated:
        return Step("copy", "Copy email", f"Changed since {facts.copied}", "attention")
    return Step("copy", "Copy email", f"Copied {facts.copied}", "done")


def mark_next(step: Step) -> Step:
    return Step(step.key, step.label, step.state, step.status, is_next=True)
