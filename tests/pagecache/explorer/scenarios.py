"""What may happen in one exploration: the smaller each scenario, the more of them can be explored to their end."""

from dataclasses import dataclass, field, replace

from .protocol import DESIGN, Protocol
from .world import (
    FIRST,
    PAID,
    Cleaner,
    Clock,
    Content,
    Database,
    Editor,
    Front,
    Left,
    MachineRow,
    StateFile,
    Sweeper,
    Worker,
    World,
    true_answer,
)


@dataclass(frozen=True)
class Scenario:
    """Who takes part, what each editor does in turn, and which mishaps may happen, how often."""

    words: str
    scripts: tuple[tuple[str, ...], ...] = (("publish",),)
    workers: int = 1
    left: Left = field(default_factory=Left)
    has_banner: bool = False  # that ends at the wall clock's 1
    sessions: bool = False
    has_front: bool = False
    telling: bool = False
    protocol: Protocol = DESIGN

    def under(self, protocol):
        return replace(self, protocol=protocol)


def first_world(scenario):
    """Before anything happens: nothing is stored, and the sweeper has just confirmed the first version.

    Where it is asked who is told, the machine has been away for long: its row and its confirmation are gone.
    """
    answers = frozenset([true_answer(Content(), 0, has_banner=scenario.has_banner)])
    return World(
        database=Database(),
        editors=tuple(Editor() for _ in scenario.scripts),
        workers=tuple(Worker() for _ in range(scenario.workers)),
        front=Front() if scenario.has_front else None,
        sweeper=Sweeper(),
        cleaner=Cleaner(),
        files=(),
        current=FIRST,
        state=StateFile(FIRST, boot=9 if scenario.telling else 0),
        limit=0,
        row=MachineRow(),
        clock=Clock(),
        lock_file=False,
        notified=False,
        left=scenario.left,
        recent=answers,
        recent_at_front=answers,
        owed=PAID,
        confirmed=not scenario.telling,
        assured=False,
    )
