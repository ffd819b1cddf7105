"""The port, taken before the slow parts start, so that a taken one is said at once."""

import errno
import socket

from bot.errors import PortInUse
from ingest.settings import ServerSettings


def listen(server: ServerSettings) -> socket.socket:
    """A listening socket for `server.host` and `server.port`.

    Raises:
        PortInUse: another program listens there, or the address is not this machine's.
    """
    family = socket.AF_INET6 if ":" in server.host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((server.host, server.port))
        bound.listen()  # a port that is bound and not listened on can be bound again
    except OSError as error:
        bound.close()
        reason = error.strerror or str(error)
        is_none = isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL
        raise PortInUse(server.host, server.port, reason, is_address=not is_none) from error
    return bound
