"""The model's rules in words, for the prompt of a language model."""

from __future__ import annotations

import ast
import functools
import inspect
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum

from newsevents.formats.prompts.fields import FIELDS, LEFT_OUT, LEFT_OUT_OF_ACTORS, RECORDS
from newsevents.model import vocabulary
from newsevents.model.fields import Kind, fields_of

__all__ = ["member_docs", "prompt_guide"]

_TASK = """
Read one news article and write down who said, alleged or met whom, when, where and according to whom, as one JSON
object of the given form. Write what the article says, not what you know besides, and nothing that it does not say.
Where it has no such record the list is empty; where it does not tell a value, the value is null.
"""

_WORDS = """
- Fields that ask for words take them copied from the article, character by character, in its own language and
  spelling: whole words, nothing mended, shortened, joined or translated. Each stretch is a text of its own.
- Keep the words around that change the meaning: not, unless, but, numbers, dates.
- Words that stand in several places are looked for in the record's `evidence` first, then near its other words. Give
  whole sentences as evidence, copied too.
- Times and quantities are words as well: “last Tuesday”, “more than 500 people”. Do not work them out.
"""

_NAMES = """
- Fields that ask for actors take the `name` of actors in your list, written alike everywhere.
- A person or a body is one actor, however often it is named. A state and its government are one actor; a ministry is
  another, and part of the state.
- What the article says in its own voice has its publisher for a speaker, where its text names it.
- Refer to a record only by an id that is in your answer.
- A speaker is an actor and never a source. A source is a report, a briefing, a post: the form in which it came. Of
  a chain each step is a source: where a ministry cites a report, the report comes `via` the ministry's statement.
- Each allegation needs the statement that makes it.
"""

_RULES = {
    "type": "Each value has the type that the form gives. Nothing is converted.",
    "empty": "No text is empty. Write null, or an empty list.",
    "missing-field": "Every required field is there.",
    "unknown-field": "There are no other fields. Remove it.",
    "unknown-member": "Kinds, statuses and certainties are words of the vocabularies above, and no others.",
    "no-evidence": "Each actor stands in the article. Add the words that mean it there as an alias or a mention.",
    "id-form": "Ids are written as said above, without white space.",
    "duplicate-id": "No two records have the same id.",
    "repeated-reference": "No list names a record twice.",
    "cycle": "No `via`, `part_of`, `members`, `supports` or `disputes` leads back to where it began.",
    "source-chain": "At most one source is of the kind `article`; nothing passed it on. Another publication is a "
    "`press_report`.",
    "country-code": "A country is a code of ISO 3166-1: GB, not UK.",
    "after-publication": "What was said or held does not begin after the article was published. Correct the time or "
    "the status.",
    "scheduled-in-past": "What is scheduled does not end before the article was published. Correct the time or the "
    "status.",
    "no-speaker": "A statement has speakers or is `unattributed`, not both.",
    "quote-outside-content": "Quotes lie inside the content. Extend the content, or remove the quote.",
    "no-claimant": "An allegation has a claimant, or a source other than the article.",
    "quote-not-found": "All words stand in the article. Copy them again, whole and in its spelling; if they are not "
    "there, remove the record.",
    "quote-ambiguous": "It is clear which of several places is meant. Add as evidence a sentence that has the words "
    "once; leave out a mention.",
    "quote-cut": 'No content stops right before words that turn it round: "but", "unless", "not". Take them in.',
    "name-unknown": "Each name is that of an actor in the list, and each id that of a record. Add it, or correct the "
    "reference.",
    "name-ambiguous": "It is clear whom a name means. Write the full name.",
    "unused-actor": "Some record refers to each actor, and to each source.",
    "unused-source": "As for actors.",
    "unresolved-date": "The words of a time say when. Take them all, or write null if they are none.",
    "no-participant": "A meeting has participants.",
    "quote-unmarked": "Quotes stand in quotation marks in the article.",
    "quote-untold": "What stands in quotation marks is among the quotes.",
    "speaker-away": "Speakers are named in the paragraph or the one before. Look again who says it.",
    "no-cue": "Words introduce what is said: give them as the cue.",
    "outside-evidence": "Times, places and quantities stand in the evidence. Widen it.",
}
"""The rules that an answer can break, each with what mends it."""

