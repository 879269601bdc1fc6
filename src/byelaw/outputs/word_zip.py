"""Zip files of parts that may be deflated already: what is the same in every document is deflated once.

Written by hand because `zipfile` deflates everything it is given. The records are those of PKWARE's APPNOTE 6.3.10, sections 4.3.7, 4.3.12
and 4.3.16, without times and without anything for files beyond 4 GiB, which `struct` would refuse.
"""

import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_VERSION, _UTF8, _DEFLATE = 20, 0x800, 8
_NO_DAY = 0x21
"""1 January 1980."""
_UNIX, _READABLE = 3 << 8, 0o644 << 16


@dataclass(frozen=True, slots=True)
class Deflated:
    """A part as it stands in a zip file."""

    content: bytes
    size: int
    check: int


def deflated(content: bytes) -> Deflated:
    """Return the part deflated."""
    press = zlib.compressobj(zlib.Z_DEFAULT_COMPRESSION, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Deflated(press.compress(content) + press.flush(), len(content), zlib.crc32(content))


def zipped(parts: Mapping[str, Deflated]) -> bytes:
    """Return a zip file of the parts, in their order."""
    local, central, offset = [], [], 0
    for name, part in parts.items():
        label = name.encode()
        about = (_VERSION, _UTF8, _DEFLATE, 0, _NO_DAY, part.check, len(part.content), part.size, len(label), 0)
        local += [_LOCAL.pack(b"PK\3\4", *about), label, part.content]
        central += [_CENTRAL.pack(b"PK\1\2", _UNIX | _VERSION, *about, 0, 0, 0, _READABLE, offset), label]
        offset += _LOCAL.size + len(label) + len(part.content)
    listing = b"".join(central)
    return b"".join((*local, listing, _END.pack(b"PK\5\6", 0, 0, len(parts), len(parts), len(listing), offset, 0)))
