"""What can be wrong with a site: found while its pages are made, while MkDocs runs, or in the built pages."""

from byelaw.core.problems import Code, Severity

CODES: tuple[Code, ...] = (
    Code(
        "page-name-taken",
        "two pages of the site want one name",
        "Every site has pages of its own, such as index, contacts and glossary, and a document's id is the name of its page.",
        "Give the document another id.",
    ),
    Code(
        "broken-link",
        "a link leads nowhere",
        "The built page has a link to a page, a place in a page or a file that the site does not have.",
        "Mend the link where it is written; if it is written correctly, this is a fault of Byelaw: report it.",
    ),
    Code(
        "page-against-policy",
        "a built page holds what the site's security policy forbids",
        "A style attribute, an event attribute, or something fetched from another host got into a page.",
        "Look for it in templates/site or in the theme's new version.",
    ),
    Code(
        "site-warning",
        "MkDocs warned while it built the site",
        "MkDocs found something in the generated project that it could not follow.",
        "Read its message: a page missing from the navigation or a link it could not resolve is a fault of Byelaw.",
        Severity.WARNING,
    ),
    Code(
        "site-failed",
        "MkDocs could not build the site",
        "MkDocs stopped with an error.",
        "Read its message. Check that templates/site and mkdocs.yml are as released, and that the packages are those the lock names.",
    ),
)
