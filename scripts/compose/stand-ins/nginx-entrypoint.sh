#!/bin/sh
# The official image prepares its own configuration here, which this repository does not use.
exec "$@"