_NO_USE = re.compile(r"\s*(No PLOVER type|PLOVER [A-Z]\S*)\.$")


def prompt_guide() -> str:
    """The model's rules in words, for the prompt of a language model.

    It says what to look for, how to quote, what each field and each member of a vocabulary means, and the rules that
    an answer can break, with what mends it. It is the same for each article and the same on each machine, so that
    services can keep it in a cache. It goes well before the article, with `newsevents.draft_schema` for the form.

    Returns:
        Markdown, of less than two thousand words.

    Raises:
        OSError: The package is installed without its source, where the vocabularies are explained.
    """
    sections = {
        "Your task": _TASK.strip(),
        "Words of the article": _WORDS.strip(),
        "Names, ids and sources": _NAMES.strip(),
        "Fields": "\n\n".join(_fields()),
        "Vocabularies": "\n\n".join(_vocabularies()),
        "Rules": "\n".join(f"- {code}: {rule}" for code, rule in _RULES.items()),
    }
    return "\n\n".join(f"# {title}\n\n{text}" for title, text in sections.items()) + "\n"


def _fields() -> Iterator[str]:
    said = Counter(entry for cls in RECORDS.values() for entry in FIELDS[cls].items())
    common = [f"- `{field}`: {text}" for (field, text), count in said.items() if count > 1]
    yield "\n".join(["## In several lists", "", *common])
    for name, cls in RECORDS.items():
        lines = [f"`{field}`: {text}" for field, text in FIELDS[cls].items() if said[field, text] == 1]
        for outer in fields_of(cls):
            lines += (f"`{outer.name}[].{field}`: {text}" for field, text in FIELDS.get(outer.cls, {}).items())
        yield "\n".join([f"## {name}", "", *(f"- {line}" for line in lines)])
    yield f"Programs add {_listed(LEFT_OUT)}, and for actors {_listed(LEFT_OUT_OF_ACTORS)}: leave them out."


def _listed(fields: Iterable[str]) -> str:
    return ", ".join(f"`{field}`" for field in fields)


def _vocabularies() -> Iterator[str]:
    """Each vocabulary under the fields that take it."""
    used: dict[type[StrEnum], list[str]] = {}
    for name, cls in RECORDS.items():
        for field in fields_of(cls):
            if field.kind is Kind.CHOICE:
                used.setdefault(field.cls, []).append(f"`{name}[].{field.name}`")
    for enum, fields in used.items():
        lines = [f"- {member}: {_NO_USE.sub('', text)}" for member, text in member_docs(enum).items()]
        yield "\n".join([f"## {', '.join(fields)}", "", *lines])


def member_docs(enum: type[StrEnum]) -> dict[str, str]:
    """What a vocabulary says of each of its members.

    Python keeps no docstrings of members, so they are read from the source.

    Args:
        enum: A class of `newsevents.model.vocabulary`.

    Returns:
        The texts by the members' values, in the order of the vocabulary.
    """
    return {str(member): _docs()[enum.__name__][member.name] for member in enum}


@functools.cache
def _docs() -> dict[str, dict[str, str]]:
    """The docstring below each member, by the class's and the member's names."""
    tree = ast.parse(inspect.getsource(vocabulary))
    return {node.name: dict(_docs_of(node)) for node in tree.body if isinstance(node, ast.ClassDef)}


def _docs_of(node: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for member, below in zip(node.body, node.body[1:], strict=False):
        match member, below:
            case ast.Assign(targets=[ast.Name(id=name)]), ast.Expr(value=ast.Constant(value=str(text))):
                yield name, " ".join(text.split())
