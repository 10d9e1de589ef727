#!/bin/sh
# What the browser tests and the screenshots need: Debian's Chromium with its driver and a Russian book face, and axe-core.
# Best effort: whatever cannot be had is named in a sentence, and the tests that need it are skipped with a reason.
set -u
cd "$(dirname "$0")" || exit 1

if command -v chromium > /dev/null && command -v chromedriver > /dev/null; then
    echo "Chromium есть: $(chromium --version 2> /dev/null)"
elif ! command -v apt-get > /dev/null; then
    echo "Нет chromium и chromedriver, а ставить их умеет только apt-get. Проверки в браузере будут пропущены."
elif [ "$(id -u)" != 0 ]; then
    echo "Чтобы поставить chromium, нужны права: sudo make tools. Проверки в браузере будут пропущены."
elif timeout 120 apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends \
    chromium chromium-driver fonts-paratype > /dev/null; then
    echo "Chromium поставлен: $(chromium --version 2> /dev/null)"
else
    echo "Поставить chromium не удалось (нет сети или пакета). Проверки в браузере будут пропущены."
fi

if [ -f node_modules/axe-core/axe.min.js ]; then
    echo "axe-core есть."
elif ! command -v npm > /dev/null; then
    echo "Нет npm, а axe-core берётся оттуда. Проверки доступности будут пропущены."
elif npm ci --no-audit --no-fund --silent; then
    echo "axe-core поставлен."
else
    echo "Поставить axe-core не удалось (нет сети?). Проверки доступности будут пропущены."
fi
