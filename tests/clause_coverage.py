"""Remembers which tests carry which clause, and whether they passed: `build/clauses.json`.

A test carries clauses by `@pytest.mark.clause("PIW-7.3a")`. Results of test files that did not run this time stay;
those of files that did run are replaced, so a removed test leaves no result behind. A run that chose among the tests of
its files (`-k`, `-m`, `file::test`) replaces the results of those alone.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

PROPERTY = "clauses"


class ClauseCoverage:
    """A plugin for pytest. With several processes, the first collects what the others report."""

    def __init__(self, config: pytest.Config) -> None:
        self.file = config.rootpath / "build" / "clauses.json"
        self.is_worker = hasattr(config, "workerinput")
        chosen = ("keyword", "markexpr", "lf", "failedfirst", "stepwise", "maxfail")
        self.is_partial = any(config.getoption(name, default=None) for name in chosen) or any(
            "::" in argument for argument in config.args
        )
        self.ran: set[str] = set()
        self.passed: dict[str, dict[str, bool]] = {}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Let each test's report carry its clauses."""
        for item in items:
            clauses = sorted({clause for mark in item.iter_markers("clause") for clause in mark.args})
            if clauses:
                item.user_properties.append((PROPERTY, clauses))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A test passed when its call did and neither its set-up nor its end failed."""
        self.ran.add(report.nodeid.partition("::")[0])
        for clause in (clause for name, clauses in report.user_properties if name == PROPERTY for clause in clauses):
            tests = self.passed.setdefault(clause, {})
            if report.when == "call":
                tests[report.nodeid] = report.passed and tests.get(report.nodeid, True)
            elif not report.passed:
                tests[report.nodeid] = False

    def pytest_sessionfinish(self) -> None:
        """Write the results."""
        if self.is_worker or not self.ran:
            return
        for clause, test, passed in self._kept():
            self.passed.setdefault(clause, {}).setdefault(test, passed)
        self.file.parent.mkdir(exist_ok=True)
        clauses = {clause: dict(sorted(tests.items())) for clause, tests in sorted(self.passed.items()) if tests}
        self.file.write_text(json.dumps({"clauses": clauses}, indent=1), encoding="utf-8")

    def _kept(self) -> Iterator[tuple[str, str, bool]]:
        if not self.file.is_file():
            return
        for clause, tests in json.loads(self.file.read_text(encoding="utf-8"))["clauses"].items():
            for test, passed in tests.items():
                path = test.partition("::")[0]
                replaced = path in self.ran and not self.is_partial
                if not replaced and (self.file.parent.parent / Path(path)).is_file():
                    yield clause, test, passed


def pytest_configure(config: pytest.Config) -> None:
    """Take part in a test run: the tests' conftest imports this name."""
    config.pluginmanager.register(ClauseCoverage(config), "clause-coverage")
