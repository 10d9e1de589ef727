#!/bin/sh
# What the tests need of other programs: Debian's Chromium with its driver and a Russian book face, axe-core; LibreOffice
# and antiword, which make and read the files of office programs.
# Best effort: whatever cannot be had is named in a sentence, and the tests that need it are skipped with a reason.
set -u
cd "$(dirname "$0")" || exit 1

debian() {  # debian НАЗВАНИЕ "проверки, которым нужно" пакет…
    name=$1 checks=$2
    shift 2
    if ! command -v apt-get > /dev/null; then
        echo "Нет $name, а ставить умеет только apt-get. $checks будут пропущены."
    elif [ "$(id -u)" != 0 ]; then
        echo "Чтобы поставить $name, нужны права: sudo make tools. $checks будут пропущены."
    elif timeout 120 apt-get update -qq \
        && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$@" > /dev/null; then
        echo "Поставлено: $name."
    else
        echo "Поставить $name не удалось (нет сети или пакета). $checks будут пропущены."
    fi
}

if command -v chromium > /dev/null && command -v chromedriver > /dev/null; then
    echo "Chromium есть: $(chromium --version 2> /dev/null)"
else
    debian chromium "Проверки в браузере" chromium chromium-driver fonts-paratype
fi

if command -v soffice > /dev/null && command -v antiword > /dev/null; then
    echo "LibreOffice и antiword есть."
else
    debian "LibreOffice и antiword" "Проверки на файлах офисных программ" libreoffice-writer-nogui antiword
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
