"""Uploads never lie on a disk in the clear: each goes piece by piece into a `VeiledFile`."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from waarborg.documents.veiled import VeiledFile


class VeiledUpload(UploadedFile):  # type: ignore[type-arg]
    """An uploaded file; `too_large` when it was cut off, so that a form can say so."""

    too_large = False


class VeiledUploadHandler(FileUploadHandler):
    """Takes every upload in, up to the largest that this installation allows."""

    def new_file(self, *arguments: Any, **keywords: Any) -> None:
        """Begin with a file."""
        super().new_file(*arguments, **keywords)
        self.file = VeiledFile()
        self.too_large = False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Take a piece in; past the largest size nothing more is kept, and nothing of what came before."""
        if start + len(raw_data) > settings.WAARBORG_LARGEST_UPLOAD:
            self.too_large = True
            self.file.truncate(0)
        if not self.too_large:
            self.file.write(raw_data)

    def file_complete(self, file_size: int) -> VeiledUpload:
        """Give it over."""
        self.file.seek(0)
        made = VeiledUpload(
            file=self.file,
            name=self.file_name,
            content_type=self.content_type,
            size=0 if self.too_large else file_size,
            charset=self.charset,
        )
        made.too_large = self.too_large
        return made
