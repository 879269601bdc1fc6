"""What can be wrong with the words: gaps, names, numbers, other places' words, hard sentences, dates that are past."""

from byelaw.core.problems import Code, Severity

CODES: tuple[Code, ...] = (
    Code(
        "placeholder",
        "something that was to be finished",
        "The text holds what only a draft has: a mark such as TBC, a gap to fill in, words from a template, or a note to an editor.",
        "Write what belongs there, or take it out. If it really has to stand, write an exception with a reason and a last day.",
    ),
    Code(
        "personal-number",
        "a number that belongs to one person",
        "There is what looks like a health or National Insurance number, or a date of birth. Nothing about one person belongs in "
        "a procedure.",
        "Take it out, also from the history of the file if it is real.",
    ),
    Code(
        "personal-name",
        "the name of a person",
        "People change posts, and their names and own mailboxes stay in old copies. A framework names posts and shared mailboxes.",
        "Name the post. Somebody who may be named, such as the subject of a published review, goes into `names` under `checks` "
        "in framework.yml.",
        Severity.WARNING,
    ),
    Code(
        "real-number",
        "a telephone number that could ring somewhere",
        "The framework says that everything in it is invented (`fictional: yes`), and this number is none of those kept free for stories.",
        "Use one of Ofcom's numbers for drama, such as 01632 960000. Real ones that may be printed go into `public` under `checks`.",
    ),
    Code(
        "real-address",
        "a mailbox that could be somebody's",
        "The framework says that everything in it is invented (`fictional: yes`), and this address is not at an example domain.",
        "Use an address at example.org or under .example. Real ones that may be printed go into `public` under `checks`.",
    ),
    Code(
        "leaked-word",
        "a word of another place",
        "The word, or the source, belongs to a place that this text is not only for: its readers elsewhere would follow another "
        "place's law.",
        "Say what it is called here, or name the place in the same paragraph, heading or row.",
        Severity.WARNING,
    ),
    Code(
        "unlinked-term",
        "a term by a name that it does not have here",
        "This place, or one above it, calls the term something else. As plain words it cannot follow.",
        "Write it as a link to the term, `[](term:…)`, and its name follows.",
        Severity.WARNING,
    ),
    Code(
        "discouraged-term",
        "a word not to use",
        "The glossary or the framework's own list says to avoid the word. In quotation marks, or in quoted law, it may stand.",
        "Say what the hint says, or say it in other words.",
        Severity.WARNING,
    ),
    Code(
        "undefined-acronym",
        "an abbreviation that nothing explains",
        "Somebody new, or a parent, cannot know what the letters mean.",
        "Write the full name at the first use, with the letters after it in brackets. One that every reader knows goes into `acronyms`.",
        Severity.WARNING,
    ),
    Code(
        "weakened-words",
        "words that bind less than those they replace",
        "The replaced text said what must be done. The new words make it weaker: 'should' for 'must', a 'not' lost, 'where "
        "possible' added.",
        "Keep the words that bind. A lower tier may make a duty stronger or add to it, never weaken it.",
    ),
    Code(
        "strength-word",
        "a statement that does not say how strongly it binds",
        "It is marked as a must, a should or a may, and the sentence does not have that word, so that mark and words could be "
        "read differently.",
        "Write the word into the sentence, or give the statement the mark that its words have.",
        Severity.WARNING,
    ),
    Code(
        "overdue-review",
        "a review date that is past",
        "The day on which a document, a localisation or a change was to be looked at again is past. It is still published, with "
        "a banner that says so.",
        "Review it and give the next date.",
        Severity.WARNING,
    ),
    Code(
        "missing-review",
        "a document without a review date of its own",
        "Most documents beside it say when each is to be reviewed; this one does not, and takes the date of the whole.",
        "Add `review:` to its first lines.",
        Severity.WARNING,
    ),
    Code(
        "long-sentence",
        "a sentence with too many words",
        "Long sentences are hard to read in a hurry, for a person who is upset, and by screen reader. Look-ups and links count "
        "as the words they become.",
        "Make two sentences of it, or a list. The most words are `longest-sentence` under `checks`, or 25.",
        Severity.WARNING,
    ),
    Code(
        "hard-section",
        "a section that is hard to read",
        "Its words and sentences are longer than what the framework allows. `byelaw list reading` shows the figure of every section.",
        "Use shorter words and shorter sentences. The highest level is `reading-level` under `checks`, or 12.",
        Severity.WARNING,
    ),
)
