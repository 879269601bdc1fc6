from datetime import date

import pytest
from loading import FRAMEWORK as FRAMEWORK_YML
from loading import NORTHMERE, PROJECT, VALUES, codes, load

from byelaw.core.blocks import Form, Operation
from byelaw.core.limits import Limit, Unit
from byelaw.core.localisations import Position, Relation
from byelaw.core.names import FRAMEWORK, LayerId
from byelaw.core.problems import Place, Severity
from byelaw.core.tree import stringify
from byelaw.sources.digests import manifest_of

NORTHMERE_ID = LayerId("northmere")
FILE = "localisations/northmere/localisation.yml"
PAGE = "localisations/northmere/referral.md"


def page(entries: str, body: str = "") -> dict[str, str | bytes]:
    return {PAGE: f"---\ndocument: referral\n{entries}\n---\n{body}"}


def test_the_small_project_has_no_problems() -> None:
    project, problems = load({})
    assert problems == ()
    assert list(project.framework.documents) == ["referral"]
    assert project.localisations[NORTHMERE_ID].tier == "area"


def test_events_come_after_all_that_comes_before() -> None:
    events = FRAMEWORK_YML.replace("received: {", "held: {name: H, after: [received]}\n  received: {")
    project, problems = load({"framework/framework.yml": events})
    assert problems == ()
    assert project.framework.declarations.after["held"] == {"received", "noticed"}


@pytest.mark.parametrize(
    ("path", "old", "new", "code"),
    [
        ("framework/framework.yml", "default: no}", "default: no, set-by: aera}", "unknown-tier"),
        ("framework/framework.yml", "after: [noticed]", "after: [notised]", "unknown-event"),
        ("framework/framework.yml", "after: [noticed]", "after: [received]", "event-loop"),
        ("framework/framework.yml", "who: role", "who: rolle", "unknown-record-type"),
        ("framework/values.yml", "anchor: received", "anchor: recieved", "unknown-event"),
        ("framework/values.yml", "default: 3 working days", "default: 3 days from recieved", "unknown-event"),
        ("framework/values.yml", "default: 3 working days", "default: three days", "not-a-limit"),
        ("framework/values.yml", "type: text,", "type: text, when: panle=yes,", "unknown-fact"),
        ("framework/values.yml", "type: text,", "type: text, when: panel=maybe,", "not-one-of"),
        ("framework/values.yml", "type: text,", "type: text, source: act,", "unknown-reference"),
        ("framework/records/contact.yml", "slot: area", "slot: aera", "unknown-tier"),
        ("framework/records/contact.yml", "phone: 0800 1111", "fone: 0800 1111", "unknown-key"),
        ("framework/documents/procedure/referral.md", "kind: procedure", "kind: policy", "unknown-kind"),
        (FILE, "owner: Lead", "owner: Lead\ntier: aera", "unknown-tier"),
        (FILE, "owner: Lead", "owner: Lead\nfacts: {panle: yes}", "unknown-fact"),
        (FILE, "owner: Lead", "owner: Lead\nfacts: {panel: maybe}", "not-one-of"),
        (FILE, "owner: Lead", "owner: Lead\nvalues: {panel.nam: X}", "unknown-value"),
        (FILE, "owner: Lead", "owner: Lead\nvalues: {panel.months: 13}", "out-of-bounds"),
        (FILE, "owner: Lead", "owner: Lead\nvalues: {panel.members: X}", "wrong-shape"),
        (FILE, "owner: Lead", "owner: Lead\nrecords: {contcat: {desk: {name: X}}}", "unknown-record-type"),
        (FILE, "owner: Lead", "owner: Lead\nrecords: {contact: {desk: {phone: 999}}}", "missing-key"),
        (FILE, "owner: Lead", "owner: Lead\nterms: {hsp: {singular: X}}", "unknown-term"),
        (FILE, "extends: framework", "extends: framwork", "unknown-parent"),
        (FILE, "extends: framework", "extends: framework@2", "missing-release"),
        (FILE, "extends: framework", "extends: northmere", "extends-cycle"),
    ],
)
def test_a_name_that_names_nothing_is_reported(path: str, old: str, new: str, code: str) -> None:
    text = str(PROJECT[path])
    assert old in text
    _, problems = load({path: text.replace(old, new, 1)})
    assert code in codes(problems)
    assert {problem.place.file for problem in problems} == {path}


