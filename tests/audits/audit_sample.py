"""An audit of allotments in two parts, and what sites recorded of it."""

from project_builder import Files, place, rule, values

AUDIT = """\
name: Audit of a site
summary: What a site does well and what to mend first.
cycle: audit.months
ratings:
  1: {name: Not yet, meaning: Nothing is in place.}
  2: {name: Partly, meaning: Some of it is.}
  3: {name: Mostly, meaning: Most of it is.}
  4: {name: Fully, meaning: All of it is.}
parts:
  paths:
    title: Paths and gates
    text: What a visitor sees first.
    checks:
      wide-paths:
        label: Paths are wide enough for a wheelchair.
        evidence: Walk them.
        strength: must
        who: tenant
        text: Tenants must keep them clear.
        see: plots#digging
      gates: {label: Gates close by themselves., evidence: Try each gate.}
  water:
    title: Water
    checks:
      taps: {label: Every tap works., evidence: Turn them on.}
      butts: {label: Butts have lids.}
      hoses: {label: Hoses are put away.}
"""
PAGE = "## The checks {#the-checks}\n\n::: {#checklist audit=site-audit}\n:::\n"
FRAMEWORK: Files = {
    **values("audit.months: {type: integer, name: Months between audits, default: 12}\n"),
    **rule("audit", PAGE),
    "framework/audits/site-audit.yml": AUDIT,
}
FIRST = """\
  - on: 2025-03-12
    ratings:
      wide-paths: {rating: 1}
      gates: {rating: 2}
      taps:
        rating: 1
        actions:
          - {do: Mend the tap., owner: Warden, by: 2025-06-30}
          - {do: Buy washers., owner: Warden, by: 2025-05-31, done: 2025-05-01}
"""
LAST = """\
  - on: 2026-03-12
    summary: Better paths, the same water.
    ratings:
      wide-paths: {rating: 4, evidence: Measured., wording: Paths are wide.}
      gates: {rating: 3}
      taps:
        rating: 2
        evidence: "=1+1 of them drip"
        actions:
          - {do: Ask for a new tap., owner: Warden, by: 2027-01-31}
          - {do: Sign the tap., owner: Chair, by: 2026-05-31, done: 2026-04-30}
      butts: {rating: 1}
      hoses: {evidence: Nobody looked.}
"""


def record(name: str, *rounds: str, head: str = "lead: Site lead\n") -> Files:
    """Return what a localisation recorded."""
    return {f"localisations/{name}/audit.yml": f"{head}rounds:\n{''.join(rounds)}"}


def site(name: str, *rounds: str, share: str = "no") -> Files:
    """Return a site with its record."""
    return {**place(name), **record(name, *rounds, head=f"share: {share}\nlead: Site lead\n")}


def one_round(on: str, **ratings: int) -> str:
    """Return a round with these ratings; `_` stands for a hyphen."""
    return f"  - on: {on}\n    ratings:\n" + "".join(
        f"      {name.replace('_', '-')}: {{rating: {each}}}\n" for name, each in ratings.items()
    )
