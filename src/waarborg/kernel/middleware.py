"""Two layers around every page: what browsers may do with it, and what people see when it cannot be given."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.template.loader import select_template

from waarborg.kernel.errors import WaarborgError

View = Callable[[HttpRequest], HttpResponse]

_ALLOWED_SOURCES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
CONTENT_SECURITY_POLICY = "; ".join(f"{kind} {sources}" for kind, sources in _ALLOWED_SOURCES.items())
PERMISSIONS_POLICY = "browsing-topics=(), camera=(), geolocation=(), microphone=(), payment=(), usb=()"


class SecurityHeaders:
    """Tell the browser to run nothing that is not ours, and to keep no page of a dossier."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request."""
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cache-Control", "no-store")
        return response


class ErrorPages:
    """Turn an error of Waarborg's own into a page with its HTTP status.

    The first template that exists is used: `errors/<status>.html`, then `errors/error.html`; both receive
    `error`.
    """

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer for `error` when it is one of ours; leave every other to Django."""
        if not isinstance(error, WaarborgError):
            return None
        template = select_template([f"errors/{error.status}.html", "errors/error.html"])
        return HttpResponse(template.render({"error": error}, request), status=error.status)
