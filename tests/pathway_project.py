"""A pathway with every kind of step and way, in the project of allotments, and a district that changes it."""

from project_builder import Files, rule, values

DATA = """\
name: How a plot is given
summary: From the first letter to the first digging. Whoever asks is put on the list, offered a plot, and takes it or waits.
parts:
  asking:
    title: Asking
    text: Anyone in the town may ask.
    steps:
      ask: {label: Someone asks for a plot, kind: start, who: tenant}
      danger:
        label: Is a plot flooded or on fire?
        kind: decision
        ways: {'Yes': call, 'No': register}
      call: {label: Ring the warden at once and keep everybody away, who: warden, strength: must, text: Wardens must come., ways: close}
      register: {label: Put them on the list, who: warden, within: answer.time, see: plots#digging, text: Write down the day.}
      kind:
        label: What do they want?
        kind: decision
        ways: {'A whole plot': offer, 'Half a plot or a share': share, Only advice about digging and watering: advice}
  giving:
    title: Giving
    steps:
      share: {label: Look for someone to share with, who: warden}
      offer: {label: Offer the next free plot, who: [warden, tenant], within: answer.time}
      bees: {label: Ask the neighbours about bees, when: bees=yes}
      takes: {label: Do they take it?, kind: decision, ways: {'Yes': dig, 'No': wait}}
      wait: {label: Back on the list, ways: kind}
      dig: {label: The first digging, who: tenant, strength: should, text: Tenants should dig deep.}
      advice: {label: Give advice, who: warden}
      close: {label: Close the file, kind: end}
"""
CHANGES = """\
changes:
  visit: {do: insert, after: register, because: Brook visits everyone.}
  offer: {do: retitle, title: Offer a plot by letter, because: Brook writes.}
  wait: {do: omit, instead: close, because: Brook has no list.}
steps:
  visit: {label: Visit them at home, who: warden}
"""
BROOK = "name: Brook\nextends: framework\ntier: district\nowner: Lead\nreview: 2027-03-31\nfacts: {bees: yes}\n"
GETTING: Files = {
    **rule("route", "## The way {#way}\n\n::: {#route pathway=getting}\n:::\n"),
    **values("answer.time: {type: limit, name: Time to answer, limit: at-most, anchor: applied, default: 5 working days}\n"),
    "framework/pathways/getting.yml": DATA,
    "localisations/brook/localisation.yml": BROOK,
    "localisations/brook/pathways/getting.yml": CHANGES,
}
SMALL: Files = {
    **rule("route", "## The way {#way}\n\n::: {#route pathway=getting}\n:::\n"),
    "framework/pathways/getting.yml": """\
name: How to dig
summary: Dig where the ground is soft, else wait.
steps:
  come: {label: Come to the plot, kind: start, who: tenant}
  soft: {label: Is the ground soft?, kind: decision, ways: {'Yes': dig, 'No': come}}
  dig: {label: Dig, kind: end}
""",
}
