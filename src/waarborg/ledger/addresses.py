"""Where a request came from, kept no sharper than an accountability log needs."""

from ipaddress import ip_address, ip_network
from typing import Final

PREFIX: Final = {4: 24, 6: 48}
"""How many bits of an address are kept, per version of the protocol."""


def truncated(address: str) -> str:
    """The network of an IP address: /24 of an IPv4, /48 of an IPv6 address; empty for what is no address."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return ""
    plain = getattr(parsed, "ipv4_mapped", None) or parsed
    return str(ip_network((plain, PREFIX[plain.version]), strict=False))
