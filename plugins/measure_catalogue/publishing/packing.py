"""Put files into a ZIP; those that are squeezed already, as they are: the library would squeeze each anew."""

import zipfile
import zlib

LEVEL = 4
"""Of compression: two thirds of the time of the usual 6, for a thirtieth more."""

_DATE = (1980, 1, 1, 0, 0, 0)
"""The oldest that a ZIP can tell: the same site gives the same bytes."""

_HEAD, _SUM = 2, 4
"""Bytes that zlib puts before what it squeezes, which a ZIP does without, and those of its sum, after."""


def put(archive: zipfile.ZipFile, path: str, content: bytes, squeezed: bytes = b"") -> None:
    """Add a file; `squeezed` is what zlib made of it at LEVEL, or of something else, which is then left."""
    if not is_of(squeezed, content):
        one = zipfile.ZipInfo(path, _DATE)
        one.compress_type = zipfile.ZIP_DEFLATED
        archive.writestr(one, content, compresslevel=LEVEL)
        return
    ready = _Ready(path, _DATE)
    ready.sum, ready.size = zlib.crc32(content), len(content)
    archive.writestr(ready, squeezed[_HEAD:-_SUM])


def is_of(squeezed: bytes, content: bytes) -> bool:
    """Whether bytes are what zlib made of these, as far as its sum tells."""
    return squeezed[-_SUM:] == zlib.adler32(content).to_bytes(_SUM, "big")


class _Ready(zipfile.ZipInfo):
    """The library takes it for stored, and is told what it holds when it writes its header again, once it has it."""

    sum = size = 0

    def FileHeader(self, zip64: bool | None = None) -> bytes:
        if self.compress_size:
            self.compress_type, self.CRC, self.file_size = zipfile.ZIP_DEFLATED, self.sum, self.size
        return super().FileHeader(zip64)
