"""The doctor finds an installation as tests have it sound, and each unsoundness that we make on purpose."""

from collections.abc import Callable, Iterator

import psycopg
import pytest
from pytest_django import Settings

from waarborg.kernel import doctor
from waarborg.kernel.database.logins import Login
from waarborg.kernel.database.server import EmbeddedServer
from waarborg.kernel.doctor import Finding, Report, Verdict
from waarborg.kernel.errors import ConfigurationError
from waarborg.kernel.home import home

Connect = Callable[[Login], psycopg.Connection[tuple[object, ...]]]

MADE_UNSOUND = {
    "row-level security": [
        "create table forgotten (id int, organisation_id uuid)",
        "grant select on forgotten to {application}",
    ],
    "truncate": ["create table precious (id int)", "grant truncate on precious to {application}"],
    "functions": ["create function lend() returns int language sql security definer as 'select 1'"],
    "migrations": ["delete from django_migrations where app = 'accounts'"],
}
UNSOUND_VIEW = "create view peephole as select 1 as answer"


def report_on(check: str) -> Report:
    return next(report for report in doctor.examine() if report.check == check)


@pytest.mark.real_commits
def test_an_installation_as_it_is_made_has_nothing_wrong(settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["127.0.0.1"]  # Django adds a host of its own to those of a test
    wrong = [report for report in doctor.examine() if report.verdict is Verdict.ERROR]
    assert not wrong, wrong


@pytest.mark.real_commits
@pytest.mark.parametrize("check", sorted(MADE_UNSOUND))
def test_what_is_unsound_is_found(check: str, connect: Connect, server: EmbeddedServer) -> None:
    assert report_on(check).verdict is Verdict.FINE
    for statement in MADE_UNSOUND[check]:
        connect(Login.OWNER).execute(statement.format(application=server.credentials.name(Login.APPLICATION)))
    assert report_on(check).verdict is Verdict.ERROR


@pytest.mark.real_commits
def test_a_view_that_looks_with_its_owners_eyes_is_found(connect: Connect) -> None:
    connect(Login.OWNER).execute(UNSOUND_VIEW)
    assert report_on("truncate").verdict is Verdict.ERROR
    connect(Login.OWNER).execute("alter view peephole set (security_invoker = true)")
    assert report_on("truncate").verdict is Verdict.FINE


@pytest.mark.real_commits
def test_a_key_that_others_can_read_is_found() -> None:
    path = home().keys / "left-open"
    path.write_bytes(b"not a key")
    path.chmod(0o644)
    try:
        assert report_on("keys").verdict is Verdict.ERROR
    finally:
        path.unlink()


@pytest.mark.real_commits
def test_without_a_job_runner_it_warns() -> None:
    assert report_on("worker").verdict is Verdict.WARNING


@pytest.mark.real_commits
def test_a_check_that_cannot_be_carried_out_is_an_error_and_the_others_go_on(extra_check: str) -> None:
    reports = list(doctor.examine())
    assert next(report for report in reports if report.check == extra_check).verdict is Verdict.ERROR
    assert len(reports) > 1


def test_two_checks_do_not_share_a_name(extra_check: str) -> None:
    with pytest.raises(ConfigurationError, match=extra_check):
        doctor.check(extra_check)(lambda: iter(()))


@pytest.fixture
def extra_check() -> Iterator[str]:
    name = "the weather"

    @doctor.check(name)
    def look_outside() -> Iterator[Finding]:
        raise ConfigurationError("There is no window.")

    yield name
    del doctor._checks[name]
