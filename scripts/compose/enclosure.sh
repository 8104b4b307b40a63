#!/bin/bash
# Runs a program with mounts of its own, so that nothing of it is left on the machine when it ends.
# This shell is the first process in there: when it is gone, the kernel ends whatever is left.
mount -t tmpfs tmpfs /run
mount -t tmpfs tmpfs /dev/shm
[ "$OWN_NETWORK" = no ] || ip link set lo up
# The program gets these signals too; it is waited for until it has put things in order.
trap : TERM INT
"$@" <&0 &
child=$!
while kill -0 "$child" 2>/dev/null; do wait "$child"; done
wait "$child"
