"""Every kind of problem, by the stage that finds it. `byelaw explain CODE` prints from here."""
