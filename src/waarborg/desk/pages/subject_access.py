"""A client's own data, in words."""

from __future__ import annotations

from collections.abc import Mapping
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from waarborg.desk.forms.subject_access import CoverForm, CoverTooForm, DeliverForm, KindForm, PackageForm
from waarborg.desk.pages.rights import title_of
from waarborg.gate.actors import Actor
from waarborg.kernel.languages import reader_language
from waarborg.policy.citing import Cited
from waarborg.policy.names import Names
from waarborg.subject_access.choices import LIVING, Cover, PackageState
from waarborg.subject_access.composing import AROUND
from waarborg.subject_access.looked import Log
from waarborg.subject_access.selectors import ForRequest, SeenCovering, SeenPackage


def told_page(log: Log) -> dict[str, Any]:
    """What desk/told.html needs."""
    here = reverse("desk:told", args=[log.number])
    return {
        "number": log.number,
        "back_url": reverse("desk:who_looked", args=[log.number]),
        "lines": log.lines,
        "older_url": f"{here}?{urlencode({'voor': log.before})}" if log.before else "",
    }


def package_page(
    actor: Actor, seen: ForRequest, form: PackageForm, forms: Mapping[Any, Any], kind: str = ""
) -> dict[str, Any]:
    """What desk/package.html needs; `forms` are those that were sent and are not right yet, by what they are about.

    `kind` is the kind of data that was chosen to cover something of.
    """
    names = Names(actor.in_force.regulation, reader_language())
    latest = seen.packages[0] if seen.packages else None
    living = latest if latest and latest.state in (*LIVING, PackageState.GIVEN) else None
    return {
        "number": seen.number,
        "back_url": reverse("desk:right_request", args=[seen.number, seen.request_id]),
        "here_url": reverse("desk:package", args=[seen.number, seen.request_id]),
        "title": title_of(seen.right),
        "kind": seen.kind.label,
        "running": seen.running,
        "form": form,
        "free": [_cited(actor, where) for where in seen.price.articles] if seen.price.is_free else [],
        "gives": [_cited(actor, where) for where in seen.rules.articles],
        "left_out": [
            {"title": names.category(kind), "article": _cited(actor, where)} for kind, where in seen.rules.left_out
        ],
        "covered_by": _cited(actor, seen.rules.covered_by) if seen.rules.covered_by else "",
        "judge": names.role(seen.judge) if seen.judge else "",
        "package": _package(names, seen, living, forms) if living else None,
        "too": _too(names, seen, living, kind, forms.get("too"))
        if living and (not seen.judge or seen.judge in actor.roles)
        else None,
        "earlier": [
            {"state": one.state.label, "asked_at": one.asked_at, "asked_by": one.asked_by}
            for one in seen.packages
            if one is not living
        ],
    }


def transfers_of(actor: Actor, seen: ForRequest) -> list[tuple[str, str]]:
    """The bodies that an article lets it go straight to, at the client's instruction."""
    names = Names(actor.in_force.regulation, reader_language())
    return [(key, names.recipient(key)) for key in sorted(seen.rules.transfer_to - {"client"})]


def _too(
    names: Names, seen: ForRequest, one: SeenPackage, kind: str, form: CoverTooForm | None
) -> dict[str, Any] | None:
    """What can be covered that was not put forward: first of which kind of data, then which field of which item."""
    kinds = {each.category: names.category(each.category) for each in one.coverable}
    if not kinds:
        return None
    chosen = kind if kind in kinds else ""
    url = reverse("desk:package_cover_too", args=[seen.number, seen.request_id, one.id])
    return {
        "kind_form": KindForm({"soort": chosen} if chosen else None, kinds=sorted(kinds.items(), key=itemgetter(1))),
        "chosen": kinds.get(chosen, ""),
        "form": (form or CoverTooForm(items=coverable_in(one, chosen))) if chosen else None,
        "url": f"{url}?{urlencode({'soort': chosen})}",
    }


