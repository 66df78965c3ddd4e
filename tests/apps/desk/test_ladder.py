"""Every address of the workspace, rung by rung: who may gets in; a colleague, a stranger, another agency does not."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.apps.cast import NAME, Cast
from waarborg.accounts.models import Account
from waarborg.desk.urls import urlpatterns
from waarborg.dossiers.history import who_looked
from waarborg.kernel.file_answers import SANDBOX
from waarborg.ledger.vocabulary import Kind

NOWHERE = UUID(int=1)


@dataclass(frozen=True)
class Address:
    """An address: who may open it, and what it needs."""

    name: str
    who: str
    needs: tuple[str, ...] = ()
    post: bool = False
    """Only ever changes something, so that it is a POST."""

    def url(self, cast: Cast, **instead: object) -> str:
        """The address in the cast's own dossier, or with something else in its place."""
        given: dict[str, object] = {
            "number": cast.number,
            "category": "contact",
            "record_id": cast.records["contact"],
            "piece_id": cast.records["progress_report"],
            "key": "progress_report",
            "monday": "2026-01-05",
            "place": 0,
            "version": 1,
            "page": 1,
            "step": "reglement",
            "fact": "storage_consent",
            "party_id": cast.party_id,
            "contract_id": cast.contract_id,
            "trajectory_id": cast.trajectory_id,
            "name": "goals",
            "type_key": "to_work",
            "form": "pdf",
            "year": 2025,
            "quarter": 1,
            "kind": "pdf",
            "act": "geven",
            "letter": "request_answer",
            "language": "nl",
            "which": "geldt",
            "register": "toegang",
            "written": "impact",
        }
        nowhere = {name: NOWHERE for name in self.needs if name.endswith("_id") and name not in given}
        given |= nowhere | instead
        return reverse(f"desk:{self.name}", kwargs={name: given[name] for name in self.needs})


