"""Two versions of the allotment rules, and one site's edition, with a change of every kind that a redline shows."""

from byelaw.core.comparing.compare import Comparison, compare
from byelaw.core.comparing.sides import Label, Side
from project_builder import Builder, Built, Files, edits, place, plots, rule, values

OLD = """\
## Scope {#scope}

These rules are for every plot.

### Lists {#lists}

- A spade
- A fork
- A rake

| Tool  | Days |
|-------|------|
| Spade | 3    |
| Rake  | 5    |

## Digging {#digging}

::: {#dig-weekly .must who=tenant}
Tenants must dig every week.
:::

::: {#dig-deep .should}
Tenants should dig deep. See [the scope](#scope).
:::

Nobody ever changes this paragraph about digging.

## Water {#water}

Rain fills the butts beside the shed until the last day of autumn.[^1]

[^1]: Butts hold 200 litres.

## Paths {#paths}

Keep the paths clear of weeds, wire, glass and everything else that hurts a foot.

## Bees {#bees}

Bees may be kept.

## End {#end}

Answer in {{ reply }}.
"""
_PATHS = OLD[OLD.index("## Paths") : OLD.index("## Bees")]
NEW = (
    OLD.replace(_PATHS, "")
    .replace("## Digging", f"{_PATHS}## Digging")
    .replace("for every plot", "for each plot, and for its paths")
    .replace("- A fork", "- A hoe\n- A fork")
    .replace("| Rake ", "| Hoe   | 4    |\n| Rake ")
    .replace("who=tenant", "who=warden")
    .replace("every week", "every month")
    .replace("dig-deep .should", "dig-deep .must")
    .replace("should dig deep. See [the scope](#scope)", "must not dig deep. See [the water](#water)")
    .replace("200 litres", "300 litres")
    .replace("## Bees {#bees}\n\nBees may be kept.\n\n", "")
)
FENCES = rule("fences", "## Fences {#fences}\n\nFences stand.\n")
REPLY = "reply: {type: limit, name: Time to reply, limit: at-most, anchor: applied, default: 3 days}\n"


def old_files() -> tuple[Files, ...]:
    return plots(OLD), values(REPLY), FENCES


def new_files() -> tuple[Files, ...]:
    return plots(NEW), values(REPLY.replace("3 days", "2 days")), FENCES


def site_files() -> tuple[Files, ...]:
    """Return an allotment site that adds a gate to the new rules."""
    added = edits("elm", "gate: {do: insert, end: paths}", "::: {#gate}\nShut the gate.\n:::")
    return (*new_files(), place("elm"), added)


def side(built: Built, name: str, version: str = "") -> Side:
    assert built.problems == []
    label = Label("Allotments" if name == "framework" else name.capitalize(), version, "0123456789abcdef", "")
    return Side(built.finished(name), built.published(name), label)


def two_versions(build: Builder) -> Comparison:
    return compare(side(build(*old_files()), "framework", "1"), side(build(*new_files()), "framework", "2"))


def site_beside_framework(build: Builder) -> Comparison:
    """Return the site's edition beside the old rules: some of it changed because the rules did."""
    return compare(side(build(*old_files()), "framework", "1"), side(build(*site_files()), "elm"))


def with_and_without_a_document(build: Builder) -> Comparison:
    """Return two versions of which the first has a document that the second has not, and the other way round."""
    sheds = rule("sheds", "## Sheds {#sheds}\n\nSheds must have a lock.\n")
    return compare(
        side(build(plots(OLD), values(REPLY), FENCES), "framework", "1"), side(build(plots(OLD), values(REPLY), sheds), "framework", "2")
    )
