"""The key that signs the web chat's sessions, kept beside the data when nobody sets one."""

import os
import secrets
import stat
from pathlib import Path

MINIMUM_LENGTH = 32
FILE_NAME = "secret_key"


def load_or_make(data_dir: Path) -> str:
    """Return the key kept in ``data_dir``, making it (and the folder) first when there is none.

    Two processes that start together agree on one key. The file is readable by its owner only.

    Raises:
        OSError: the folder or the file cannot be read or written.
        ValueError: the file is there but does not hold a usable key; it is left as it is.
    """
    data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = data_dir / FILE_NAME
    if not path.exists():
        _publish(path, secrets.token_urlsafe(32))
    if stat.S_IMODE(path.stat().st_mode) != 0o600:
        path.chmod(0o600)
    key = path.read_text("ascii").strip()
    if len(key) < MINIMUM_LENGTH:
        raise ValueError(FILE_NAME)
    return key


def _publish(path: Path, key: str) -> None:
    """Put ``key`` at ``path`` whole or not at all; a file that somebody else made first stays."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(key + "\n")
            file.flush()
            os.fsync(file.fileno())
        # a link, not a rename: it refuses to replace a key that another process has just made
        path.hardlink_to(draft)
    except FileExistsError:
        return
    finally:
        draft.unlink()