def coverable_in(one: SeenPackage, kind: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """The items of one kind, each with its fields, to choose from."""
    return [
        (
            f"{date_format(each.day, 'SHORT_DATE_FORMAT')}: {each.title}" if each.day else each.title,
            [(f"{each.record_id}:{name}", label) for name, label in each.fields],
        )
        for each in one.coverable
        if each.category == kind
    ]


def _package(names: Names, seen: ForRequest, one: SeenPackage, forms: Mapping[Any, Any]) -> dict[str, Any]:
    undecided = [covering for covering in one.coverings if covering.decided is None]
    return {
        "state": one.state.label,
        "busy": one.state is PackageState.MAKING,
        "failed": one.state is PackageState.FAILED,
        "done": one.done,
        "total": one.total,
        "made_at": one.made_at,
        "asked_by": one.asked_by,
        "asked_at": one.asked_at,
        "expires_at": one.expires_at,
        "destroyed": one.ended_at,
        "agreed_by": one.agreed_by,
        "agreed_at": one.agreed_at,
        "goes_to": one.goes.name if one.goes else "",
        "kinds": [
            {"title": str(AROUND[kind]) if kind in AROUND else names.category(kind), "count": count}
            for kind, count in sorted(one.kinds.items(), key=lambda each: names.category(each[0]))
        ],
        "files": [
            {"title": form.label, "size": size, "url": _url(seen, "package_file", one.id, form.value)}
            for form, size in one.forms
        ],
        "undecided": len(undecided),
        "coverings": [_covering(names, seen, covering, forms.get(covering.id)) for covering in one.coverings],
        "given": {"way": one.way.label, "by": one.given_by, "at": one.given_at} if one.way else None,
        "link_until": one.link_until,
        "link_closed_at": one.link_closed_at,
        "acts": _acts(seen, one, undecided=bool(undecided)),
        "deliver": _deliver(seen, one, forms.get("deliver")),
    }


def _covering(names: Names, seen: ForRequest, one: SeenCovering, form: CoverForm | None) -> dict[str, Any]:
    shown = form or CoverForm(initial={"cover": one.decided or Cover.WHOLE, "words": one.words})
    shown.auto_id = f"id_{one.id}_%s"
    return {
        "title": names.category(one.category) if one.category not in AROUND else str(AROUND[one.category]),
        "label": one.label,
        "day": one.day,
        "why": one.why.label,
        "text": one.text,
        "decided": one.decided.label if one.decided else "",
        "decided_by": one.decided_by,
        "decided_at": one.decided_at,
        "url": reverse("desk:package_cover", args=[seen.number, seen.request_id, one.id]),
        "form": shown,
        "open": form is not None or one.decided is None,
    }


def _acts(seen: ForRequest, one: SeenPackage, *, undecided: bool) -> list[dict[str, str]]:
    """What can be done with it now, beside giving it."""
    acts = []
    if one.state is PackageState.FAILED or (not undecided and one.state is PackageState.DECIDING) or one.decided_since:
        acts.append({"label": _("Make it anew"), "url": _url(seen, "package_act", one.id, "opnieuw")})
    if one.state is PackageState.READY and not one.mine and not one.agreed_by:
        acts.append({"label": _("I agree, as a second person"), "url": _url(seen, "package_act", one.id, "akkoord")})
    if one.state is PackageState.READY and not one.decided_since:
        acts.append({"label": _("Write the answer"), "url": _url(seen, "package_act", one.id, "antwoord")})
        if not one.recipient:
            acts.append({"label": _("Ask somebody to print it"), "url": _url(seen, "package_act", one.id, "papier")})
    if one.link_until:
        acts.append({"label": _("Withdraw the link"), "url": _url(seen, "package_act", one.id, "intrekken")})
    if one.state in LIVING:
        acts.append({"label": _("Stop and destroy it"), "url": _url(seen, "package_act", one.id, "stoppen")})
    return acts


def _deliver(seen: ForRequest, one: SeenPackage, form: DeliverForm | None) -> dict[str, Any] | None:
    if one.state is not PackageState.READY or one.decided_since:
        return None
    url = _url(seen, "package_act", one.id, "geven")
    return {"form": form or DeliverForm(only_link=bool(one.recipient)), "url": url}


def _url(seen: ForRequest, name: str, package_id: UUID, what: str) -> str:
    return reverse(f"desk:{name}", args=[seen.number, seen.request_id, package_id, what])


def _cited(actor: Actor, where: str) -> Cited | str:
    return actor.in_force.article(where) if where else ""
