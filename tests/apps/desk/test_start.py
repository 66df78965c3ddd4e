"""Before the work begins: signing, choosing a role, giving roles, and the page about what one may see."""

from django.test import Client
from django.urls import reverse

from tests.apps.cast import Cast
from waarborg.gate.authorisations import NewRole, give_role, open_account
from waarborg.gate.organisations import colleagues
from waarborg.kernel import clock


def newcomer(cast: Cast, name: str, *roles: str) -> Client:
    """Somebody with roles who has signed nothing."""
    account = open_account(cast.actor("sam"), login=f"{name}@hier", display_name=name.title())
    for role in roles:
        give_role(cast.actor("sam"), NewRole(account_id=account.pk, role=role, from_on=clock.today()))
    cast.accounts[name] = account.pk
    return cast.browser(name)


def test_a_day_or_year_at_the_end_of_the_calendar_opens_a_page_or_is_not_there(cast: Cast) -> None:
    anna, dina = cast.browser("anna"), cast.browser("dina")
    for name in ("desk:agenda", "desk:hours"):
        for day in ("9999-12-31", "0001-01-01"):
            assert anna.get(reverse(name), {"dag": day}).status_code == 200
    for year in (0, 10**18):
        assert dina.get(reverse("desk:complaint_figures_of", args=[year])).status_code in (200, 404)


def test_nothing_opens_before_secrecy_is_signed(cast: Cast) -> None:
    emma, sign = newcomer(cast, "emma", "coach"), reverse("desk:declaration")
    assert emma.get(reverse("desk:today"))["Location"] == sign
    for kind in ("geheimhouding", "instructie"):
        page = emma.get(sign)
        text = page.context["form"].initial["text"]
        assert emma.post(sign, {"text": text, "signed_as": ""}).status_code == 422, kind
        emma.post(sign, {"text": text, "signed_as": "Emma de Groot", "agreed": "on"})
    assert emma.get(reverse("desk:today")).status_code == 200


def test_who_holds_no_role_is_told_so(cast: Cast) -> None:
    answer = newcomer(cast, "frits").get(reverse("desk:today"))
    assert answer.status_code == 404
    assert "geen rol" in answer.content.decode()


def test_somebody_with_two_roles_chooses_as_what_they_work(cast: Cast) -> None:
    gijs = newcomer(cast, "gijs", "coach", "responsible")
    for _text in range(2):
        text = gijs.get(reverse("desk:declaration")).context["form"].initial["text"]
        gijs.post(reverse("desk:declaration"), {"text": text, "signed_as": "Gijs", "agreed": "on"})
    assert reverse("desk:accounts") in gijs.get(reverse("desk:today")).content.decode()
    chosen = f"{cast.here.organisation.pk}:coach"
    assert gijs.post(reverse("desk:place"), {"place": chosen}).status_code == 302
    assert reverse("desk:accounts") not in gijs.get(reverse("desk:today")).content.decode()
    assert gijs.get(reverse("desk:accounts")).status_code == 403
    assert gijs.post(reverse("desk:place"), {"place": "elders"}).status_code == 422


def test_a_role_is_given_and_ended_by_who_may_and_never_to_oneself(cast: Cast) -> None:
    sam, url = cast.browser("sam"), reverse("desk:accounts")
    given = {"role": "administration", "basis": "employment", "from_on": clock.today().isoformat()}
    assert sam.post(url, given | {"account": str(cast.accounts["bram"])}).status_code == 302
    assert "administration" in {one.role for one in colleagues(cast.actor("sam")) if one.name == "Bram"}
    assert sam.post(url, given | {"account": str(cast.accounts["sam"])}).status_code == 422
    again = sam.post(url, given | {"account": str(cast.accounts["bram"])})
    assert (again.status_code, "id_role_error" in again.content.decode()) == (422, True)
    people = next(one for one in sam.get(url).context["people"] if one["name"] == "Bram")
    end = next(role["end_url"] for role in people["roles"] if role["label"] == "medewerker administratie")
    assert sam.post(end).status_code == 302
    assert cast.browser("bram").post(end).status_code == 403


def test_a_new_account_gets_a_link_that_is_shown_once(cast: Cast) -> None:
    sam, url = cast.browser("sam"), reverse("desk:account_new")
    new = {"name": "Hanna Smit", "login": "hanna", "role": "coach", "basis": "hiring", "from_on": "2026-11-01"}
    page = sam.post(url, new)
    assert page.status_code == 200
    link = page.context["link"].url
    assert link in page.content.decode()
    listed = sam.get(reverse("desk:accounts")).content.decode()
    assert "Hanna Smit" in listed
    assert link not in listed
    taken = sam.post(url, new)
    assert (taken.status_code, "id_login_error" in taken.content.decode()) == (422, True)


def test_what_may_i_see_names_kinds_conditions_and_articles(cast: Cast) -> None:
    page = cast.browser("anna").get(reverse("desk:my_access")).content.decode()
    assert "werkt op dit traject" in page
    assert "#art-3" in page
    beheer = cast.browser("sam").get(reverse("desk:my_access")).content.decode()
    assert "Nooit voor uw rol" in beheer


def test_links_lead_only_where_something_may_happen(cast: Cast) -> None:
    sam = cast.browser("sam").get(reverse("desk:today")).content.decode()
    assert reverse("desk:caseload") not in sam
    assert 'role="search"' not in sam
    anna = cast.browser("anna").get(reverse("desk:today")).content.decode()
    assert reverse("desk:accounts") not in anna


def test_the_regulation_is_for_anybody_with_a_place_for_each_article(cast: Cast) -> None:
    answer = Client().get(reverse("site:regulation", args=["hier"]))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'id="art-3"' in page
    assert "{trajectory.at_most}" not in page, "numbers are filled in"
    assert Client().get(reverse("site:regulation", args=["nergens"])).status_code == 404
    assert Client().get(reverse("site:regulation_on", args=["hier", "2020-01-01"])).status_code == 404
    assert Client().get(reverse("site:regulation_on", args=["hier", "2026-13-41"])).status_code == 404
    assert reverse("site:regulation", args=["elders"]) in Client().get("/").content.decode()


def test_the_pages_speak_english_where_asked(cast: Cast) -> None:
    anna = cast.browser("anna")
    anna.cookies["language"] = "en"
    page = anna.get(reverse("desk:caseload")).content.decode()
    assert '<html lang="en"' in page
    assert "My clients" in page
