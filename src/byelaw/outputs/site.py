"""Publish an edition as a site: write its MkDocs project, build it, check every page, and set its security policy."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from os.path import relpath
from pathlib import Path

from byelaw.core.problems import Problem, has_errors
from byelaw.core.published import PublishedEdition
from byelaw.outputs.policy import content_policy, headers_file, nginx_snippet, with_policy
from byelaw.outputs.site_check import inline_scripts, link_problems, policy_problems, read_page
from byelaw.outputs.site_pages import Rendered
from byelaw.outputs.site_project import Look, site_project
from byelaw.tools.mkdocs_worker import build_site

__all__ = ["Look", "Rendered", "SitePlaces", "publish_site"]


@dataclass(frozen=True, slots=True)
class SitePlaces:
    """Where a site is made: the folder of its MkDocs project, and the staging folder of the built site (both may be cleared).

    `beside` names the files that stand next to the site's folder once published: `word/referral.docx`, `provenance.json`.
    """

    project: Path
    site: Path
    beside: frozenset[str] = frozenset()


def publish_site(edition: PublishedEdition, rendered: Rendered, look: Look, places: SitePlaces) -> tuple[Problem, ...]:
    """Make the edition's site in `places.site`; publish it only if no problem is an error.

    Reports `page-name-taken`, `site-warning`, `site-failed`, `broken-link` and `page-against-policy`.
    """
    inherit = Path(relpath(look.config.parent, places.project)).as_posix()
    project = site_project(edition, replace(rendered, beside=places.beside), look, inherit)
    if has_errors(project.problems):
        return project.problems
    write_project(project.files, places.project)
    built = build_site(places.project / "mkdocs.yml", places.site, edition.as_of)
    if has_errors(built.problems):
        return built.problems
    return built.problems + finish_site(places.site, places.beside)


def write_project(files: Mapping[str, bytes], folder: Path) -> None:
    """Write a project's files into its folder and remove pages and pictures of an earlier build."""
    for old in sorted((folder / "docs").rglob("*")):
        if old.is_file() and old.relative_to(folder).as_posix() not in files:
            old.unlink()
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def finish_site(site: Path, beside: Iterable[str]) -> tuple[Problem, ...]:
    """Check a built site's pages, whichever builder made them, and give them their security policy.

    Reports `broken-link` and `page-against-policy`.
    """
    files = {path.relative_to(site).as_posix(): path for path in sorted(site.rglob("*")) if path.is_file()}
    pages = {name: path.read_bytes() for name, path in files.items() if name.endswith(".html")}
    facts = {name: read_page(content) for name, content in pages.items()}
    policy = content_policy(inline_scripts(facts.values()))
    for name, content in pages.items():
        files[name].write_bytes(with_policy(content, policy))
    (site / "_headers").write_bytes(headers_file(policy))
    (site / "nginx-headers.conf").write_bytes(nginx_snippet(policy))
    return link_problems(facts, files, beside) + policy_problems(facts)