def test_a_localisation_decides_by_the_types_of_its_framework() -> None:
    text = f"""{NORTHMERE}facts: {{panel: yes}}
values:
  times.hold: 24 hours
  panel.name: {{value: The panel, because: It is called so., until: 2027-01-01}}
records:
  contact:
    desk: {{name: Northmere desk, phone: 01632 960011}}
    line: {{retire: yes, because: Closed.}}
terms:
  hsb: {{singular: sexual behaviour, because: We say so.}}
"""
    project, problems = load({FILE: text})
    assert problems == ()
    made = project.localisations[NORTHMERE_ID]
    assert made.facts["panel"].content == "yes"
    assert made.values["times.hold"].content == Limit(24, Unit.HOURS)
    assert made.values["times.hold"].place == Place(FILE, 7, 3)
    name = made.values["panel.name"].account
    assert (name.because, name.owner, name.end) == ("It is called so.", "Lead", date(2027, 1, 1))
    desk, line = made.records
    assert desk.record is not None
    assert desk.record.fields["phone"] == "01632 960011"
    assert line.record is None
    assert made.terms[0].forms == {"singular": "sexual behaviour"}


def test_the_same_value_twice_is_an_error_with_both_lines() -> None:
    _, (problem,) = load({FILE: f"{NORTHMERE}values:\n  panel.name: A\n  panel.name: B\n"})
    assert (problem.code, problem.place.line) == ("duplicate-key", 7)
    assert problem.second == Place(FILE, 6, 3)


def test_changes_stand_in_the_order_of_their_prose_and_the_others_follow() -> None:
    entries = """changes:
  gone: {do: omit, because: B}
  second: {do: insert, after: screening, because: B}
  first: {do: insert, after: screening, because: B}"""
    project, problems = load(page(entries, "## First {#first}\n\nText.\n\n### Deeper {#deeper}\n\n## Second {#second}\n"))
    assert problems == ()
    (changed,) = project.localisations[NORTHMERE_ID].changes
    assert [change.target for change in changed.changes] == ["first", "second", "gone"]
    first = changed.changes[0]
    assert first.position == Position(Relation.AFTER, "screening")
    assert first.text is not None
    assert [child.form for child in first.text.children] == [Form.PROSE, Form.SECTION]
    assert first.account.review == date(2027, 3, 31)


def test_an_entry_may_do_several_things_with_a_note_and_a_new_title() -> None:
    entries = """changes:
  screening: {do: [retitle, move, note], title: Sorting, before: later, because: B, note: See the desk., supersedes: north}"""
    project, problems = load(page(entries))
    assert problems == ()
    (change,) = project.localisations[NORTHMERE_ID].changes[0].changes
    assert change.operations == (Operation.RETITLE, Operation.MOVE, Operation.NOTE)
    assert stringify(change.title) == "Sorting"
    assert change.note is not None
    assert stringify(change.note.children[0].nodes) == "See the desk."
    assert change.supersedes == ("north",)


def test_an_entry_that_only_raises_a_lock_needs_nothing_else() -> None:
    project, problems = load(page("changes: {screening: {lock: full, because: B}}"))
    assert problems == ()
    assert project.localisations[NORTHMERE_ID].changes[0].changes[0].operations == (Operation.LOCK,)


