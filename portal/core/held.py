"""Answers that many public pages share, held while the register stays as it is.

The door of a finished page (web.kept_pages) says in which state the register is while the page is made. Where
nobody said so, nothing is held and every question is asked: for people who are signed in, for whoever writes,
in commands. What is held is the same for everybody who reads the same language and changes with an act only:
an act leaves an entry in the trail, and that is the state.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import update_wrapper
from typing import Any, Generic, ParamSpec, TypeVar

from portal.core.database import is_writing
from portal.core.wording import spoken

P = ParamSpec("P")
T = TypeVar("T")
MOST_ANSWERS = 64  # of one question in one state
_state: ContextVar[object] = ContextVar("state_of_the_register", default=None)


@contextmanager
def register_in(state: object) -> Iterator[None]:
    """Make a public page of the register in a state, read before anything else: answers may only be newer."""
    token = _state.set(state)
    try:
        yield
    finally:
        _state.reset(token)


class held(Generic[P, T]):  # noqa: N801
    """For functions whose answer depends on the register and their arguments; nobody may change the answer.

    `afresh(…)` asks in any case: for past days, of which there are too many to hold.
    """

    def __init__(self, ask: Callable[P, T]) -> None:
        self.afresh = ask
        self._shelf: tuple[object, dict[Any, T]] = (None, {})
        update_wrapper(self, ask)

    def __call__(self, *args: P.args, **named: P.kwargs) -> T:
        state = _state.get()
        if state is None or is_writing():
            return self.afresh(*args, **named)
        key = (spoken(), args, *named.items())  # names of places are words as well
        answers = self._shelf[1] if self._shelf[0] == state else {}
        if key in answers:
            return answers[key]
        answer = self.afresh(*args, **named)
        kept = answers if len(answers) < MOST_ANSWERS else {}
        self._shelf = (state, {**kept, key: answer})
        return answer
