"""`byelaw sign`: write down that a post agreed to the content as it stands, known by its digest."""

from datetime import date

from byelaw.core.names import LayerId
from byelaw.core.problems import Place, has_errors
from byelaw.core.releases import SignOff, folder_of
from byelaw.settings import Settings
from byelaw.sources.digests import SIGN_OFF_FILE
from byelaw.sources.folders import Folder
from byelaw.sources.snapshot import take_snapshot
from byelaw.sources.versions import read_working_copy
from byelaw.workflows.release_texts import sign_offs_text
from byelaw.workflows.writing import AlreadyThereError, Written, write_together


def sign(settings: Settings, layer: LayerId, by: SignOff) -> Written:
    """Add a sign-off of the layer's content as it stands to `sign-offs.yml`; the content of `by` is not looked at.

    Raises AlreadyThereError where the post signed this very content before. Writes nothing where the files have errors of their own.
    """
    snapshot, refused = take_snapshot(settings.root)
    path = folder_of(layer, "")
    working, problems = read_working_copy(Folder(path, snapshot.below(path), layer))
    found = (*(each for each in refused if each.place.file.startswith(path)), *problems)
    if has_errors(found):
        return Written((), found)
    for each in working.sign_offs:
        if (each.role, each.organisation, each.content) == (by.role, by.organisation, working.content):
            message = f"{each.role}, {each.organisation}, signed this content on {each.on}; nothing was written"
            raise AlreadyThereError(message)
    name = path + SIGN_OFF_FILE
    signed = SignOff(by.role, by.organisation, by.on, working.content, by.place, by.note)
    write_together(settings.root, {name: sign_offs_text((*working.sign_offs, signed))})
    count = len(working.files)
    said = f"it holds for {layer} as it is now: {count} file{'' if count == 1 else 's'}; once one of them changes, it holds no more"
    return Written((name,), found, (said,))


def sign_off(role: str, organisation: str, on: date, note: str) -> SignOff:
    """Return a sign-off that is still to be given its content."""
    return SignOff(" ".join(role.split()), " ".join(organisation.split()), on, "", Place(""), " ".join(note.split()))
