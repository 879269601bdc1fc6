"""The security policy of a site: what its pages may load and run, with a hash for each inline script that the theme writes."""

from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from html import escape

_META = b'<meta http-equiv="Content-Security-Policy"'
_HEAD = b'<meta charset="utf-8">'
_EMPTY_INDEX = b'_label" tabindex="">'
_CHECKBOX = b'type="checkbox" id="__%s" autocomplete="off"'


def content_policy(scripts: Iterable[str]) -> str:
    """Return the policy for pages with these inline scripts, as a meta element may carry it.

    Nothing from another host, no inline styles, no other inline scripts, and no form is sent anywhere. Images from `data:` are the theme's
    icons; what a page may fetch from its own site is the list that search reads.
    """
    hashes = "".join(f" 'sha256-{_digest(script)}'" for script in scripts)
    return (
        f"default-src 'self'; script-src 'self'{hashes}; style-src 'self'; img-src 'self' data:; worker-src 'self'; connect-src 'self';"
        " object-src 'none'; base-uri 'none'; form-action 'none'"
    )


def with_policy(page: bytes, policy: str) -> bytes:
    """Return a built page with the policy in its head, and without two attributes of the theme that are not valid HTML.

    A page that has a policy already is returned as it is.
    """
    if _META in page:
        return page
    meta = f'{_META.decode()} content="{escape(policy, quote=False)}">'.encode()
    for name in (b"drawer", b"search"):
        page = page.replace(_CHECKBOX % name, b'type="checkbox" id="__%s"' % name, 1)
    page = page.replace(_EMPTY_INDEX, b'_label">')
    return page.replace(_HEAD, _HEAD + b"\n      " + meta, 1)


def headers(policy: str) -> tuple[tuple[str, str], ...]:
    """Return the HTTP headers a server should send: the policy, with what only a header may say."""
    return (
        ("Content-Security-Policy", f"{policy}; frame-ancestors 'none'"),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
    )


def headers_file(policy: str) -> bytes:
    """Return `_headers`, which several static hosts read."""
    lines = [f"  {name}: {value}" for name, value in headers(policy)]
    return ("/*\n" + "\n".join(lines) + "\n").encode()


def nginx_snippet(policy: str) -> bytes:
    """Return the headers as nginx's configuration includes them."""
    lines = [f'add_header {name} "{value}" always;' for name, value in headers(policy)]
    return ("# include this file in the server block of the site\n" + "\n".join(lines) + "\n").encode()


def _digest(script: str) -> str:
    return b64encode(sha256(script.encode()).digest()).decode()