ADDRESSES = [
    Address("today", "anna"),
    Address("my_access", "anna"),
    Address("place", "anna"),
    Address("search", "anna"),
    Address("suggest", "anna", post=True),
    Address("list_keep", "anna", post=True),
    Address("list_away", "anna", ("list_id",), post=True),
    Address("list_export", "anna"),
    Address("caseload", "anna"),
    Address("declaration", "anna"),
    Address("view_requests", "anna"),
    Address("dossier", "anna", ("number",)),
    Address("who_has_access", "anna", ("number",)),
    Address("who_looked", "anna", ("number",)),
    Address("told", "anna", ("number",)),
    Address("retention", "anna", ("number",)),
    Address("destructions", "dina"),
    Address("destruction", "dina", ("destruction_id",)),
    Address("destruction_approve", "dina", ("destruction_id",), post=True),
    Address("destruction_decline", "dina", ("destruction_id",), post=True),
    Address("destruction_leave_out", "dina", ("destruction_id", "dossier_id"), post=True),
    Address("destruction_put_away", "dina", ("destruction_id", "dossier_id"), post=True),
    Address("necessity", "dina", ("number",)),
    Address("put_away", "dina", ("part_id",)),
    Address("put_away_file", "dina", ("part_id", "blob_id"), post=True),
    Address("destruction_shred", "dina", ("destruction_id", "paper_id"), post=True),
    Address("certificate", "dina", ("destruction_id", "form")),
    Address("overviews", "dina"),
    Address("overview", "dina", ("release_id",)),
    Address("overview_file", "dina", ("release_id", "form")),
    Address("hold_place", "anna", ("number",), post=True),
    Address("hold_lift", "anna", ("number", "hold_id"), post=True),
    Address("timeline", "anna", ("number",)),
    Address("print", "anna", ("number",)),
    Address("dossier_paper", "anna", ("number",)),
    Address("paper_take", "anna", ("number", "paper_id"), post=True),
    Address("paper_back", "anna", ("number", "paper_id"), post=True),
    Address("paper_move", "anna", ("number", "paper_id"), post=True),
    Address("paper_register", "anna"),
    Address("paper_index", "anna", post=True),
    Address("records", "anna", ("number", "category")),
    Address("record_add", "anna", ("number", "category")),
    Address("record_correct", "anna", ("number", "record_id")),
    Address("record_move", "anna", ("number", "record_id")),
    Address("record_history", "anna", ("number", "record_id")),
    Address("record_reveal", "anna", ("number", "record_id"), post=True),
    Address("notices", "anna", ("number",)),
    Address("notice_of_age", "anna", ("number",), post=True),
    Address("notice_letter", "anna", ("number",), post=True),
    Address("remind", "anna", ("number",)),
    Address("letters", "anna", ("number",)),
    Address("letter", "anna", ("number", "letter_id")),
    Address("letter_give", "anna", ("number", "letter_id"), post=True),
    Address("tasks", "anna"),
    Address("task_done", "anna", ("task_id",), post=True),
    Address("view_ask", "bram", ("number",), post=True),
    Address("view_request", "dina", ("view_id",)),
    Address("view_review", "dina", ("view_id",)),
    Address("view_stop", "bram", ("view_id",), post=True),
    Address("imports", "anna"),
    Address("import_template", "anna"),
    Address("parked_rows", "anna"),
    Address("parked_sheet", "anna"),
    Address("parked_end", "anna", post=True),
    Address("parked_end_one", "anna", ("parked_id",), post=True),
    Address("import_one", "anna", ("import_id",)),
    Address("import_columns", "anna", ("import_id",)),
    Address("import_report", "anna", ("import_id",)),
    Address("import_confirm", "anna", ("import_id",), post=True),
    Address("import_undo", "anna", ("import_id",), post=True),
    Address("import_end", "anna", ("import_id",), post=True),
    Address("accounts", "sam"),
    Address("account_new", "sam"),
    Address("contact_new", "sam"),
    Address("looker_new", "sam"),
    Address("account_invite", "sam", ("account_id",), post=True),
    Address("account_second_step", "sam", ("account_id",), post=True),
    Address("documents", "anna", ("number",)),
    Address("document", "anna", ("number", "file_id")),
    Address("document_version", "anna", ("number", "file_id", "version")),
    Address("document_page", "anna", ("number", "file_id", "version", "page")),
    Address("document_take", "anna", ("number", "file_id", "version")),
    Address("document_file", "anna", ("number", "file_id")),
    Address("document_drop", "anna", ("number", "file_id"), post=True),
    Address("document_again", "anna", ("number", "file_id"), post=True),
    Address("keys", "anna"),
    Address("note_choose", "anna"),
    Address("note_add", "anna", ("number",)),
    Address("draft_throw_away", "anna", ("number",), post=True),
    Address("own_notes", "anna", ("number",)),
    Address("own_note_share", "anna", ("number", "record_id")),
    Address("hours", "anna"),
    Address("weeks", "dina"),
    Address("week_approve", "dina", ("account_id", "monday"), post=True),
    Address("dossier_hours", "anna", ("number",)),
    Address("time_add", "anna", ("number",)),
    Address("time_correct", "anna", ("number", "time_id")),
    Address("agenda", "anna"),
    Address("agenda_address", "anna"),
    Address("dossier_appointments", "anna", ("number",)),
    Address("appointment_make", "anna", ("number",)),
    Address("appointment_move", "anna", ("number", "appointment_id")),
    Address("appointment_settle", "anna", ("number", "appointment_id"), post=True),
    Address("referrals", "anna"),
    Address("referral_choose", "anna"),
    Address("referral_themself", "anna"),
    Address("referral_new", "anna", ("contract_id",)),
    Address("principals", "anna"),
    Address("principal", "anna", ("party_id",)),
    Address("party_assure", "dina", ("party_id",), post=True),
    Address("assurance_end", "dina", ("assurance_id",), post=True),
    Address("parties", "anna"),
    Address("agreement_end", "dina", ("contract_id",), post=True),
    Address("pieces", "anna", ("number",)),
    Address("piece_make", "anna", ("number", "key")),
    Address("piece", "anna", ("number", "piece_id")),
    Address("piece_take", "anna", ("number", "piece_id"), post=True),
    Address("letter_texts", "anna"),
    Address("letter_style", "anna"),
    Address("letter_text", "anna", ("letter", "language")),
    Address("letter_example", "anna", ("letter", "language", "which")),
    Address("templates", "anna"),
    Address("template_new", "anna"),
    Address("template", "anna", ("key",)),
    Address("unsorted", "anna"),
    Address("unsorted_mail", "anna", ("mail_id",)),
    Address("unsorted_hand_on", "anna", ("mail_id",), post=True),
    Address("unsorted_throw", "anna", ("mail_id",), post=True),
    Address("unsorted_file", "anna", ("mail_id", "place")),
    Address("unsorted_picture", "anna", ("mail_id", "place", "page")),
    Address("mail_addresses", "sam"),
    Address("mail_address_hand_over", "sam", ("address_id",)),
    Address("mail_address_end", "sam", ("address_id",), post=True),
    Address("regulation_changed", "anna"),
    Address("intake", "anna", ("number",)),
    Address("intake_start", "anna", ("number",), post=True),
    Address("intake_ends", "anna", ("number",)),
    Address("intake_letter", "anna", ("number",), post=True),
    Address("intake_step", "anna", ("number", "step")),
    Address("consents", "anna", ("number",)),
    Address("showings", "anna", ("number",)),
    Address("admission", "anna", ("number",)),
    Address("admission_client", "anna", ("number",), post=True),
    Address("admission_other", "anna", ("number",)),
    Address("admission_death", "anna", ("number",), post=True),
    Address("admission_act", "anna", ("number", "membership_id", "act"), post=True),
    Address("showing_end", "anna", ("number", "showing_id"), post=True),
    Address("consent_ask", "anna", ("number", "fact")),
    Address("consent_withdraw", "anna", ("number", "fact"), post=True),
    Address("principal_hand_out", "dina", ("party_id",), post=True),
    Address("role_end", "sam", ("membership_id",), post=True),
    Address("trajectories", "anna", ("number",)),
    Address("trajectory_new", "anna", ("number",)),
    Address("trajectory_change", "anna", ("number", "trajectory_id")),
    Address("trajectory_start", "anna", ("number", "trajectory_id")),
    Address("trajectory_assign", "dina", ("number", "trajectory_id")),
    Address("assignment_end", "dina", ("number", "trajectory_id", "account_id"), post=True),
    Address("trajectory_hand_over", "anna", ("number", "trajectory_id")),
    Address("trajectory_summary", "anna", ("number", "trajectory_id")),
    Address("summary_print", "anna", ("number", "trajectory_id"), post=True),
    Address("trajectory_close", "anna", ("number", "trajectory_id")),
    Address("dossier_close", "anna", ("number",)),
    Address("exclusions", "dina", ("number",)),
    Address("exclusion_lift", "dina", ("number", "exclusion_id"), post=True),
    Address("supplier_new", "dina"),
    Address("maintenance", "dina"),
    Address("maintenance_window", "dina", ("window_id",)),
    Address("maintenance_close", "dina", ("window_id",), post=True),
    Address("declarations", "dina"),
    Address("reviews", "anna"),
    Address("contacts", "anna", ("party_id",)),
    Address("contact_away", "dina", ("contact_id",), post=True),
    Address("agreement_review", "dina", ("contract_id",), post=True),
    Address("declaration_text", "dina"),
    Address("declaration_proof", "dina", ("account_id",), post=True),
    Address("my_declarations", "anna"),
    Address("declaration_sign", "anna", ("text_id",)),
    Address("objection", "anna", ("number",)),
    Address("objection_lift", "anna", ("number",), post=True),
    Address("open_links", "anna"),
    Address("complaints", "dina"),
    Address("complaint_new", "anna"),
    Address("complaint_bodies", "dina"),
    Address("complaint_acts", "dina"),
    Address("complaint_act_done", "dina", ("act_id",), post=True),
    Address("complaint_figures", "dina"),
    Address("complaint_figures_of", "dina", ("year",)),
    Address("complaint_report", "dina", ("year",)),
    Address("complaint_quarter", "dina", ("year", "quarter")),
    Address("complaint_measures", "anna"),
    Address("complaint_measure_done", "anna", ("measure_id",), post=True),
    Address("complaint", "dina", ("complaint_id",)),
    Address("complaint_left", "dina", ("complaint_id",)),
    Address("complaint_letter", "dina", ("complaint_id", "letter_id")),
    Address("complaint_given", "dina", ("complaint_id", "letter_id"), post=True),
    Address("complaint_files", "dina", ("complaint_id",), post=True),
    Address("complaint_file", "dina", ("complaint_id", "file_id")),
    Address("complaint_file_sorted", "dina", ("complaint_id", "file_id"), post=True),
    Address("complaint_copy", "dina", ("complaint_id", "giving_id")),
    Address("complaint_went", "dina", ("complaint_id", "giving_id"), post=True),
    Address("complaint_act", "dina", ("complaint_id", "act"), post=True),
    Address("enquiries_open", "dina"),
    Address("enquiries", "anna", ("number",)),
    Address("enquiry_new", "anna", ("number",)),
    Address("enquiry", "anna", ("number", "enquiry_id")),
    Address("enquiry_act", "anna", ("number", "enquiry_id", "act"), post=True),
    Address("rights_open", "dina"),
    Address("incoming_requests", "dina"),
    Address("incoming_request", "dina", ("incoming_id",)),
    Address("incoming_undelivered", "dina", ("incoming_id",)),
    Address("incoming_nothing", "dina", ("incoming_id",), post=True),
    Address("unsorted_request", "anna", ("mail_id",)),
    Address("request_figures", "dina"),
    Address("request_figures_of", "dina", ("year",)),
    Address("request_figures_csv", "dina", ("year",)),
    Address("right_judged", "dina", ("request_id",)),
    Address("right_judged_act", "dina", ("request_id", "act"), post=True),
    Address("rights", "anna", ("number",)),
    Address("right_new", "anna", ("number",)),
    Address("right_request", "anna", ("number", "request_id")),
    Address("inspection", "anna", ("number", "request_id")),
    Address("right_items", "anna", ("number", "request_id")),
    Address("right_item", "anna", ("number", "request_id", "item_id")),
    Address("right_item_act", "anna", ("number", "request_id", "item_id", "act"), post=True),
    Address("judged_item", "dina", ("request_id", "item_id")),
    Address("judged_item_act", "dina", ("request_id", "item_id", "act"), post=True),
    Address("right_notice", "anna", ("number", "request_id", "notice_id")),
    Address("right_notice_tell", "anna", ("number", "request_id", "notice_id"), post=True),
    Address("statement_new", "anna", ("number",)),
    Address("statement_record", "anna", ("number", "record_id")),
    Address("right_act", "anna", ("number", "request_id", "act"), post=True),
    Address("package", "anna", ("number", "request_id")),
    Address("package_act", "anna", ("number", "request_id", "package_id", "act"), post=True),
    Address("package_file", "anna", ("number", "request_id", "package_id", "form")),
    Address("package_cover_too", "anna", ("number", "request_id", "package_id"), post=True),
    Address("package_cover", "anna", ("number", "request_id", "covering_id"), post=True),
    Address("disclosures", "anna", ("number",)),
    Address("disclosure_new", "anna", ("number",)),
    Address("disclosure_refuse", "anna", ("number",), post=True),
    Address("disclosure", "anna", ("number", "disclosure_id")),
    Address("disclosure_copy", "anna", ("number", "disclosure_id")),
    Address("disclosure_act", "anna", ("number", "disclosure_id", "act"), post=True),
    Address("invoices", "adam"),
    Address("invoices_transfer", "adam", post=True),
    Address("dossier_invoices", "adam", ("number",)),
    Address("invoice_new", "adam", ("number",)),
    Address("invoice", "adam", ("number", "invoice_id")),
    Address("invoice_file", "adam", ("number", "invoice_id", "kind")),
    Address("invoice_act", "adam", ("number", "invoice_id", "act"), post=True),
    Address("principal_billing", "anna", ("party_id",)),
    Address("agreement_rate", "dina", ("contract_id",), post=True),
    Address("practice_billing", "anna"),
    Address("breaches", "dina"),
    Address("breach_new", "anna"),
    Address("breach", "dina", ("breach_id",)),
    Address("breach_search", "dina", ("breach_id",)),
    Address("breach_letter", "dina", ("breach_id", "letter_id")),
    Address("breach_act", "dina", ("breach_id", "act"), post=True),
    Address("copies", "anna"),
    Address("copy_given", "anna", ("copy_id",), post=True),
    Address("registers", "dina"),
    Address("register_one", "dina", ("register",)),
    Address("register_file", "dina", ("register", "form")),
    Address("register_text", "dina", ("written",)),
    Address("controls", "dina"),
    Address("operations", "dina"),
    Address("backups", "dina"),
    Address("rehearse", "dina", post=True),
    Address("calamity_plan", "dina"),
    Address("calamity_plan_write", "dina"),
    Address("calamities", "dina"),
    Address("calamity_new", "dina"),
    Address("calamity", "dina", ("calamity_id",)),
    Address("calamity_act", "dina", ("calamity_id", "act"), post=True),
    Address("control", "dina", ("task_id",)),
    Address("approvals", "anna", ("number",)),
    Address("approval", "anna", ("number", "record_id")),
    Address("approval_ask", "anna", ("number", "record_id"), post=True),
    Address("approval_end", "anna", ("number", "record_id"), post=True),
    Address("address_lists", "adam"),
    Address("address_list_new", "adam"),
    Address("address_list", "adam", ("list_id",)),
    Address("address_list_act", "adam", ("list_id", "act"), post=True),
    Address("group_message", "anna"),
    Address("group_message_sent", "anna", ("message_id",)),
    Address("surveys", "dina"),
    Address("survey_reading_end", "dina", post=True),
    Address("survey_invite", "anna"),
    Address("survey", "dina", ("message_id",)),
    Address("hand_overs", "adam"),
    Address("agency_end", "dina"),
    Address("agency_end_tick", "dina", ("step",), post=True),
    Address("hand_over", "adam", ("hand_over_id",)),
    Address("hand_over_act", "adam", ("hand_over_id", "act"), post=True),
    Address("hand_over_told", "adam", ("hand_over_id", "part_id"), post=True),
    Address("given_register", "dina"),
    Address("given_csv", "dina", post=True),
    Address("giving_reviews", "dina"),
    Address("giving_review", "dina", ("review_id",)),
    Address("studio", "anna"),
    Address("studio_begin", "anna", post=True),
    Address("studio_articles", "anna"),
    Address("studio_clauses", "anna"),
    Address("studio_text", "anna"),
    Address("studio_check", "anna", post=True),
    Address("studio_terms", "anna"),
    Address("studio_findings", "anna"),
    Address("studio_compare", "anna"),
    Address("studio_act", "dina", ("draft_id", "act"), post=True),
    Address("practice", "anna"),
    Address("practice_list", "anna", ("name",)),
    Address("practice_daily", "anna"),
    Address("practice_complaints", "anna"),
    Address("told_how", "dina"),
    Address("practice_type", "anna", ("type_key",)),
    Address("practice_type_new", "anna"),
    Address("practice_approve", "dina", ("version_id",), post=True),
    Address("practice_decline", "dina", ("version_id",), post=True),
]
OF_A_DOSSIER = [address for address in ADDRESSES if "number" in address.needs]
READ = [address for address in OF_A_DOSSIER if not address.post]
THERE_IS_NONE_YET = {
    "release_id",
    "incoming_id",
    "breach_id",
    "calamity_id",
    "destruction_id",
    "part_id",
    "blob_id",
    "disclosure_id",
    "complaint_id",
    "measure_id",
    "act_id",
    "hand_over_id",
    "invoice_id",
    "enquiry_id",
    "request_id",
    "item_id",
    "notice_id",
    "window_id",
    "address_id",
    "appointment_id",
    "file_id",
    "import_id",
    "letter_id",
    "list_id",
    "mail_id",
    "message_id",
    "task_id",
    "text_id",
    "review_id",
    "time_id",
    "view_id",
}
SHEETS = {
    "complaint_quarter",
    "complaint_report",
    "import_template",
    "letter_example",
    "parked_sheet",
    "register_file",
    "request_figures_csv",
}
"""Not a page: a file to keep."""
NOT_OF_THIS_REGULATION = {"own_note_share", "approval", "hand_overs"}
"""Pages that lead somewhere only under another regulation: `test_own_notes.py`, `test_approvals.py` and
`test_handing_over_pages.py` try them there."""
FOR_WHO_MAY = [
    address
    for address in ADDRESSES
    if not address.post
    and not THERE_IS_NONE_YET & {*address.needs}
    and address.name not in SHEETS | NOT_OF_THIS_REGULATION
]

