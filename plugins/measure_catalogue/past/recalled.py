"""Take from the last build what was made for a key, be it any object of ours."""

import pickle
from collections.abc import Callable
from typing import Generic, TypeVar, cast

from .store import Known, squeezed

T = TypeVar("T")


class Recalled(Generic[T]):
    """Objects by key: those that a store knows; `new` are those that it is to be given."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self.new: dict[bytes, bytes] = {}

    def get(self, key: bytes, make: Callable[[], T]) -> T:
        """One that is known, else one that is made now."""
        if key in self._known:  # sealed by the store: nobody else wrote what is unpickled
            return cast(T, pickle.loads(self._known[key].encode("latin-1")))
        made = make()
        self.new[key] = squeezed(pickle.dumps(made, pickle.HIGHEST_PROTOCOL).decode("latin-1"))
        return made
