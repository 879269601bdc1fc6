"""Forms on pages: each field of the tree gets the HTML control that a reader fills in.

Nothing leaves the reader's browser: the form has no address to send to, its only submit button can't be pressed, the site's policy forbids
sending (`form-action`), and nothing is kept (`autocomplete`). Controls stand in many parts of the page, so each names its form.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import html
from lxml.html import HtmlElement

from byelaw.core.finishing.form_layout import kind_class
from byelaw.core.items import FieldKind
from byelaw.core.published import PublishedDocument

PRIVACY = "What you type stays in this browser tab. It is not sent or saved. Print the page to keep a copy, or fill in the Word version."
TAGS = {"button", "fieldset", "form", "input", "label", "legend", "option", "select", "textarea"}
_SHARED = {"id", "form", "aria-describedby", "aria-label"}
ATTRIBUTES = {
    "button": {"type", "form", "disabled", "hidden"},
    "fieldset": {"aria-describedby"},
    "form": {"autocomplete"},
    "input": {"type", "name", "inputmode", *_SHARED},
    "label": {"for"},
    "option": {"value"},
    "p": {"data-search-exclude"},
    "select": _SHARED,
    "textarea": {"rows", *_SHARED},
    "td": {"data-label"},
}
"""What controls are made of, for the list of what pages may hold."""

_KINDS = {kind_class(kind): kind for kind in FieldKind}
_TYPES = {
    FieldKind.DATE: {"type": "date"},
    FieldKind.TIME: {"type": "time"},
    FieldKind.NUMBER: {"type": "text", "inputmode": "decimal"},
    FieldKind.PHONE: {"type": "tel"},
    FieldKind.EMAIL: {"type": "email"},
}
_TEXT = {"type": "text"}


@dataclass(frozen=True, slots=True)
class _Field:
    """A field in the page: its element, what kind it is, and the ids of what belongs to it."""

    element: HtmlElement
    kind: FieldKind
    id: str
    form: str
    help: str
    lines: str

    def attributes(self, *, described: bool = True) -> dict[str, str]:
        """Return what ties a control to its form and its help."""
        return {"form": self.form} | ({"aria-describedby": self.help} if described and self.help else {})


def has_form(document: PublishedDocument) -> bool:
    """Tell whether there is a form to fill in on the document's page."""
    return any(node["t"] == "Div" and "form-start" in node["c"][0][1] for node in document.body)


def is_filled_in(table: HtmlElement) -> bool:
    """Tell whether a table is a field: then its legend names it, and the keyboard reaches it through its controls."""
    return "form-rows" in _classes(table)


def put_controls(holder: HtmlElement) -> None:
    """Put controls into every field below the element, and what belongs to a form as a whole at its start and its end."""
    for element in [each for each in holder.iter("div") if each.get("class")]:
        for name in _classes(element):
            if name in _PUT:
                _PUT[name](element)


def _with_class(holder: HtmlElement, name: str) -> list[HtmlElement]:
    return [each for each in holder.iter("div") if name in _classes(each)]


def _classes(element: HtmlElement) -> list[str]:
    return str(element.get("class", "")).split()


def _form_id(anchor: str) -> str:
    return f"_form.{anchor}"


def _open(element: HtmlElement) -> None:
    """Put what says that nothing is kept below the form's name, with the form itself, which holds no more than a dead button."""
    form = _made("form", {"id": _form_id(element.get("id", "")), "autocomplete": "off", "class": "form-owner"})
    form.append(_made("button", {"type": "submit", "disabled": "disabled", "hidden": "hidden"}, "Not sent"))
    element.append(_made("p", {"class": "form-privacy", "data-search-exclude": ""}, PRIVACY))
    element.append(form)


def _close(element: HtmlElement) -> None:
    """Put the buttons after a form. The one that prints needs a script, which shows it."""
    tools = _made("p", {"class": "form-tools", "data-search-exclude": ""})
    form = _form_id(element.attrib.pop("data-of", ""))
    tools.append(_made("button", {"type": "reset", "form": form, "class": "button"}, "Clear the form"))
    tools.append(_made("button", {"type": "button", "form": form, "class": "button form-print", "hidden": "hidden"}, "Print the form"))
    element.append(tools)


