"""Questions that a new file's author must answer, and the answers: given beforehand, asked for, or missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from byelaw.core.names import near


@dataclass(frozen=True, slots=True)
class Question:
    """A question: the key an answer is given under, what is asked, and what is taken without an answer (a required one needs one)."""

    key: str
    about: str
    required: bool = False
    default: str = ""
    example: str = ""
    choices: tuple[str, ...] = ()

    @property
    def help(self) -> str:
        """Return what is asked, with the choices and an example."""
        choices = f" One of: {', '.join(self.choices)}." if self.choices else ""
        example = f" For example: {self.example}." if self.example else ""
        return f"{self.about}{choices}{example}"


class AnswersError(ValueError):
    """Answers are missing, or are to no question: wrong usage. The message lists them."""


def given_answers(written: Sequence[str], questions: Sequence[Question]) -> dict[str, str]:
    """Return the answers written as `key=value` by key. Raises AnswersError for one that is to no question or not among its choices."""
    known = {question.key: question for question in questions}
    answers: dict[str, str] = {}
    for each in written:
        key, equals, value = each.partition("=")
        if not equals:
            message = f"'{each}' is not KEY=VALUE"
            raise AnswersError(message)
        if key not in known:
            close = near(key, known)
            hint = f"did you mean '{close[0]}'?" if close else f"the keys are {', '.join(known)}"
            message = f"nothing here is called '{key}'; {hint}"
            raise AnswersError(message)
        if known[key].choices and value not in known[key].choices:
            message = f"'{key}' cannot be '{value}'; choose {' or '.join(known[key].choices)}"
            raise AnswersError(message)
        answers[key] = value
    return answers


def with_defaults(answers: Mapping[str, str], questions: Sequence[Question]) -> dict[str, str]:
    """Return the answers with defaults where there are any. Raises AnswersError with the list of those that are needed."""
    missing = [each for each in questions if each.required and not answers.get(each.key) and not each.default]
    if missing:
        lines = [f"  --set {each.key}=…  {each.help}" for each in missing]
        raise AnswersError("\n".join(["these answers are needed:", *lines]))
    return {each.key: answers.get(each.key) or each.default for each in questions}
