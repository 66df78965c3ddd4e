"""What the doctor asks about files: does the virus scanner answer?"""

from collections.abc import Iterator

from waarborg.documents.scanning import scanner, version
from waarborg.kernel.doctor import Finding, check, fine, warning, wrong
from waarborg.kernel.errors import Unavailable


@check("virus scanner")
def files_are_scanned() -> Iterator[Finding]:
    """A scanner is set, and answers."""
    if not scanner():
        yield warning("No virus scanner is set: files come in unscanned.", "Set WAARBORG_SCANNER to ClamAV's socket.")
        return
    try:
        yield fine(f"The virus scanner answers: {version()}.")
    except Unavailable:
        yield wrong("The virus scanner does not answer.", "Start clamd, or mend WAARBORG_SCANNER.")