each_file = pytest.mark.parametrize(
    "address", [one for one in ADDRESSES if one.name in SHEETS], ids=lambda address: address.name
)
each = pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: address.name)
each_page = pytest.mark.parametrize("address", FOR_WHO_MAY, ids=lambda address: address.name)
each_of_a_dossier = pytest.mark.parametrize("address", OF_A_DOSSIER, ids=lambda address: address.name)
each_read = pytest.mark.parametrize("address", READ, ids=lambda address: address.name)


def sent(client: Client, address: Address, url: str) -> HttpResponse:
    """The answer to how this address is used."""
    method: Callable[[str], HttpResponse] = client.post if address.post else client.get  # type: ignore[assignment]
    return method(url)


def test_no_address_misses_its_rungs() -> None:
    assert {address.name for address in ADDRESSES} == {pattern.name for pattern in urlpatterns}


@each_page
def test_it_works_for_who_may(cast: Cast, address: Address) -> None:
    answer = cast.browser(address.who).get(address.url(cast), follow=True)
    assert answer.status_code == 200
    assert "<h1" in answer.content.decode()


@each_file
def test_a_file_is_saved_and_nothing_of_it_runs(cast: Cast, address: Address) -> None:
    answer = cast.browser(address.who).get(address.url(cast))
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Security-Policy"] == SANDBOX
    assert answer["Cache-Control"] == "no-store"


