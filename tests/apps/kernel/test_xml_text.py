"""What somebody typed, as XML that every reader takes."""

from xml.etree.ElementTree import Element, fromstring, tostring

from hypothesis import given
from hypothesis import strategies as st

from waarborg.kernel.xml_text import in_xml


@given(st.text())
def test_whatever_was_typed_is_read_back(text: str) -> None:
    said = Element("said")
    said.text = in_xml(text)
    fromstring(tostring(said, encoding="utf-8"))


def test_nothing_is_lost_but_what_has_no_place() -> None:
    assert in_xml("Café \x0b& 𝄞\x00 <b>") == "Café & 𝄞 <b>"
