"""Keep the templates of a theme compiled from one build to the next: one, told or not, needs a hundred of them."""

import sys
from importlib.metadata import version

import jinja2
from jinja2.bccache import Bucket

from .past.store import Store, digest, squeezed


class Compiled(jinja2.BytecodeCache):
    """The programs that templates are, by their text; the key of a store is what nobody else can write."""

    def __init__(self, env: jinja2.Environment, store: Store) -> None:
        self._store = store
        self._around = [sys.version, version("jinja2"), sorted(env.extensions), sorted(env.filters), sorted(env.tests)]
        env.bytecode_cache = self

    def load_bytecode(self, bucket: Bucket) -> None:
        if known := self._store.get([self._key(bucket)]):
            (text,) = known.values()
            bucket.bytecode_from_string(text.encode("latin-1"))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._store.put(self._key(bucket), squeezed(bucket.bytecode_to_string().decode("latin-1")))

    def _key(self, bucket: Bucket) -> bytes:
        return digest("template", self._around, bucket.key, bucket.checksum)
