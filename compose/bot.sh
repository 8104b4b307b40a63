#!/bin/sh
# Starts the bot with the settings that the setup made; what the environment says goes before them.
set -eu
options=$(node -p "require('/app/package.json').botNodeOptions.join(' ')")
exec node $options --env-file=/data/bot/bot.env src/main.ts "$@"