@pytest.mark.parametrize(
    ("entries", "body", "code"),
    [
        ("changes: {}", "Text.", "text-without-entry"),
        ("changes: {panel: {do: insert, after: screening, because: B}}", "## Panel {#pannel}", "text-without-entry"),
        ("changes: {panel: {do: note, because: B}}", "::: {#panel}\n:::\n\nMore.", "text-without-entry"),
        ("changes: {screening: {do: omit, because: B}}", "## S {#screening}", "text-without-entry"),
        ("changes: {screening: {do: replace, because: B}}", "", "entry-without-text"),
        ("changes: {screening: {do: note, because: B}}", "", "entry-without-text"),
        ("changes: {screening: {do: replace, because: B}}", "## S {#screening}\n\n## S {#screening}", "double-change"),
        ("changes: {screening: {do: [omit, move], after: x, because: B}}", "", "operations-clash"),
        ("changes: {screening: {do: [replace, retitle], title: T, because: B}}", "## S {#screening}", "operations-clash"),
        ("changes: {panel: {do: insert, because: B}}", "## P {#panel}", "missing-key"),
        ("changes: {panel: {do: insert, after: a, before: b, because: B}}", "## P {#panel}", "two-places"),
        ("changes: {screening: {do: omit, after: a, because: B}}", "", "unused-key"),
        ("changes: {screening: {do: omit, title: T, because: B}}", "", "unused-key"),
        ("changes: {screening: {do: omit}}", "", "missing-key"),
        ("changes: {screening: {do: retitle, because: B}}", "", "missing-key"),
        ("changes: {screening: {because: B}}", "", "missing-key"),
        ("changes: {screening: {do: omit, because: B, from: 2027-02-01, until: 2027-01-01}}", "", "dates-reversed"),
        ("changes: {screening: {do: delete, because: B}}", "", "not-one-of"),
    ],
)
def test_an_entry_and_its_text_must_fit(entries: str, body: str, code: str) -> None:
    _, problems = load(page(entries, body))
    assert code in codes(problems)
    assert {problem.edition for problem in problems} == {"northmere"}


def test_a_document_of_ones_own_and_one_opted_out_of() -> None:
    own = "---\nkind: procedure\ntitle: Terms\ndo: add\nbecause: We need it.\n---\n## Who {#who}\n\n### Whom {#whom}\n"
    out = "---\ndocument: referral\ndo: withdraw\nbecause: We have our own.\ninstead: terms\n---\n"
    project, problems = load({"localisations/northmere/terms.md": own, PAGE: out})
    assert problems == ()
    made = project.localisations[NORTHMERE_ID]
    document, account = made.additions[0]
    assert (document.id, document.owner, document.layer) == ("terms", "Lead", "northmere")
    assert document.blocks[0].children[0].id == "whom"
    assert account.because == "We need it."
    assert (made.withdrawals[0].document, made.withdrawals[0].instead) == ("referral", "terms")


def test_one_localisation_with_faults_never_stops_the_others() -> None:
    broken: dict[str, str | bytes] = {"localisations/broken/localisation.yml": "name: [", "localisations/cut/localisation.yml": b"\xff\xfe"}
    project, problems = load(broken)
    assert list(project.localisations) == ["northmere"]
    assert {problem.edition for problem in problems} == {"broken", "cut"}


def test_a_child_of_a_parent_that_cannot_be_read_says_so() -> None:
    child = NORTHMERE.replace("extends: framework", "extends: north")
    project, problems = load({FILE: child, "localisations/north/localisation.yml": "name: ["})
    assert project.localisations == {}
    assert sorted((problem.edition, problem.code) for problem in problems) == [
        ("north", "yaml-syntax"),
        ("northmere", "parent-not-read"),
    ]


def test_localisations_that_extend_each_other_are_both_named() -> None:
    child = NORTHMERE.replace("extends: framework", "extends: north")
    parent = NORTHMERE.replace("extends: framework", "extends: northmere")
    _, problems = load({FILE: child, "localisations/north/localisation.yml": parent})
    assert sorted((problem.edition, problem.code) for problem in problems) == [
        ("north", "extends-cycle"),
        ("northmere", "extends-cycle"),
    ]


