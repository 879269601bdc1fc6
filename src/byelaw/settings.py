"""Where a project is and where its parts are. Found once, then passed on."""

from dataclasses import dataclass
from pathlib import Path

MARK = Path("framework") / "framework.yml"


@dataclass(frozen=True, slots=True)
class Settings:
    """A project's folders, all absolute."""

    root: Path

    @property
    def published(self) -> Path:
        """Return where finished editions stand."""
        return self.root / "dist"

    @property
    def drafts(self) -> Path:
        """Return where drafts stand, so that none can be taken for a published edition."""
        return self.root / "draft"

    @property
    def work(self) -> Path:
        """Return the folder of generated MkDocs projects and other things that any build may make again."""
        return self.root / ".byelaw"

    @property
    def templates(self) -> Path:
        """Return the folder of templates: the project's own, or those that came with Byelaw."""
        own = self.root / "templates"
        return own if own.is_dir() else shipped() / "templates"

    @property
    def look(self) -> Path:
        """Return the mkdocs.yml that every published site inherits: the project's own, or the one that came with Byelaw."""
        own = self.root / "mkdocs.yml"
        return own if own.is_file() else shipped() / "mkdocs.yml"


def shipped() -> Path:
    """Return the folder with the templates and mkdocs.yml that came with Byelaw: inside an installed package, else the source tree."""
    inside = Path(__file__).resolve().parent / "shipped"
    return inside if inside.is_dir() else Path(__file__).resolve().parents[2]


def find_project(start: Path) -> Settings | None:
    """Return the settings of the project that the folder is in, or None when there is none around it."""
    for folder in (start.resolve(), *start.resolve().parents):
        if (folder / MARK).is_file():
            return Settings(folder)
    return None
