"""The terms that an agency sets for complaints itself."""

from __future__ import annotations

from waarborg.policy.model.base import Part, Period


class ComplaintTerms(Part):
    """An agency's own terms for complaints, where its regulation names a procedure that is not there."""

    confirm_within: Period | None = None
    meeting_within: Period | None = None
    status_within: Period | None = None
    decide_within: Period | None = None
    refuse_within: Period | None = None
    kept_for: Period | None = None
