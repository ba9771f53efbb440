"""What templates are compiled to, kept in the store: compiling one takes three milliseconds, loading it a thirtieth."""

from __future__ import annotations

import marshal
from types import CodeType

import jinja2
from jinja2.bccache import Bucket

from sitegen import digest
from sitegen.store import Store, key
from sitegen.theme.model import Fields

#: The modules of the package that what is compiled depends on.
_MAKERS = ("theme/bytecode", "theme/compiling", "theme/environment")


class Bytecode(jinja2.BytecodeCache):
    """Jinja's cache over our store.

    An entry is named by the source of its template, by the code of this package that tells Jinja how to compile, by
    the names of the `fields` that it knows, and by the versions of Jinja and Python. The store gives nothing whose
    checksum is wrong, and only what it gives is loaded.
    """

    def __init__(self, store: Store, fields: Fields) -> None:
        self._store = store
        self._known = digest.of(frozenset(name for names in fields.values() for name in names))

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket with what was kept for its template."""
        content = self._store.get(self._name(bucket))
        try:
            code = marshal.loads(content) if content else None
        except (ValueError, EOFError, TypeError):
            return
        bucket.code = code if isinstance(code, CodeType) else None

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what the template of a bucket was compiled to."""
        self._store.put(self._name(bucket), marshal.dumps(bucket.code))

    def _name(self, bucket: Bucket) -> str:
        """Return the name of an entry: Jinja's key covers the names of template and file, its checksum the source."""
        generator = bucket.environment.code_generator_class.__name__
        return key(("bytecode", generator, self._known, bucket.key, bucket.checksum), *_MAKERS)
