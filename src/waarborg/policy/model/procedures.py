"""Complaints, breaches, notices, and the organisational promises that leave proof."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from waarborg.policy.model.base import Key, Keys, Part, Period, Rule

EVERYTHING = "management"
SUBJECTS = ("inflow", "outcome", "lead_time", "hours", "requests", "complaints")
"""What overviews may be about."""


class ComplaintRefusal(Part):
    """A case in which a complaint may be left; a person decides, with reasons."""

    when: Key
    older_than: Period | None = None


class ComplaintProcedure(Part):
    """The written stage of a complaints procedure."""

    who: Keys = ("client",)
    about: Keys = ()
    needs: Keys = ()
    form: Keys = ("letter", "email")
    confirm_within: Period | None = None
    meeting_within: Period | None = None
    invited: Keys = ()
    non_cooperation: Key | None = None
    status_within: Period | None = None
    decide_within: Period | None = None
    may_refuse: tuple[ComplaintRefusal, ...] = ()
    refuse_within: Period | None = None
    longer_within: Period | None = None
    """The whole term from receipt when more time was told, with reasons, before the decision was due."""
    handler: Key = "uninvolved"
    handled_by: Keys = ()
    """The roles of which somebody handles it; empty: as the procedure that comes along says."""
    about_leader_by: Keys = ()
    """The same for a complaint about somebody in one of the roles of `leaders`."""
    leaders: Keys = ()
    flagged_to: Keys = ()
    """The roles that look at what was decided about the complainant meanwhile, without reading the complaint."""
    ladder: Keys = ()
    """Bodies after the decision, in order."""
    report: Key | None = None
    report_holds: Keys = ()
    counts_for_uwv: Key | None = None
    redress: Keys = ()


class ComplaintRule(Rule):
    """How a complaint goes."""

    complaint: ComplaintProcedure
    stages: Keys = ()


class ProcedureElsewhere(Rule):
    """A procedure the text refers to and that stands in another document."""

    procedure: Key
    stands_in: str
    absent: bool = False
    """The document is not there: the configurable default is used until it is."""


class BreachProcedure(Part):
    """What happens when data leak."""

    tell_authority_within: Period | None = None
    from_: Key = Field(default="awareness", alias="from")
    tell_client: Key | None = None
    tell: Keys = ()
    only_when: Key | None = None
    register_: Literal["all", "reported"] = Field(default="all", alias="register")


class BreachRule(Rule):
    """The duty to report breaches."""

    breach: BreachProcedure


class Notice(Rule):
    """Something people are told or handed."""

    notice: Key
    to: Keys
    at: Keys
    within: Period | None = None
    at_latest: tuple[Literal["contact", "disclosure"], ...] = ()
    """What makes its last day come at once: that the client is written or spoken to, that the data go to another."""
    by: Keys = ()
    proof: Key | None = None
    blocks: Key | None = None
    """What cannot go on before it is done, such as `leaving_intake`."""
    holds: Keys = ()


class Publication(Rule):
    """Where the regulation can be found; `owner` lays each version at the places that are no website."""

    title: str = ""
    owner: Key | None = None

    publish: Key
    where: Keys
    copy_fee: Literal["none"] | None = None
    format: Keys = ()


class Confidentiality(Rule):
    """Who signs secrecy, on what text, before what."""

    confidentiality: Keys
    """Roles or parties."""
    form: Literal["signed", "contract", "profession"] = "signed"
    dated: bool = True
    renewed: Period | None = None
    before: Key = "any_access"
    text: str | None = None


class Control(Rule):
    """What comes again: whoever it names does it within each term, and writes down what they found."""

    title: str = ""
    """What it is called where it is done; empty: as its article."""
    looks_at: Keys = ()
    """What is looked at: `access_log`, `lending_log`; with `document` a text is laid down."""


class Measure(Control):
    """A security or governance measure; `holds` says what makes it so, else it is proved by a register."""

    measure: Key
    holds: Literal["system", "workflow", "evidence"] = "evidence"
    review: Period | None = None
    owner: Key | None = None


class Website(Rule):
    """Data of visitors."""

    website: Keys
    at_most: Period | None = None
    consent: bool = True
    truncated: Keys = ()


class Paper(Rule):
    """Paper files: where, who may take them, when they are back."""

    paper: Key
    lent_to: Keys = ()
    back_within: Period | None = None
    place: Key | None = None
    of_everybody: bool = False
    """Everybody who is guided has a paper part: it is filed when a trajectory starts."""
    never_unattended: bool = False


class Overview(Rule):
    """Management figures: about what, of groups of how many at least, for whom."""

    overview: Keys
    """Words of `SUBJECTS`; `management` stands for all of them."""
    minimum_group: int | None = Field(default=None, ge=1)
    not_traceable: bool = True
    only_roles: Keys = ()

    @model_validator(mode="after")
    def _known(self) -> Self:
        if unknown := set(self.overview) - {*SUBJECTS, EVERYTHING}:
            raise ValueError(f"no overview is about {', '.join(sorted(unknown))}; one of: {', '.join(SUBJECTS)}")
        return self


class Duty(Control):
    """A recurring duty of the agency that the program puts on somebody's desk."""

    duty: Key
    role: Key
    every: Period | None = None
    at: Keys = ()
    within: Period | None = None
    proof: Key | None = None
    blocks: Literal["leaving_intake"] | None = None
    """What cannot go on before it is done; `proof` is then the kind of data in which it is written down."""
    needs: Keys = ()
    """Facts that the register must show of who is answered, such as that they are competent to receive it."""


class Definition(Rule):
    """What a word of the text means here."""

    define: Key
    means: str


class Processor(Rule):
    """Who works on the agency's behalf, and under what."""

    party: Key
    acts_as: Literal["processor", "controller", "joint", "recipient"]
    needs: Keys = ()


class ControllerRole(Rule):
    """Controller or processor per kind of principal."""

    agency_acts_as: dict[Key, Literal["controller", "processor", "joint"]]
