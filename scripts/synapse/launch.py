"""Synapse that ends when the process that started it ends.

FED_HOSTS="huisarts=127.0.18.2:18448,vvt=127.0.18.3:18448" gives other homeservers private names,
without a hosts file, a name server or root. SYNAPSE_DATABASE names its database.
"""

import ctypes
import os
import runpy
import signal
import socket
import sys
import threading
import time

from unfinished_database import remove_unfinished

parent = os.getppid()


def watch_parent():
    while os.getppid() == parent:
        time.sleep(0.5)
    os.kill(os.getpid(), signal.SIGTERM)


if sys.platform == "linux":
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG
    if os.getppid() != parent:
        sys.exit(0)
else:
    threading.Thread(target=watch_parent, daemon=True).start()

if "SYNAPSE_DATABASE" in os.environ:
    remove_unfinished(os.environ["SYNAPSE_DATABASE"])

hosts = {
    name: address.rsplit(":", 1)
    for name, address in (
        pair.split("=") for pair in os.environ.get("FED_HOSTS", "").split(",") if pair
    )
}
if hosts:
    real_getaddrinfo = socket.getaddrinfo

    def getaddrinfo(host, *args, **options):
        name = host.decode("ascii") if isinstance(host, bytes) else host
        return real_getaddrinfo(hosts[name][0] if name in hosts else host, *args, **options)

    socket.getaddrinfo = getaddrinfo  # before Twisted is imported

    from synapse.http.federation import srv_resolver

    async def resolve_service(self, service_name):
        name = service_name.decode("ascii").split("._tcp.", 1)[1]
        if name not in hosts:
            return []
        return [srv_resolver.Server(host=name.encode(), port=int(hosts[name][1]))]

    srv_resolver.SrvResolver.resolve_service = resolve_service

runpy.run_module("synapse.app.homeserver", run_name="__main__", alter_sys=True)
