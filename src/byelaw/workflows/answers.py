"""Questions that a new file's author must answer, and the answers: given beforehand, asked for, or missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from byelaw.core.names import near
from byelaw.core.problems import Place
from byelaw.sources.schemas.readers import READERS, Fault
from byelaw.sources.strict_yaml import Scalar


@dataclass(frozen=True, slots=True)
class Question:
    """A question: the key an answer is given under, what is asked, and what is taken without an answer (a required one needs one).

    `reader` names how the answer is read (see READERS); one with `asked` false is taken when it is given, and never asked for.
    """

    key: str
    about: str
    required: bool = False
    default: str = ""
    example: str = ""
    choices: tuple[str, ...] = ()
    label: str = ""
    reader: str = ""
    asked: bool = True

    @property
    def words(self) -> str:
        """Return what the answer is called, in words."""
        return self.label or self.key.replace("-", " ").capitalize()

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
        if reason := fault_of(value, known[key]):
            message = f"'{key}' {reason}"
            raise AnswersError(message)
        answers[key] = value
    return answers


def fault_of(answer: str, question: Question) -> str:
    """Return why the answer cannot be one, as the end of a sentence; empty when it can, and for none where none is needed."""
    if not answer:
        return "is needed: without it nothing can be written" if question.required and not question.default else ""
    if question.choices and answer not in question.choices:
        return f"cannot be '{answer}'; choose {' or '.join(question.choices)}"
    content = READERS[question.reader](Scalar(answer, Place(""), plain=False)) if question.reader else None
    return f"{content.message}; {content.hint}".rstrip("; ") if isinstance(content, Fault) else ""


def with_defaults(answers: Mapping[str, str], questions: Sequence[Question]) -> dict[str, str]:
    """Return the answers with defaults where there are any. Raises AnswersError with the list of those that are needed."""
    missing = [each for each in questions if each.required and not answers.get(each.key) and not each.default]
    if missing:
        lines = [f"  --set {each.key}=…  {each.help}" for each in missing]
        raise AnswersError("\n".join(["these answers are needed:", *lines]))
    return {each.key: answers.get(each.key) or each.default for each in questions}