@each_read
def test_a_colleague_is_refused_with_the_article_and_the_next_step(cast: Cast, address: Address) -> None:
    answer = cast.browser("bram").get(address.url(cast))
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "#art-3" in page
    assert NAME not in page
    if address.name == "dossier":
        assert reverse("desk:view_ask", args=[cast.number]) in page
        assert "Dina" in page, "who could help is named"


def test_a_refusal_stands_in_the_ledger(cast: Cast) -> None:
    cast.browser("bram").get(reverse("desk:dossier", args=[cast.number]))
    event = who_looked(cast.actor("anna"), cast.dossier_id).events[1]
    assert (event.kind, event.actor_id, event.allowed) == (Kind.ACCESS_REFUSED, cast.accounts["bram"], False)


@pytest.mark.clause("CLICK-S.7a")
@each
def test_a_stranger_is_sent_to_sign_in(cast: Cast, address: Address) -> None:
    answer = sent(cast.browser(None), address, address.url(cast))
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))


@each_of_a_dossier
def test_another_agency_finds_nothing(cast: Cast, address: Address) -> None:
    assert sent(cast.browser("olga"), address, address.url(cast)).status_code == 404


@each_of_a_dossier
def test_a_number_that_was_never_given_is_not_there(cast: Cast, address: Address) -> None:
    url = address.url(cast, number="HIE-1999-9999")
    assert sent(cast.browser(address.who), address, url).status_code == 404


