"""Files that people and the bot send, kept with their bytes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .errors import bad
from .limits import FILE_LINK_LIFE, MAX_DOWNLOAD, MAX_PHOTO

if TYPE_CHECKING:
    from .calls import Upload
    from .timing import Clock

FOLDERS = {
    "photo": ("photos", "jpg", "image/jpeg"),
    "video": ("videos", "mp4", "video/mp4"),
    "voice": ("voice", "oga", "audio/ogg"),
    "audio": ("music", "mp3", "audio/mpeg"),
    "animation": ("animations", "mp4", "video/mp4"),
    "document": ("documents", "bin", "application/octet-stream"),
    "sticker": ("stickers", "webp", "image/webp"),
    "video_note": ("video_notes", "mp4", "video/mp4"),
}
SHAPES: dict[str, dict[str, Any]] = {
    "photo": {"width": 1280, "height": 960},
    "video": {"width": 1280, "height": 720, "duration": 5},
    "voice": {"duration": 5},
    "audio": {"duration": 5},
    "animation": {"width": 320, "height": 240, "duration": 2},
    "document": {},
    "sticker": {
        "type": "regular",
        "width": 512,
        "height": 512,
        "is_animated": False,
        "is_video": False,
    },
    "video_note": {"length": 240, "duration": 5},
}
NAMELESS = {"photo", "voice", "sticker", "video_note"}
IMAGES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"RIFF", b"BM")
THUMBNAIL = b"\xff\xd8\xff\xe0 the smallest size of a photo \xff\xd9"


@dataclass
class StoredFile:
    """One file; ``content`` of a file that was given by size alone is zeros, made when asked for."""

    kind: str
    number: int
    size: int
    name: str
    mime: str
    known: bytes | None = None
    link_until: float = 0.0

    @property
    def content(self) -> bytes:
        """The bytes."""
        return bytes(self.size) if self.known is None else self.known

    @property
    def file_id(self) -> str:
        """What getFile and the send methods take."""
        return f"FAKE{self.kind.upper()}{self.number:06d}AgADBAAD"

    @property
    def path(self) -> str:
        """Path under ``/file/bot<token>/``."""
        folder, extension, _ = FOLDERS[self.kind]
        end = self.name.rpartition(".")[2] if "." in self.name else extension
        return f"{folder}/file_{self.number}.{end}"

    def ids(self) -> dict[str, Any]:
        """The fields that every kind of file has."""
        unique = f"AQAD{self.number:08d}"
        return {"file_id": self.file_id, "file_unique_id": unique, "file_size": self.size}


@dataclass
class FileStore:
    """All files, by their id."""

    clock: Clock
    _files: dict[str, StoredFile] = field(default_factory=dict)

    def add(self, kind: str, data: bytes | int, name: str = "", mime: str = "") -> StoredFile:
        """Keeps a file: bytes, or a size alone."""
        size, known = (data, None) if isinstance(data, int) else (len(data), data)
        number = len(self._files) + 1
        kept = StoredFile(kind, number, size, name, mime or FOLDERS[kind][2], known)
        self._files[kept.file_id] = kept
        return kept

    def find(self, file_id: str) -> StoredFile | None:
        """The file with this id."""
        return self._files.get(file_id)

    def sent(self, kind: str, source: Upload | str) -> StoredFile:
        """The file that a send method names: uploaded now, or known by its id.

        Raises:
            ApiError: 400 for a file that the service would not take.
        """
        if isinstance(source, str):
            return self._known(kind, source)
        if not source.content:
            raise bad("file must be non-empty")
        if kind == "photo":
            _check_photo(source.content)
        return self.add(kind, source.content, source.name, source.content_type)

    def _known(self, kind: str, text: str) -> StoredFile:
        if text.startswith(("http://", "https://")):
            raise bad("failed to get HTTP URL content")
        found = self.find(text)
        if found is None:
            raise bad("wrong file identifier/HTTP URL specified")
        if found.kind != kind:
            raise bad(f"can't use file of type {found.kind} as {kind}")
        return found

    def link(self, file_id: str) -> dict[str, Any]:
        """What getFile answers; opens the link for an hour.

        Raises:
            ApiError: 400 for an unknown file or one above the download limit.
        """
        found = self.find(file_id)
        if found is None:
            raise bad("wrong file_id or the file is temporarily unavailable")
        if found.size > MAX_DOWNLOAD:
            raise bad("file is too big")
        found.link_until = self.clock() + FILE_LINK_LIFE
        return {**found.ids(), "file_path": found.path}

    def at(self, path: str) -> StoredFile | None:
        """The file behind a link that is still open."""
        now = self.clock()
        return next(
            (f for f in self._files.values() if f.path == path and f.link_until > now), None
        )

    def described(self, file: StoredFile) -> dict[str, Any]:
        """The message's fields for this file."""
        full = {**file.ids(), **SHAPES[file.kind]}
        if file.kind == "photo":
            small = self.add("photo", THUMBNAIL)
            return {"photo": [{**small.ids(), "width": 90, "height": 67}, full]}
        if file.kind not in {"sticker", "video_note"}:
            full["mime_type"] = file.mime
        if file.name and file.kind not in NAMELESS:
            full["file_name"] = file.name
        both = {"document": dict(file.ids())} if file.kind == "animation" else {}
        return {file.kind: full, **both}


def _check_photo(content: bytes) -> None:
    if len(content) > MAX_PHOTO:
        raise bad(
            f"file of size {len(content)} bytes is too big for a photo; "
            f"the maximum size is {MAX_PHOTO} bytes"
        )
    if not content.startswith(IMAGES):
        raise bad("IMAGE_PROCESS_FAILED")
