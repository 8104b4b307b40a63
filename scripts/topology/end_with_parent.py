"""Becomes the program in its arguments, which ends when the process that started it ends."""

import ctypes
import os
import signal
import sys

parent = os.getppid()
if sys.platform == "linux":
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG stays after exec
    if os.getppid() != parent:
        sys.exit(0)
os.execvp(sys.argv[1], sys.argv[1:])
