"""The YAML that releasing and signing write: `release.yml` and `sign-offs.yml`, the same text for the same facts."""

from collections.abc import Iterable, Iterator

from byelaw.core.releases import SignOff, Urgent, Version
from byelaw.workflows.writing import listed, scalar

_RELEASE_HEAD = "# Written by `byelaw release`. Nothing in this folder is changed any more; a change needs a new release."
_SIGN_OFF_HEAD = "# Who signed off which content: posts, never names of people. `byelaw sign` adds to it."


def release_text(version: Version) -> str:
    """Return the text of the `release.yml` of a version."""
    lines = [_RELEASE_HEAD, f"name: {version.layer}", f"version: {version.version}", f"released: {version.released}"]
    if version.previous:
        lines.append(f"previous: {version.previous}")
    if version.summary:
        lines.append(f"summary: {_line(version.summary)}")
    if version.sign_offs:
        lines += ["sign-offs:", *_sign_offs(version.sign_offs, "  ")]
    if version.urgent:
        lines += ["urgent:", *(line for each in version.urgent for line in _urgent(each, version))]
    return "\n".join(lines) + "\n"


def sign_offs_text(sign_offs: Iterable[SignOff]) -> str:
    """Return the text of a `sign-offs.yml`, in the order given."""
    return "\n".join([_SIGN_OFF_HEAD, *_sign_offs(sign_offs, "")]) + "\n"


def _sign_offs(sign_offs: Iterable[SignOff], indent: str) -> Iterator[str]:
    for each in sign_offs:
        yield f"{indent}- role: {_line(each.role)}"
        yield f"{indent}  organisation: {_line(each.organisation)}"
        yield f"{indent}  on: {each.on}"
        yield f"{indent}  content: {each.content}"
        if each.note:
            yield f"{indent}  note: {_line(each.note)}"


def _urgent(urgent: Urgent, version: Version) -> Iterator[str]:
    yield f"  - at: {scalar(urgent.at)}"
    yield f"    on: {urgent.on or version.released}"
    yield f"    text: {_line(urgent.text)}"
    if urgent.formerly:
        yield f"    formerly: {listed(urgent.formerly)}"


def _line(text: str) -> str:
    return scalar(" ".join(text.split()))
