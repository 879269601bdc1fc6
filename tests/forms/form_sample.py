"""A project with a form that has every kind of field, and what an area makes of it."""

from project_builder import Files, place, plots

FORM = """\
name: Plot report
summary: For anyone who has seen damage on a plot.
parts:
  plot:
    title: About the plot
    text: Ask the warden if you are not sure.
    fields:
      number: {label: Number of the plot, type: number, required: yes}
      holder: {label: Name of the holder}
      seen-on: {label: Date seen, type: date, required: yes}
      seen-at: {label: Time seen, type: time}
      phone: {label: Your telephone number, type: phone}
      email: {label: Your email address, type: email}
      damage:
        label: What you saw
        type: long text
        rows: 6
        required: yes
        text: Say what you saw, not what you think. See [](#scope).
  danger:
    title: How bad it is
    fields:
      level: {label: Level of damage, type: choice, choices: [Slight, 'Bad <b>&', 'Very bad, and past mending']}
      causes: {label: Causes, type: choices, choices: [Weather, Animals, People], required: yes}
      told: {label: Has the holder been told?, type: yes/no}
  mending:
    title: Mending
    fields:
      plan:
        label: The plan
        type: table
        text: One row for each task.
        columns:
          task: {label: Task}
          who: {label: Who}
          by: {label: By when, type: date}
          size: {label: Size, type: choice, choices: [Small, Large]}
        rows: 3
      signed: {label: Signature, type: signature, lock: full}
"""
TEXT = "## Scope {#scope}\n\nThese rules are for every plot.\n\n## The form {#the-form}\n\n::: {#report form=report}\n:::\n"
PROJECT: Files = {**plots(TEXT), "framework/forms/report.yml": FORM}
FIELDS = ("number", "holder", "seen-on", "seen-at", "phone", "email", "damage", "level", "causes", "told", "plan", "signed")


def changed(entries: str, data: str = "") -> Files:
    """Return an area that changes the form."""
    return {**place("newton"), "localisations/newton/forms/report.yml": f"changes:\n{entries}{data}"}


AREA = changed(
    """\
  ward: {do: insert, after: holder, because: B.}
  phone: {do: retitle, title: Your number, because: B.}
  email: {do: omit, because: B.}
  causes: {do: replace, because: B.}
  weather: {do: insert, after: danger, because: B.}
""",
    """\
fields:
  ward: {label: Ward, text: The ward is on the map., required: yes}
  causes: {label: Main cause, type: choice, choices: [Weather, Foxes]}
parts:
  weather:
    title: The weather
    fields:
      rain: {label: Did it rain?, type: yes/no, when: bees=yes}
""",
)
AREA_FIELDS = (
    "number", "holder", "newton--ward", "seen-on", "seen-at", "phone", "damage", "level", "causes", "told", "plan", "signed",
)  # fmt: skip
