"""Write a file whole or not at all."""

import errno
import os
import secrets
from pathlib import Path

from data.store.connection import StoreFull

#: What an operating system says when there is no room left.
NO_ROOM = (errno.ENOSPC, errno.EDQUOT)


def write_whole(path: Path, data: bytes) -> None:
    """Write `data` under another name, on disk to the last byte, then give the file its own.

    Raises:
        StoreFull: there is no room; nothing is left of it, and an earlier file is as it was.
        OSError: it cannot be written for another reason.
    """
    # Two neighbours may write the same bytes at the same time.
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
