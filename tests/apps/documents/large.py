"""Take in a PDF of so many megabytes as an upload does, and print the most memory that this took, in megabytes.

Run by itself, so that the memory of other tests does not count: `python -m tests.apps.documents.large 200`.
"""

import os
import resource
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "waarborg.config.settings")

MEGABYTE = 1024 * 1024


def write_pdf(file: "object", megabytes: int) -> None:
    """A PDF with one page and so many streams of a megabyte, written piece by piece."""
    places: list[int] = []
    at = 0

    def put(data: bytes) -> None:
        nonlocal at
        file.write(data)  # type: ignore[attr-defined]
        at += len(data)

    def begin(number: int) -> None:
        places.append(at)
        put(f"{number} 0 obj\n".encode())

    put(b"%PDF-1.7\n")
    begin(1)
    put(b"<< /Type /Catalog /Pages 2 0 R >>\nendobj\n")
    begin(2)
    put(b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n")
    begin(3)
    noise = " ".join(f"/N{one} {one + 4} 0 R" for one in range(megabytes))
    put(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] /Noise << {noise} >> >>\nendobj\n".encode())
    for one in range(megabytes):
        begin(one + 4)
        put(f"<< /Length {MEGABYTE} >>\nstream\n".encode())
        put(os.urandom(MEGABYTE))
        put(b"\nendstream\nendobj\n")
    start = at
    put(f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode())
    for place in places:
        put(f"{place:010d} 00000 n \n".encode())
    put(f"trailer\n<< /Size {len(places) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode())


def main(megabytes: int) -> None:
    """Receive, judge and clean."""
    django.setup()
    from waarborg.documents.cleaning import cleaned
    from waarborg.documents.kinds import PDF, kind_of
    from waarborg.documents.veiled import VeiledFile
    from waarborg.vault.stream import sealed_stream

    with VeiledFile() as upload:
        write_pdf(upload, megabytes)
        assert kind_of(upload, "groot.pdf") is PDF
        with cleaned(upload, PDF) as clean:
            assert clean.size > megabytes * MEGABYTE
            sealed = sum(
                len(piece) for piece in sealed_stream(os.urandom(32), b"", iter(lambda: clean.read(65536), b""))
            )
            assert sealed > clean.size
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]))
