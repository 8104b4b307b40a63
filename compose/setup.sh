#!/bin/sh
# The one-shot setup: renders everything, then gives each container its own part and nothing else.
set -eu
umask 077
node scripts/topology/setup.ts /data --container

cp compose/element.conf /spread/element/element.conf
chmod 755 /spread/element
chmod 644 /spread/element/element.conf
for folder in /spread/bot/*/; do
  name=$(basename "$folder")
  if [ ! -f "/data/$name/bot.env" ]; then
    echo "The compose files start $name, and config/topology.json does not name it: see docs/compose.md." >&2
    exit 1
  fi
  cp scripts/synapse/unfinished_database.py "/data/$name/"
  # The homeserver has its folder as /data, where its configuration says /data/<name>: both lead to the same.
  ln -sfn . "/data/$name/$name"
  mv "/data/$name/bot.env" "$folder/bot.env"
  cp "/data/$name/element.json" "/spread/element/$name.json"
  chmod 644 "/spread/element/$name.json"
done
