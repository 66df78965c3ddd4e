"""Letting somebody in from the shell, when nobody else can."""

import json
import os
import subprocess
import sys

from django.test import Client
from django.urls import reverse

from tests.apps.accounts.signing import settled
from tests.apps.gate.agencies import Agency
from waarborg.accounts.models import Account
from waarborg.kernel.database.logins import Login, variable_of


def account(urls: dict[Login, str], *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "waarborg.cli.main", "account", *words]
    environment = os.environ | {variable_of(login): url for login, url in urls.items()}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_a_link_is_printed_and_works(here: Agency, urls: dict[Login, str]) -> None:
    done = account(urls, "invite", "anna@hier", "--json")
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert said["login"] == "anna@hier"
    assert "ANNA@hier" not in done.stdout
    client = Client()
    client.get("/" + said["url"].partition("//")[2].partition("/")[2])
    assert client.get(reverse("account_invitation")).status_code == 200


def test_who_does_not_exist_is_not_let_in(here: Agency, urls: dict[Login, str]) -> None:
    done = account(urls, "invite", "niemand@hier")
    assert (done.returncode, done.stdout) == (1, "")
    assert "niemand@hier" in done.stderr


def test_an_account_is_ended(here: Agency, urls: dict[Login, str]) -> None:
    bram = settled(here.accounts["bram"])
    client = bram.sign_in()
    assert account(urls, "end", "bram@hier").returncode == 0
    assert not Account.objects.get(pk=bram.account.pk).is_active
    assert client.get("/vandaag/").status_code == 302
    assert account(urls, "lost-phone", "bram@hier").returncode == 1, "it has ended"
