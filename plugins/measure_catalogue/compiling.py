"""Keep the templates of a theme compiled from one build to the next: one, told or not, needs a hundred of them."""

import os
import sys
from collections.abc import Callable, Iterable, Mapping
from importlib.metadata import version
from types import MappingProxyType

import jinja2
import jinja2.meta
from jinja2.bccache import Bucket

from .beside import Beside
from .past.store import Store, digest, squeezed, unsqueezed

Programs = Mapping[bytes, bytes]
"""What templates were compiled to, by the keys that a store has them under."""


class Compiled(jinja2.BytecodeCache):
    """The programs that templates are, by their text; the key of a store is what nobody else can write.

    `ready` are those that this build has compiled already; `new`, those that it compiles now.
    """

    def __init__(self, env: jinja2.Environment, store: Store, ready: Programs = MappingProxyType({})) -> None:
        self._store, self._ready = store, ready
        self.new: dict[bytes, bytes] = {}
        self._around = [sys.version, version("jinja2"), sorted(env.extensions), sorted(env.filters), sorted(env.tests)]
        env.bytecode_cache = self

    def load_bytecode(self, bucket: Bucket) -> None:
        key = self._key(bucket)
        if key in self._ready:
            self._store.put(key, self._ready[key])
            bucket.bytecode_from_string(unsqueezed(self._ready[key]).encode("latin-1"))
        elif known := self._store.get([key]):
            bucket.bytecode_from_string(known[key].encode("latin-1"))

    def dump_bytecode(self, bucket: Bucket) -> None:
        key, value = self._key(bucket), squeezed(bucket.bytecode_to_string().decode("latin-1"))
        self.new[key] = value
        self._store.put(key, value)

    def _key(self, bucket: Bucket) -> bytes:
        return digest("template", self._around, bucket.key, bucket.checksum)


class Ahead:
    """Compiles templates and those that they name in a second process, unless a build has left some compiled.

    `env` makes the environment that they are loaded in.
    """

    def __init__(self, env: Callable[[], jinja2.Environment], names: Iterable[str], store: Store, alone: bool) -> None:
        self._is_wanted = not alone and store.is_new() and hasattr(os, "fork")
        self._begun = Beside(lambda _: _all(env(), names, store), ("all",) if self._is_wanted else ())

    def programs(self) -> Programs:
        return self._begun["all"] if self._is_wanted else {}


def _all(env: jinja2.Environment, names: Iterable[str], store: Store) -> Programs:
    """One that cannot be read is left to whoever asks for it, who is told why."""
    compiled, left, seen = Compiled(env, store), [*names], set[str]()
    while left:
        if (name := left.pop()) in seen or not env.loader:
            continue
        seen.add(name)
        try:
            text = env.loader.get_source(env, name)[0]
            left += filter(None, jinja2.meta.find_referenced_templates(env.parse(text)))
            env.get_template(name)
        except jinja2.TemplateError:
            continue
    return compiled.new