@pytest.mark.parametrize("name", ["record_correct", "record_history", "record_reveal"])
def test_a_record_that_is_not_there_is_not_there(cast: Cast, name: str) -> None:
    url = reverse(f"desk:{name}", args=[cast.number, NOWHERE])
    client = cast.browser("anna")
    assert (client.post(url) if name == "record_reveal" else client.get(url)).status_code == 404


@pytest.mark.parametrize("name", ["records", "record_add"])
def test_a_kind_of_data_that_the_regulation_does_not_know_is_not_there(cast: Cast, name: str) -> None:
    url = reverse(f"desk:{name}", args=[cast.number, "horoscope"])
    assert cast.browser("anna").get(url).status_code == 404


@each
def test_the_wrong_method_is_refused(cast: Cast, address: Address) -> None:
    client = cast.browser(address.who)
    wrong = client.get if address.post else client.delete
    assert wrong(address.url(cast)).status_code == 405


def test_the_workspace_is_not_there_for_a_client_who_has_pages_of_their_own(cast: Cast) -> None:
    chris = cast.browser("chris")
    assert chris.get(reverse("desk:today"))["Location"] == reverse("mine:start")
    for number in (cast.number, cast.other_number):
        assert chris.get(reverse("desk:dossier", args=[number])).status_code == 404


def test_who_gives_roles_sees_no_dossier_and_reads_which_article_says_so(cast: Cast) -> None:
    answer = cast.browser("sam").get(reverse("desk:dossier", args=[cast.number]))
    assert answer.status_code == 403
    assert "#art-3" in answer.content.decode()


def test_without_a_second_step_nothing_opens(cast: Cast) -> None:
    client = Client()
    client.force_login(Account.objects.get(pk=cast.accounts["anna"]))
    assert client.get(reverse("desk:today"))["Location"] == reverse("mfa_activate_totp")
