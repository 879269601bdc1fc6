"""A published edition as a plain MkDocs project: pages, pictures and a config that inherits the project's mkdocs.yml."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import yaml
from markupsafe import escape

from byelaw.core.problems import Place, Problem, error
from byelaw.core.projects import Image
from byelaw.core.published import PublishedEdition
from byelaw.outputs.site_changes import AMENDMENTS, FOLDER
from byelaw.outputs.site_forms import has_form
from byelaw.outputs.site_pages import ABOUT, DIFFERENT, OWN_PAGES, Rendered, every_page, own_pages, withdrawn_pages
from byelaw.outputs.site_views import in_words, kind_views

ROOT_STUB = "made-by-byelaw-build.yml"
"""In .byelaw: the framework's name and navigation, which the project's own mkdocs.yml inherits."""

_ENDINGS = {"image/svg+xml": "svg", "image/png": "png", "image/jpeg": "jpg"}


@dataclass(frozen=True, slots=True)
class Look:
    """Where the look of sites comes from: the project's mkdocs.yml, its theme folder and its page templates (absolute paths)."""

    config: Path
    theme: Path
    pages: Path


@dataclass(frozen=True, slots=True)
class SiteProject:
    """Files of a MkDocs project by path below its folder. Write them only if no problem is an error."""

    files: Mapping[str, bytes]
    problems: tuple[Problem, ...]


def site_project(edition: PublishedEdition, rendered: Rendered, look: Look, inherit: str) -> SiteProject:
    """Return an edition's MkDocs project. `inherit` leads from the project's folder to the folder of the look's mkdocs.yml.

    Reports `page-name-taken`.
    """
    problems = tuple(_taken(edition))
    if problems:
        return SiteProject({}, problems)
    files = {f"docs/{name}.md": text.encode() for name, text in every_page(edition, rendered, look.pages).items()}
    for document in edition.documents:
        files |= {f"docs/{src}": image.content for src, image in document.images.items()}
    files |= {f"docs/{src}": image.content for src, image in edition.images.items()}
    if edition.logo is not None:
        files[f"docs/{_logo(edition.logo)}"] = edition.logo.content
    files["mkdocs.yml"] = _config(edition, rendered, look, inherit)
    return SiteProject(files, ())


def root_stub(edition: PublishedEdition | None, rendered: Rendered | None) -> bytes:
    """Return .byelaw/made-by-byelaw-build.yml: what `mkdocs build` at the root adds to the look to show the framework's site.

    Without an edition (the framework was not built yet) it is a file that adds nothing, so that other sites can inherit it.
    """
    if edition is None or rendered is None:
        return b"# Written by byelaw build. The framework's site has not been built yet.\n"
    return _as_yaml(_settings(edition, rendered))


def _config(edition: PublishedEdition, rendered: Rendered, look: Look, inherit: str) -> bytes:
    """Return the project's mkdocs.yml."""
    top = f"{inherit}/" if inherit else ""
    top_folder = look.config.parent
    theme = top + look.theme.relative_to(top_folder).as_posix() if look.theme.is_relative_to(top_folder) else look.theme.as_posix()
    places = {"INHERIT": f"{top}{look.config.name}", "docs_dir": "docs", "site_dir": "site"}
    settings = _settings(edition, rendered)
    return _as_yaml(places | settings | {"theme": {"custom_dir": theme, **settings["theme"]}})


def _settings(edition: PublishedEdition, rendered: Rendered) -> dict[str, Any]:
    """Return what sets one site apart from another."""
    extras = {"redirects": bool(edition.redirects), "forms": any(map(has_form, edition.documents))}
    scripts = [f"assets/javascripts/{name}.js" for name in ("page", *(each for each, is_needed in extras.items() if is_needed))]
    extra = {
        "about": f"{ABOUT}.html",
        "as_of_words": in_words(edition.as_of, edition.language),
        "edition": edition.name,
        "language": edition.language,
    }
    return {
        "site_name": _as_html(site_name(edition)),
        "site_description": edition.summary,
        "theme": {"language": interface_language(edition.language), "logo": _logo(edition.logo) if edition.logo else None},
        "nav": _navigation(edition, rendered),
        "not_in_nav": "".join(f"/{name}.md\n" for name in _outside(edition)) + f"/{FOLDER}/\n" * bool(rendered.changes.pages),
        "extra_javascript": scripts,
        "extra": extra,
    }


def _logo(logo: Image) -> str:
    """Return where the mark of the edition is in the site."""
    return f"media/logo.{_ENDINGS[logo.media_type]}"


@lru_cache(maxsize=8)
def interface_language(language: str) -> str:
    """Return the language of the theme's own words: the edition's, if the theme speaks it, else English."""
    spoken = {path.stem for folder in _theme_folders() for path in (folder / "templates/partials/languages").glob("*.html")}
    return next((each for each in (language, language.partition("-")[0]) if each in spoken), "en")


def _theme_folders() -> list[Path]:
    """Return where the theme is installed, without loading it."""
    found = find_spec("material")
    return [Path(folder) for folder in (found.submodule_search_locations or ())] if found else []


def site_name(edition: PublishedEdition) -> str:
    """Return the name in every page's header: whose text this is comes first."""
    if edition.name == edition.framework_name:
        return edition.name
    return f"{edition.short or edition.name}: {edition.framework_name}"


def _navigation(edition: PublishedEdition, rendered: Rendered) -> list[object]:
    """Return MkDocs' nav: home, people to call, documents by kind, then what explains them."""
    own = {page.name: {page.title: f"{page.name}.md"} for page in own_pages(rendered)}
    contacts = [own.pop("contacts")] if "contacts" in own else []
    kinds = [{_as_html(kind.name): [{_as_html(view.title): f"{view.name}.md"} for view in kind.documents]} for kind in kind_views(edition)]
    amendments = [{"What changed, and when": f"{AMENDMENTS}.md"}] if rendered.changes.pages else []
    last = [*amendments, {"What is different here": f"{DIFFERENT}.md"}, {"About this site": f"{ABOUT}.md"}]
    return [{"Home": "index.md"}, *contacts, *kinds, {"Look up": [*own.values(), *last]}]


def _as_html(words: str) -> str:
    """Return the words as HTML: the theme writes names and titles into pages as they are."""
    return str(escape(words))


def _outside(edition: PublishedEdition) -> list[str]:
    """Return the pages that nobody looks for: of documents not used here, and of what moved."""
    moved = {old.partition("#")[0] for old in edition.redirects} - {each.file_name for each in edition.documents}
    return [*(page.name for page in withdrawn_pages(edition)), *sorted(moved)]


def _taken(edition: PublishedEdition) -> list[Problem]:
    """Report documents whose pages would take the place of another."""
    seen = set(OWN_PAGES) | {page.name for page in withdrawn_pages(edition)}
    problems = []
    for document in edition.documents:
        if document.file_name in seen:
            message = f"the page of '{document.id}' would be {document.file_name}.html, which every site has already"
            problems.append(error("page-name-taken", Place(document.file_name), message, "give the document another id"))
        seen.add(document.file_name)
    return problems


def _as_yaml(settings: Mapping[str, object]) -> bytes:
    """Return the settings as YAML in the order given."""
    dumped: str = yaml.safe_dump(dict(settings), sort_keys=False, allow_unicode=True, width=1000)
    return f"# Written by byelaw build; changes are lost.\n{dumped}".encode()
