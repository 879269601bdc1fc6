"""The rules about words, each with texts that it must find and texts that it must leave alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from byelaw.core.contents import personal, wording
from byelaw.core.contents.acronyms import Known as KnownLetters
from byelaw.core.contents.acronyms import explained_in, undefined
from byelaw.core.contents.passages import MASK, Part, Passage
from byelaw.core.contents.phrases import matcher
from byelaw.core.contents.placeholders import placeholders
from byelaw.core.contents.reading import count, figure, long_sentences, sentences
from byelaw.core.contents.telephones import real_numbers
from byelaw.core.problems import Place
from project_builder import Builder, edits, place, plots

PLACE = Place("framework/documents/rule/plots.md", 1, 1)
NOBODY = personal.Known(nouns=frozenset({"desk", "team", "duty", "pathway"}), places=frozenset({"Newton"}))

UNFINISHED = (
    "The number is TBC.",
    "Contact: tba",
    "T.B.C",
    "Date TBD",
    "(to be confirmed)",
    "The panel chair is to be confirmed.",
    "Details to be confirmed",
    "TODO: check",
    "TODO add the contact",
    "xxx",
    "Call XXX XXXX",
    "call 01632 xxxxxx",
    "20XX",
    "lorem ipsum dolor sit amet",
    "Insert name here",
    "[insert name of council]",
    "[name]",
    "[Name of LA]",
    "<name>",
    "??",
    "What time?? ",
    "Link to follow",
    "link to follow.",
    "More details will follow: text to follow",
    "Guidance (to follow)",
    "Delete as appropriate",
    "*delete as applicable",
    "(trix please link)",
    "Please link to the policy",
    "please insert logo",
    "Logo Alt Text will go here",
    "alt text here",
    "Image alt text",
    "DRAFT",
    "Referral (Draft)",
    "Draft",
    "Draft v2",
    "DRAFT – not for circulation",
    "This page is currently under review.",
    "This section is being updated",
    "This chapter is under review",
    "Under review",
    "placeholder",
    "Placeholder text",
    "dummy text",
    "Note to editor: check this",
    "Note for web team",
    "editor's note",
    "Author to check",
    "(editors to add a diagram)",
    "Work in progress",
    "coming soon",
    "Under construction",
    "awaiting sign-off",
    "needs updating",
    "Add link here",
    "broken link",
    "Link needed",
    "Reference missing",
    "Enter text here",
    "Your text here",
    "Title here",
    "Joe Bloggs",
    "Anytown Council",
    "asdf",
    "blah blah",
    "00000 000000",
    "01234 567890",
    "#REF!",
    "Error! Bookmark not defined.",
    "see page X",
    "see section ??",
    "on page xx",
    "£x",
    "Name: ________",
    "………… ……",
    "add your local contact details here",
    "Insert local contact details",
    "insert the telephone number",
    "(insert date)",
    "(link)",
    "{name}",
    "FIXME",
    "Contact the @sarah can you check",
    "Can you check this with Legal",
    "is this right?",
    "Click or tap here to enter text.",
    "to be advised",
    "Time to be agreed",
    "(to be agreed)",
    "still to be decided",
    "Please can someone check",
    "check with legal",
    "Local areas to insert their own number",
    "Areas to add their own contact",
    "Remove before publishing",
    "not for publication",
    "delete before publishing",
    "Query – is this the right team?",
    "NB: this needs to be rewritten",
    "[link]",
    "hyperlink to follow",
    "Picture goes here",
    "Insert flowchart",
    "Image to be inserted",
    "Content to be added",
    "to be added",
    "To be added.",
    "xx/xx/2026",
    "00/00/0000",
    "TBC by the partnership",
    "tbc - see email",
    "Tbc",
    "tba.",
    "Under Review",
    "currently being reviewed",
    "Text awaiting approval",
    "awaiting final text",
    "final version to follow",
    "Version 0.1 draft",
    "draft 3",
    "Draft for consultation",
    "Name of chair: ???",
    "Insert here",
    "add text",
    "Your Council",
    "[Your Council]",
    "<<name>>",
    "«Name»",
    "%NAME%",
    "$NAME",
    "${name}",
    "{{name}}",
    "Lorem",
    "Ipsum",
)

FINISHED = (
    "Keep the plan under review.",
    "The plan is kept under review by the lead professional.",
    "Share the draft plan with the family before the meeting.",
    "The chair drafts the minutes.",
    "A draft record goes to each agency for correction.",
    "If you are asked to follow a child, follow the policy.",
    "Each agency that has agreed to follow the policy.",
    "See which steps to follow.",
    "Guidance to follow when a child discloses",
    "The diagnosis needs to be confirmed by a doctor.",
    "Dates have to be confirmed in writing.",
    "The plan to be agreed at the meeting",
    "Who is to be told",
    "What needs to be done",
    "This must be completed within 5 days.",
    "Insert the key.",
    "Write what you saw.",
    "Add anything else you know.",
    "Please call us.",
    "Please tell us what you think.",
    "Please give the child's name.",
    "See Section 47 of the Children Act 1989.",
    "Section X of the Act",
    "What happened? Who saw it?",
    "Is each child safe tonight, at home, in learning, in care and online?",
    "R (AB) v CD [2019] EWHC 12",
    "the reference number of the case",
    "Draft a safety plan.",
    "Do not wait for the link to be proved.",
    "more information to share",
    "The date the form was completed",
    "Take a copy here",
    "Sign here",
    "Under 12s",
    "Text a number",
    "Name",
    "Date",
    "Title",
    "Definition",
    "Summary",
    "Links",
    "Contact details",
    "A review is under way",
    "The child was under threat.",
    "The team is under pressure.",
    "In development terms, a child",
    "child development",
    "a child under 13",
    "Ask what the child needs to follow the meeting",
    "Call 999 (emergency).",
    "The chair will confirm the date.",
    "the name here is what matters",
    "How the behaviour came about and developed",
    "The chair must send the record to follow up actions.",
    "The test of what follows",
    "Who to call",
    "A person awaiting trial",
    "pending the outcome of the enquiry",
    "while awaiting a decision",
    "Check that the child has the help he or she needs",
    "Is this right for the child?",
    "The pictures here show the levels.",
    "Anyone may telephone here",
    "Note to parents",
    "a note for the file",
    "query the decision with a manager",
    "Comment on the plan",
    "Example: a child of 9",
    "The example is invented.",
    "test of reasonable cause",
    "update the plan",
    "A link between the two",
    "missing children",
    "child missing from care",
    "a missing child",
    "Broken promises",
    "use of the name and image of a child",
    "sharing nude images: check the source",
    "images are missing from the record",
    "The dates missing from the record",
    "Please complete the form and send it.",
    "Please add any other information.",
    "please check that the child is safe",
    "please note",
    "in the first draft of the plan?",
    "page 3",
    "Table 1",
    "appendix 2",
    "email name@example.org",
    "@",
    "The chair's name",
    "Draft plans are shared with families",
    "review the draft with the young person",
    "Where the words in brackets apply",
    "(see section 3)",
    "(date of birth)",
    "(name of the worker)",
)


def passage(words: str, part: Part = Part.PARAGRAPH, around: str = "") -> Passage:
    return Passage(words, part, PLACE, words, around=around)


@pytest.mark.parametrize("words", UNFINISHED)
def test_what_only_a_draft_has_is_found(words: str) -> None:
    assert list(placeholders(passage(words), ("trix",)))


@pytest.mark.parametrize("words", FINISHED)
def test_a_finished_text_is_left_alone(words: str) -> None:
    assert list(placeholders(passage(words), ("trix",))) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Ask Dr Patel.", ["Dr Patel"]),
        ("Ask Sarah Whitlock now.", ["Sarah Whitlock"]),
        ("Contact Oluwaseun Adeyemi for help.", ["Oluwaseun Adeyemi"]),
        ("Oluwaseun Adeyemi, the duty manager, decides.", ["Oluwaseun Adeyemi"]),
        ("Written by J. Ndlovu.", ["J. Ndlovu"]),
        ("Jamie (13) was seen.", ["Jamie"]),
        ("Write to jane.smith@newton.example.", ["jane.smith@newton.example"]),
        ("Call the Newton Duty Team.", []),
        ("Contact Haven Road, which is a service.", []),
        ("The Martin House team and the Alexander Road office.", []),
        ("Write to duty.desk@newton.example.", []),
        ("Contact Duty Desk.", []),
    ],
)
def test_people_are_told_from_posts_and_places(words: str, found: list[str]) -> None:
    assert [each.words for each in personal.names(passage(words), NOBODY)] == found


def test_a_post_that_holds_a_name_is_found_and_a_post_is_not() -> None:
    posts = ("Janet Osbourne", "Trevor Ndlovu", "Team Manager", "Head of plots", "Newton Council")
    found = [each for each in posts if list(personal.names(passage(each, Part.POST), NOBODY))]
    assert found == ["Janet Osbourne", "Trevor Ndlovu"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Ring 020 7219 4272.", ["020 7219 4272"]),
        ("Ring +44 7911 123456.", ["+44 7911 123456"]),
        ("Ring 0800 1111.", ["0800 1111"]),
        ("Ring 01632 960011, 020 7946 0123, 07700 900123, 0808 157 0034 or 028 9649 6001.", []),
        ("From 2026-09-01 to 2027-09-30, sections 17(10) and 20 to 50.", []),
        ("Call 999.", []),
    ],
)
def test_numbers_for_stories_are_told_from_real_ones(words: str, found: list[str]) -> None:
    assert list(real_numbers(words, "en-GB")) == found


@given(st.integers(min_value=100_000_000, max_value=999_999_999))
def test_a_health_number_is_one_only_with_its_own_check_digit(nine: int) -> None:
    found = [last for last in range(10) if list(personal.numbers(passage(f"{str(nine)[:3]} {str(nine)[3:6]} {str(nine)[6:]}{last}")))]
    assert len(found) <= 1


@pytest.mark.parametrize(
    ("words", "explained"),
    [
        ("Getting it right for every child (GIRFEC) helps.", {"GIRFEC"}),
        ("MASH (multi-agency sharing hub) meets.", {"MASH"}),
        ("This is the inter-agency review discussion, or IRD.", {"IRD"}),
        ("The panel (MAPPA) meets.", set()),
    ],
)
def test_letters_are_explained_by_words_that_begin_with_them(words: str, explained: set[str]) -> None:
    assert explained_in(words) == explained


def test_letters_nobody_explains_are_found_but_not_shouting_numerals_or_titles() -> None:
    known = KnownLetters(frozenset({"NG"}), ("The ABCD report 2020",))
    words = "DO NOT CALL THE IRO. Part IV of The ABCD report 2020 and A4 paper; NG; the MoU."
    assert [each.words for each in undefined(passage(words), known)] == ["MoU"]


WORDS = wording.Wordlist(discouraged={"pest": "animal"}, strange={"Plot Court": wording.Owned("Norland", ("Norland",), "the panel")})


@pytest.mark.parametrize("words", ["A pest.", "PESTS come", "the pest’s nest"])
def test_a_discouraged_word_is_found_in_any_form(words: str) -> None:
    assert list(wording.discouraged(passage(words), WORDS))


@pytest.mark.parametrize("words", ["We do not say “pest” here.", "A pestle.", "tempest", f"A {MASK}."])
def test_a_word_that_is_only_spoken_of_or_part_of_another_is_left_alone(words: str) -> None:
    assert list(wording.discouraged(passage(words), WORDS)) == []


@pytest.mark.parametrize(
    ("words", "around", "count"),
    [("Go to the plot court.", "", 1), ("In Norland, go to the Plot Court.", "", 0), ("The Plot Court", "Norland", 0)],
)
def test_a_word_of_another_place_leaks_unless_the_place_is_named(words: str, around: str, count: int) -> None:
    assert len(list(wording.leaked(passage(words, around=around), WORDS))) == count


RENAMED = wording.Wordlist(renamed={"report": ("report", "incident report"), "reports": ("report", "incident reports")})


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Send a report.", ["report"]),
        ("An incident report and reports.", ["reports"]),
        ("An incident report; incident reports; the “report”; write to reports@example.org.", []),
    ],
)
def test_a_term_called_something_else_here_is_found_but_not_inside_that_name_nor_in_an_address(words: str, found: list[str]) -> None:
    assert [each.words for each in wording.unlinked(passage(words), RENAMED)] == found


def test_what_to_write_instead_of_a_term_is_a_link_in_prose_and_a_word_in_data() -> None:
    (prose,), (data,) = (list(wording.unlinked(passage("A report.", part), RENAMED)) for part in (Part.PARAGRAPH, Part.DATA))
    assert prose.hint.endswith("[](term:report)")
    assert data.hint == "say 'incident report'"


@given(st.lists(st.text("ab' -", min_size=1, max_size=8).filter(str.strip), min_size=1, max_size=5))
def test_every_phrase_is_found_by_its_own_pattern(phrases: list[str]) -> None:
    clean = [each for each in phrases if each.strip(" -'")]
    finder = matcher(tuple(each.strip(" -'") for each in clean))
    assert all(finder is not None and finder.search(each.strip(" -'")) for each in clean)


def test_sentences_end_where_people_end_them() -> None:
    assert sentences("See e.g. the plan. Then go! Is it so? Yes: it is.") == ["See e.g. the plan.", "Then go!", "Is it so?", "Yes: it is."]


@given(st.lists(st.sampled_from(["plot", "water", "don't", "well-known", "1,000"]), min_size=1, max_size=60))
def test_a_sentence_is_too_long_from_the_first_word_too_many(words: list[str]) -> None:
    sentence = " ".join(words) + "."
    assert count(sentence) == len(words)
    assert bool(list(long_sentences(passage(sentence), 25))) == (len(words) > 25)


def test_longer_words_are_harder_and_few_words_say_nothing() -> None:
    easy, hard = (figure("s", "S", [f"{word} it now. " * 40]).level for word in ("Do", "Institutionalise"))
    assert easy is not None
    assert hard is not None
    assert easy < hard
    assert figure("s", "S", ["Do it now."]).level is None


OPEN = "{#a .must lock=open}\nTenants must not dig deep.\n\n{#b}\nTenants should water.\n"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{#a .must}\nTenants must dig deep.", "weakened-words"),
        ("{#a .must}\nTenants should not dig deep.", "weakened-words"),
        ("{#a .must}\nTenants must not dig deep where possible.", "weakened-words"),
        ("{#b}\nTenants may water.", "weakened-words"),
        ("{#a .must}\nTenants must not dig deep or wide.", ""),
        ("{#a .must}\nNo tenant must ever dig deep.", ""),
        ("{#b}\nTenants must water.", ""),
        ("{#b}\nTenants should water daily.", ""),
    ],
)
def test_replaced_words_may_bind_more_but_never_less(allotments: Builder, text: str, code: str) -> None:
    target = text[2]
    built = allotments(plots(f"## Rules {{#rules}}\n\n{OPEN}"), place("newton"), edits("newton", f"{target}: {{do: replace}}", text))
    assert built.codes == ([code] if code else [])
