"""Atomic writing of files."""

import errno
import os
import secrets
from pathlib import Path

from data.store.connection import StoreFull

#: What an operating system says when there is no room left.
NO_ROOM = (errno.ENOSPC, errno.EDQUOT)


def write_atomically(path: Path, data: bytes) -> None:
    """Write `data` to a temporary file, synchronised to disk, then rename it.

    Raises:
        StoreFull: there is no room; nothing is left of it, and an earlier file is as it was.
        OSError: it cannot be written for another reason.
    """
    # Two processes may write the same bytes at the same time.
    arriving = path.with_name(f"{path.stem}.{secrets.token_hex(4)}.arriving")
    try:
        with arriving.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        arriving.replace(path)
    except OSError as error:
        arriving.unlink(missing_ok=True)
        if error.errno in NO_ROOM:
            raise StoreFull(path.name) from error
        raise
