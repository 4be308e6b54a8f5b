"""The vocabularies of the records: string enums, with members named in the terms of the field."""

from __future__ import annotations

from enum import StrEnum

__all__ = [
    "ActorKind",
    "AllegationForm",
    "AllegationStatus",
    "Certainty",
    "GeneratorKind",
    "Granularity",
    "MeetingKind",
    "MeetingStatus",
    "Relation",
    "SourceKind",
    "StatementKind",
]


class StatementKind(StrEnum):
    """What somebody does by saying something.

    Where the PLOVER event ontology (Open Event Data Alliance, 2.0 draft) has a type for it, the
    member's description names that type and, after a slash, its mode.
    """

    SAY = "say"
    """Says, tells or adds something, and nothing more. No PLOVER type."""
    REPORT = "report"
    """Passes on what happened, as media, agencies and observers do. No PLOVER type."""
    ANNOUNCE = "announce"
    """Makes a decision or an event known. No PLOVER type."""
    CONFIRM = "confirm"
    """Says that what was said or suspected is true. No PLOVER type."""
    DENY = "deny"
    """Says that what was said or suspected is not true. No PLOVER type."""
    AGREE = "agree"
    """Agrees or consents to do something. PLOVER AGREE."""
    PLEDGE = "pledge"
    """Promises to do something. PLOVER AGREE."""
    SUPPORT = "support"
    """Praises, endorses, defends or sides with. PLOVER SUPPORT."""
    REQUEST = "request"
    """Asks, urges, appeals or demands that something be done. PLOVER REQUEST."""
    ORDER = "order"
    """Orders that something be done, with the power to do so. PLOVER REQUEST."""
    REJECT = "reject"
    """Refuses a request, a proposal or a plan. PLOVER REJECT."""
    DECLINE = "decline"
    """Refuses to say anything: declines to comment or to answer. No PLOVER type."""
    WARN = "warn"
    """Warns of or threatens with consequences. PLOVER THREATEN."""
    CONDEMN = "condemn"
    """Denounces strongly. PLOVER ACCUSE/disapprove."""
    CRITICIZE = "criticize"
    """Disapproves of, complains or voices concern about something. PLOVER ACCUSE/disapprove."""
    ACCUSE = "accuse"
    """Says that somebody did wrong. PLOVER ACCUSE/allege."""
    APOLOGIZE = "apologize"
    """Apologises for what was done or said. PLOVER SUPPORT."""
    RETRACT = "retract"
    """Takes back or corrects what was said before. No PLOVER type."""
    ASK = "ask"
    """Asks a question. No PLOVER type."""
    OPINE = "opine"
    """Judges, believes, hopes, expects, interprets. No PLOVER type."""


class Certainty(StrEnum):
    """How certain the speaker makes something sound.

    The scale of FactBank (Saurí & Pustejovsky 2009); its polarity is the record's ``negated``.
    """

    CERTAIN = "certain"
    """Given as a fact ("has acquired")."""
    PROBABLE = "probable"
    """Given as likely ("is most likely to have received")."""
    POSSIBLE = "possible"
    """Given as possible ("could indicate")."""
    UNSPECIFIED = "unspecified"
    """Not said, or the speaker does not commit to it."""


class AllegationStatus(StrEnum):
    """The status of an allegation according to the article itself."""

    UNVERIFIED = "unverified"
    """Claimed; nothing in the article indicates whether it is true."""
    SUPPORTED = "supported"
    """Others in the article say the same or give evidence for it."""
    DISPUTED = "disputed"
    """Others besides the accused contradict it."""
    DENIED = "denied"
    """The accused deny it."""
    CONFIRMED = "confirmed"
    """The article reports it as established: by a court, an inquiry or the accused."""
    REFUTED = "refuted"
    """The article reports it as shown to be false."""


class AllegationForm(StrEnum):
    """How far an allegation has gone: an accusation, or a step of an investigation or a trial."""

    ACCUSATION = "accusation"
    """Somebody says that it was done."""
    SUSPICION = "suspicion"
    """Somebody is suspected of it; nobody says yet that it was done."""
    INVESTIGATION = "investigation"
    """Police, a prosecutor or another body is looking into it; this includes arrests and searches."""
    CHARGE = "charge"
    """It is brought before a court: an indictment, a lawsuit, a trial."""
    CONVICTION = "conviction"
    """A court found that it was done."""
    ADMISSION = "admission"
    """The accused say that they did it."""
    UNSPECIFIED = "unspecified"
    """Not said, or not settled by whoever made the record."""


class MeetingStatus(StrEnum):
    """Whether a meeting took place."""

    HELD = "held"
    """It took place or is under way."""
    SCHEDULED = "scheduled"
    """It is announced and has not taken place."""
    PROPOSED = "proposed"
    """Somebody suggested it; nothing is fixed."""
    POSTPONED = "postponed"
    """It was announced and put off."""
    SUSPENDED = "suspended"
    """It began and was interrupted, and its end is open."""
    RESUMED = "resumed"
    """It continues after a break."""
    CANCELLED = "cancelled"
    """It was announced and will not take place."""


class MeetingKind(StrEnum):
    """The form of a meeting."""

    SUMMIT = "summit"
    """Heads of state or government meet."""
    TALKS = "talks"
    """Delegations, ministers or parties meet to discuss or negotiate."""
    VISIT = "visit"
    """One side travels to the other."""
    CALL = "call"
    """By telephone or video."""
    BRIEFING = "briefing"
    """One side informs the other: lawmakers, the press, a council."""
    HEARING = "hearing"
    """Before a court, a committee or an inquiry."""
    GATHERING = "gathering"
    """Any other: a conference, a rally, a meeting whose form is not said."""


