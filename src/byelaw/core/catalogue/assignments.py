"""What can be wrong with the facts, values, records and terms that a localisation sets, and with exceptions."""

from byelaw.core.problems import Code, Severity

CODES: tuple[Code, ...] = (
    Code(
        "fact-set-above",
        "a fact that a higher tier decides",
        "The fact is the same for everybody below a tier, such as the law of a country, so a lower tier cannot change it.",
        "Take the line out. If the fact is wrong for you, ask the tier above.",
    ),
    Code(
        "reason-missing",
        "something from above replaced without a reason",
        "A tier above gave this value, record or term. Whoever departs from it says why, for readers and for reviews.",
        "Add `because:` with the reason.",
    ),
    Code(
        "loosened-limit",
        "a limit made looser",
        "A lower tier may make a limit tighter, never looser. What counts is the number, its unit and the event it runs from.",
        "Give a limit at least as strict as the one above, or take yours out.",
    ),
    Code(
        "incomparable-limit",
        "a limit that cannot be compared with the one above",
        "Nobody can say which is stricter: 5 days and 3 working days, or limits that run from two events with no known order.",
        "Use the unit and the event of the limit above, or state your limit beside it in a note.",
    ),
    Code(
        "term-forms",
        "a renamed term without all its forms",
        "The framework uses the term in several forms, such as singular and plural, and its links need the same forms of the new one.",
        "Give every form that the framework gives.",
    ),
    Code(
        "exception-expired",
        "an exception that has ended",
        "The day up to which the exception held is past, and what it accepted is still there.",
        "Mend what it accepted, or have it renewed by those who gave it.",
    ),
    Code(
        "exception-unused",
        "an exception that nothing needs",
        "Nothing that it would accept was found. The cause may be mended, the address misspelt, or the exception held by the wrong tier.",
        "Remove it, or correct its address. Only the tier that locked a block can open it.",
        Severity.WARNING,
    ),
)
