"""`byelaw list releases`: every release with who signed it and who reads it, and what was changed since in each working copy."""

from collections.abc import Iterator, Mapping, Sequence

from byelaw.core.editions import Edition
from byelaw.core.names import FRAMEWORK, LayerId
from byelaw.core.releases import Ledger, Version, newer_than, newest, releases_of, signed
from byelaw.workflows.releasing import Follower, followers_of

COLUMNS = ("release", "released", "signed off", "read by", "behind", "urgent", "summary")


def release_rows(ledger: Ledger, editions: Mapping[LayerId, Edition], wanted: str) -> Iterator[Mapping[str, str]]:
    """Yield a row for each release, the newest first, under a row for the working copy; of one layer, or of all that are released."""
    released = sorted({layer for layer, version in ledger if version}, key=lambda each: (each != FRAMEWORK, each))
    for layer in [LayerId(wanted)] if wanted else released:
        followers = followers_of(layer, editions)
        working = ledger.get((layer, ""))
        if working is not None:
            yield _row(working, ledger, followers, _since(working, newest(layer, ledger)))
        for version in reversed(releases_of(layer, ledger)):
            yield _row(version, ledger, followers, version.summary)


def _row(version: Version, ledger: Ledger, followers: Sequence[Follower], summary: str) -> Mapping[str, str]:
    newer = newer_than(version.layer, version.version, ledger) if version.version else ()
    readers = [each for each in followers if each.version == version.version]
    missing = sum(len(each.urgent) for each in newer) if readers else 0
    return {
        "release": str(version) if version.version else f"{version.layer} (working copy)",
        "released": version.released.isoformat() if version.released is not None else "",
        "signed off": _signing(version),
        "read by": ", ".join(f"{each.edition} (through {each.through})" if each.through else each.edition for each in readers),
        "behind": f"behind {newer[-1].version}" if newer and readers else "",
        "urgent": f"{missing} URGENT change{'' if missing == 1 else 's'} not read" if missing else "",
        "summary": summary,
    }


def _signing(version: Version) -> str:
    found = [
        f"{each.by.role}, {each.by.organisation}, {each.by.on}{'' if each.is_current else ' (CHANGED since)'}" for each in signed(version)
    ]
    return "; ".join(found) or "nobody"


def _since(working: Version, last: Version | None) -> str:
    if last is None:
        return "never released"
    if working.content == last.content:
        return f"as released in {last.version}"
    count = sum(working.files.get(path) != last.files.get(path) for path in working.files.keys() | last.files.keys())
    return f"{count} file{'' if count == 1 else 's'} changed since {last.version}"