def test_tiers_may_be_skipped_but_a_child_stands_below_its_parent() -> None:
    nation = {"localisations/england/localisation.yml": NORTHMERE + "tier: nation\n"}
    child = NORTHMERE.replace("extends: framework", "extends: england")
    assert load({**nation, FILE: child})[1] == ()
    _, (problem,) = load({**nation, FILE: child + "tier: nation\n"})
    assert (problem.code, problem.edition) == ("tier-order", "northmere")


def test_values_are_read_by_the_framework_that_the_chain_is_pinned_to() -> None:
    released = {f"releases/framework/1.0/{path.removeprefix('framework/')}": text for path, text in PROJECT.items() if path[0] == "f"}
    region = {"releases/north/3/localisation.yml": NORTHMERE.replace("framework", "framework@1.0") + "tier: region\n"}
    child = NORTHMERE.replace("extends: framework", "extends: north@3") + "values: {times.hold: 2 working days}\n"
    without = "\n".join(line for line in VALUES.split("\n") if "times.hold" not in line)
    project, problems = load({**released, **region, FILE: child, "framework/values.yml": without})
    assert problems == ()
    assert list(project.frameworks) == ["1.0"]
    assert list(project.releases) == [("north", "3")]
    assert project.localisations[NORTHMERE_ID].values["times.hold"].content == Limit(2, Unit.WORKING_DAYS)


def test_a_release_that_nobody_pins_is_not_read() -> None:
    project, problems = load({"releases/north/3/localisation.yml": "name: ["})
    assert problems == ()
    assert project.releases == {}


@pytest.mark.parametrize("change", ["edit", "remove", "add", "garble"])
def test_a_release_that_was_altered_is_reported(change: str) -> None:
    files = {"localisation.yml": (NORTHMERE + "tier: region\n").encode(), "ids.yml": b"{}"}
    files["manifest.json"] = manifest_of(files).encode()
    match change:
        case "edit":
            files["ids.yml"] = b"{ }"
        case "remove":
            del files["ids.yml"]
        case "add":
            files["exceptions.yml"] = b"[]"
        case _:
            files["manifest.json"] = b"[" * 100_000
    released = {f"releases/north/3/{name}": data for name, data in files.items()}
    _, problems = load({**released, FILE: NORTHMERE.replace("framework", "north@3")})
    assert codes(problems) == ["release-altered"]
    assert problems[0].edition == "north@3"


def test_at_most_a_hundred_problems_of_a_file_are_shown() -> None:
    values = "\n".join(f"  panel.x{n}: 1" for n in range(300))
    _, problems = load({FILE: f"{NORTHMERE}values:\n{values}\n"})
    assert len(problems) == 101
    assert sorted(set(codes(problems))) == ["too-many-problems", "unknown-value"]
    more = next(problem for problem in problems if problem.code == "too-many-problems")
    assert more.message == "and 200 more problems in this file"


def test_a_file_that_nothing_reads_is_a_warning_with_the_nearest_name() -> None:
    _, (problem,) = load({"framework/value.yml": "{}"})
    assert (problem.code, problem.severity, problem.hint) == ("unknown-file", Severity.WARNING, "did you mean 'values.yml'?")


def test_a_project_without_a_framework_says_so_and_still_returns() -> None:
    project, problems = load({"framework/framework.yml": "name: ["})
    assert project.framework.documents == {}
    assert sorted(codes(problems)) == ["parent-not-read", "yaml-syntax"]


def test_exceptions_and_fates_belong_to_the_layer_that_holds_them() -> None:
    waiver = "- {code: locked, at: referral#screening, because: B, by: Chair, until: 2027-01-01}"
    fates = "referral#old: {became: [referral#screening], because: Renamed.}"
    project, problems = load({"localisations/northmere/exceptions.yml": waiver, "framework/ids.yml": fates})
    assert problems == ()
    held = project.localisations[NORTHMERE_ID].waivers[0]
    assert (held.layer, held.for_localisation, held.until) == (NORTHMERE_ID, "northmere", date(2027, 1, 1))
    assert project.framework.declarations.fates["referral#old"].became == ("referral#screening",)
    assert FRAMEWORK == "framework"
