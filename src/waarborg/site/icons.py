"""The icons of the interface: 20 by 20, one stroke, drawn for this product. An icon never stands alone."""

ICONS = {
    "search": '<circle cx="9" cy="9" r="5.5"/><path d="m13.2 13.2 4 4"/>',
    "lock": '<rect x="4" y="9" width="12" height="8" rx="1.5"/><path d="M7 9V6.5a3 3 0 0 1 6 0V9"/>',
    "lock-open": '<rect x="4" y="9" width="12" height="8" rx="1.5"/><path d="M7 9V6a3 3 0 0 1 5.8-1"/>',
    "clock": '<circle cx="10" cy="10" r="7"/><path d="M10 6v4.2l2.8 1.8"/>',
    "check": '<path d="m4 10.5 4 4 8-9"/>',
    "check-round": '<circle cx="10" cy="10" r="7.25"/><path d="m6.6 10.2 2.4 2.4 4.4-4.9"/>',
    "cross": '<path d="m5 5 10 10M15 5 5 15"/>',
    "cross-round": '<circle cx="10" cy="10" r="7.25"/><path d="m7.5 7.5 5 5m0-5-5 5"/>',
    "warning": '<path d="M10 3 2.5 16.5h15z"/><path d="M10 8v4"/><path d="M10 14.4v.1"/>',
    "info": '<circle cx="10" cy="10" r="7.25"/><path d="M10 9v4.5"/><path d="M10 6.4v.1"/>',
    "eye": ('<path d="M2 10s3-5.5 8-5.5S18 10 18 10s-3 5.5-8 5.5S2 10 2 10z"/><circle cx="10" cy="10" r="2.4"/>'),
    "person": '<circle cx="10" cy="6.5" r="3.2"/><path d="M3.5 17c.6-3.4 3.2-5 6.5-5s5.9 1.6 6.5 5"/>',
    "people": (
        '<circle cx="7.5" cy="7" r="2.8"/>'
        '<path d="M2 16.5c.4-3 2.6-4.5 5.5-4.5s5.1 1.5 5.5 4.5"/>'
        '<path d="M13 4.4a2.8 2.8 0 0 1 0 5.2M15 12.3c1.8.6 2.8 2 3 4.2"/>'
    ),
    "document": (
        '<path d="M5 2.5h6.5L15.5 6.5V17a.5.5 0 0 1-.5.5H5a.5.5 0 0 1-.5-.5V3a.5.5 0 0 1 .5-.5z"/>'
        '<path d="M11.5 2.5v4h4M7 10.5h6M7 13.5h6"/>'
    ),
    "pen": '<path d="m4 16 .8-3.5L13.5 3.8a1.4 1.4 0 0 1 2 0l.7.7a1.4 1.4 0 0 1 0 2L7.5 15.2z"/>',
    "calendar": ('<rect x="3" y="4.5" width="14" height="12.5" rx="1"/><path d="M3 8.5h14M7 2.5v3.5M13 2.5v3.5"/>'),
    "today": (
        '<rect x="3" y="4.5" width="14" height="12.5" rx="1"/><path d="M3 8.5h14M7 2.5v3.5M13 2.5v3.5M7 13l2 2 4-4"/>'
    ),
    "arrow": '<path d="M4 10h12m-4.5-4.5L16 10l-4.5 4.5"/>',
    "back": '<path d="m12 4.5-5.5 5.5 5.5 5.5"/>',
    "forward": '<path d="m8 4.5 5.5 5.5L8 15.5"/>',
    "print": (
        '<path d="M6 7V3h8v4M6 14H3.5V8.5a1 1 0 0 1 1-1h11a1 1 0 0 1 1 1V14H14"/>'
        '<rect x="6" y="12" width="8" height="5"/>'
    ),
    "menu": '<path d="M3 5.5h14M3 10h14M3 14.5h14"/>',
    "law": (
        '<path d="M12.8 5.2C12.5 4 11.4 3.2 10 3.2 8.4 3.2 7.2 4.2 7.2 5.5'
        'c0 3.3 6.2 2.7 6.2 5.8 0 1.3-1.3 2.2-2.7 2.2"/>'
        '<path d="M7.2 14.8c.3 1.2 1.4 2 2.8 2 1.6 0 2.8-1 2.8-2.3'
        ' 0-3.3-6.2-2.7-6.2-5.8 0-1.3 1.3-2.2 2.7-2.2"/>'
    ),
    "scales": (
        '<path d="M10 3v13.5M5.5 16.5h9M4 5.5h12"/>'
        '<path d="M4 5.5 1.8 11a2.3 2.3 0 0 0 4.4 0zM16 5.5 13.8 11a2.3 2.3 0 0 0 4.4 0z"/>'
    ),
    "message": '<path d="M3 4.5h14v9.5H9l-4 3v-3H3z"/>',
    "phone": (
        '<path d="M5 2.8h2.6l1.2 3.6L7 7.8c.9 2 2.3 3.5 4.3 4.4'
        'l1.5-1.8 3.5 1.2v2.7c0 1-.8 1.8-1.8 1.7C8.6 15.5 3.6 10.4 3.2 4.6 3.1 3.6 4 2.8 5 2.8z"/>'
    ),
    "chart": '<path d="M3 17h14M5.5 17v-6M10 17V5M14.5 17V8.5"/>',
    "box": '<path d="M3 4h14v3.5H3zM4.5 7.5V16.5h11V7.5M8 11h4"/>',
    "gear": (
        '<circle cx="10" cy="10" r="2.6"/>'
        '<path d="M10 2.5v2.2M10 15.3v2.2M2.5 10h2.2M15.3 10h2.2M4.7 4.7l1.5 1.5M13.8 13.8l1.5 1.5'
        'M4.7 15.3l1.5-1.5M13.8 6.2l1.5-1.5"/>'
    ),
    "share": '<path d="M11 4.5 16.5 10 11 15.5"/><path d="M16 10H8.5a5 5 0 0 0-5 5v1"/>',
    "hours": (
        '<path d="M5.5 2.5h9M5.5 17.5h9M6.5 2.5c0 4 7 4.5 7 7.5s-7 3.5-7 7.5M13.5 2.5c0 4-7 4.5-7 7.5s7 3.5 7 7.5"/>'
    ),
    "plus": '<path d="M10 4v12M4 10h12"/>',
    "open": '<circle cx="10" cy="10" r="6.5"/>',
    "none": '<path d="M5 10h10"/>',
}