def _read(element: HtmlElement) -> _Field:
    kind = next(_KINDS[name] for name in _classes(element) if name in _KINDS)
    own, form = element.get("id", ""), _form_id(element.attrib.pop("data-of", ""))
    help_id = f"_help.{own}" if (helps := _with_class(element, "field-help")) else ""
    for each in helps:
        each.set("id", help_id)
    return _Field(element, kind, f"_field.{own}", form, help_id, element.attrib.pop("data-lines", "1"))


def _fill(element: HtmlElement) -> None:
    """Put controls into a field."""
    field = _read(element)
    listed, table = field.element.find("ul"), field.element.find("table")
    if listed is not None:
        _group(field)
        _choices(field, listed)
    elif table is not None:
        _group(field)
        _rows(field, table)
    else:
        _label(field)
        field.element.append(_control(field))


def _label(field: _Field) -> None:
    """Make the words of the label the control's."""
    for paragraph in _with_class(field.element, "field-label")[0].iter("p"):
        label = _made("label", {"for": field.id})
        _move(paragraph, label)
        paragraph.append(label)


def _group(field: _Field) -> None:
    """Put everything in the field into a group whose legend is the label."""
    described = {"aria-describedby": field.help} if field.help else {}
    group, legend = _made("fieldset", described), _made("legend", {"class": "field-label"})
    words = _with_class(field.element, "field-label")[0]
    for paragraph in words.iter("p"):
        _move(paragraph, legend)
    words.drop_tree()
    group.append(legend)
    group.extend(list(field.element))
    field.element.append(group)


def _control(field: _Field) -> HtmlElement:
    given = {"id": field.id, **field.attributes()}
    if field.kind is FieldKind.LONG_TEXT:
        return _made("textarea", {"rows": field.lines, **given})
    return _made("input", {**_TYPES.get(field.kind, _TEXT), **given})


def _choices(field: _Field, listed: HtmlElement) -> None:
    """Make every item of the list a box or a button with its words."""
    kind = "checkbox" if field.kind is FieldKind.CHOICES else "radio"
    listed.set("class", "field-choices")
    for item in listed.iter("li"):
        label = _made("label", {})
        label.append(_made("input", {"type": kind, "name": field.id, **field.attributes(described=False)}))
        words = _made("span", {})
        _move(item, words)
        label.append(words)
        item.append(label)


def _rows(field: _Field, table: HtmlElement) -> None:
    """Put a control in every cell, named by its column and its row."""
    table.set("class", "form-rows")
    columns = [_column(cell) for cell in table.iter("th")]
    legend = field.element.findtext("fieldset/legend") or ""
    table.set("aria-label", " ".join(legend.split()))
    for number, row in enumerate(table.findall("tbody/tr"), start=1):
        for (name, kind, choices), cell in zip(columns, row.iter("td"), strict=True):
            cell.set("data-label", name)
            given = {"aria-label": f"{name}, row {number}", **field.attributes(described=False)}
            cell.append(_drop_down(choices, given) if choices else _made("input", {**_TYPES.get(kind, _TEXT), **given}))


def _column(cell: HtmlElement) -> tuple[str, FieldKind, list[str]]:
    """Return the name of a column, what is written in it and what can be chosen."""
    spans = list(cell.iter("span"))
    name = next(each for each in spans if "column" in _classes(each))
    kind = next(_KINDS[each] for each in _classes(name) if each in _KINDS)
    return " ".join(name.text_content().split()), kind, [each.text_content() for each in spans if "column-choice" in _classes(each)]


def _drop_down(choices: list[str], given: dict[str, str]) -> HtmlElement:
    chosen = _made("select", given)
    chosen.append(_made("option", {"value": ""}, ""))
    chosen.extend(_options(choices))
    return chosen


def _options(choices: list[str]) -> Iterator[HtmlElement]:
    yield from (_made("option", {}, words) for words in choices)


def _made(tag: str, attributes: dict[str, str], words: str | None = None) -> HtmlElement:
    made = html.Element(tag, attributes)
    made.text = words
    return made


def _move(source: HtmlElement, target: HtmlElement) -> None:
    """Move what is in an element into another."""
    target.text, source.text = source.text, None
    target.extend(list(source))


_PUT = {"form-start": _open, "form-end": _close, "field": _fill}
