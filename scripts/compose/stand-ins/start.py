#!/opt/synapse/bin/python
"""The entry point of the Synapse image, as far as this repository relies on it: run, as somebody who is not root."""

import os
import sys

mode, *args = sys.argv[1:] or ["run"]
if mode != "run":
    sys.exit(f"Unknown execution mode '{mode}'")
config_dir = os.environ.get("SYNAPSE_CONFIG_DIR", "/data")
config = os.environ.get("SYNAPSE_CONFIG_PATH", f"{config_dir}/homeserver.yaml")
if not os.path.exists(config):
    sys.exit(f"Config file '{config}' does not exist.")
if os.getuid() == 0:
    os.setgid(int(os.environ.get("GID", "991")))
    os.setuid(int(os.environ.get("UID", "991")))
module = ["-m", os.environ.get("SYNAPSE_WORKER", "synapse.app.homeserver")]
program = [sys.executable, *module, *args, "--config-path", config]
os.execv(sys.executable, program)