class ActorKind(StrEnum):
    """What an actor is."""

    PERSON = "person"
    """One human being with a name."""
    STATE = "state"
    """A country or a government spoken of as the country."""
    GOVERNMENT_BODY = "government_body"
    """A ministry, an agency, an office of a government."""
    LOCAL_GOVERNMENT = "local_government"
    """A city, a county or a province, or its government."""
    LEGISLATURE = "legislature"
    """A parliament or one of its chambers or committees."""
    COURT = "court"
    """A court or tribunal, national or international."""
    MILITARY = "military"
    """The armed forces of a state, or a part of them."""
    ARMED_GROUP = "armed_group"
    """An organised armed group that is not a state's forces."""
    PARTY = "party"
    """A political party or movement."""
    COMPANY = "company"
    """A business."""
    MEDIA = "media"
    """A news organisation."""
    NGO = "ngo"
    """A non-governmental, non-profit organisation."""
    IGO = "igo"
    """An organisation of states, or an organ of one."""
    RELIGIOUS_BODY = "religious_body"
    """A church, a diocese, an order, a council of clerics."""
    WEBSITE = "website"
    """A website, a forum or a platform itself, as opposed to the company behind it."""
    GROUP = "group"
    """Several people or actors together: a coalition, a community, "the three"."""
    UNNAMED = "unnamed"
    """One or more people or things that the article does not name: "two diplomats"."""


class SourceKind(StrEnum):
    """The form in which information reached the article."""

    ARTICLE = "article"
    """The article itself: the end of every chain of attribution."""
    OFFICIAL_STATEMENT = "official_statement"
    """A statement issued by a government, a body or an organisation."""
    BRIEFING = "briefing"
    """Said to lawmakers or the press at a briefing or a news conference."""
    INTERVIEW = "interview"
    """Said to a journalist."""
    SPEECH = "speech"
    """Said in public: a speech, a sermon, a debate, testimony."""
    REPORT = "report"
    """A report of an organisation, an inquiry or an agency of government."""
    PRESS_REPORT = "press_report"
    """Other news media, or another article of the same publisher."""
    SOCIAL_POST = "social_post"
    """A post on a social network."""
    DOCUMENT = "document"
    """A letter, a law, a treaty, a court filing, a leak."""
    VIDEO = "video"
    """Moving or still pictures, or a recording."""
    ANALYSIS = "analysis"
    """An analysis or investigation of other material."""
    ANONYMOUS = "anonymous"
    """Somebody whom the article does not name, in an unstated form."""

    @property
    def speaks(self) -> bool:
        """Whether a source of this kind can itself say something: "the treaty says", "the video shows".

        An interview or a speech cannot: a person in it speaks.
        """
        return self in _SPEAKING_SOURCES


_SPEAKING_SOURCES = frozenset(
    {
        SourceKind.OFFICIAL_STATEMENT,
        SourceKind.REPORT,
        SourceKind.PRESS_REPORT,
        SourceKind.SOCIAL_POST,
        SourceKind.DOCUMENT,
        SourceKind.VIDEO,
        SourceKind.ANALYSIS,
    }
)


class Granularity(StrEnum):
    """The calendar unit in which a time is expressed, finest first."""

    SECOND = "second"
    """An instant, to the second."""
    MINUTE = "minute"
    """A time of day with minutes."""
    HOUR = "hour"
    """A time of day without minutes."""
    PART_OF_DAY = "part_of_day"
    """Morning, afternoon, evening, night."""
    DAY = "day"
    """A calendar day."""
    WEEKEND = "weekend"
    """Saturday and Sunday."""
    WEEK = "week"
    """An ISO 8601 week, Monday to Sunday."""
    MONTH = "month"
    """A calendar month."""
    QUARTER = "quarter"
    """A quarter of a year."""
    SEASON = "season"
    """Spring, summer, autumn or winter."""
    HALF_YEAR = "half_year"
    """A half of a year."""
    YEAR = "year"
    """A calendar year."""
    DECADE = "decade"
    """Ten years from one that ends in 0."""
    CENTURY = "century"
    """A hundred years."""


class Relation(StrEnum):
    """How what happened relates to the interval from ``earliest`` to ``latest``."""

    AT = "at"
    """It happened at that time, which is as exact as the granularity ("on Tuesday")."""
    WITHIN = "within"
    """It happened at some time within it ("in less than two weeks")."""
    THROUGHOUT = "throughout"
    """It lasted from one end to the other ("the past three days")."""
    SINCE = "since"
    """It began then and continues ("since August")."""
    UNTIL = "until"
    """It continues until then ("until next month")."""
    BEFORE = "before"
    """It happened earlier ("before Friday")."""
    AFTER = "after"
    """It happened later ("after the first week of May")."""
    BY = "by"
    """It happens no later ("by June")."""
    EVERY = "every"
    """It recurs ("every Monday")."""


class GeneratorKind(StrEnum):
    """What made a bundle."""

    PERSON = "person"
    """A person who read the article and wrote the draft."""
    PROGRAM = "program"
    """A program without trained weights."""
    MODEL = "model"
    """A trained model."""
