#!/bin/sh
# Installs what the tests need besides Python, as root on Debian; elsewhere, says on one line what is missing.
#     tools/install.sh make venv java chromium icu
missing=
for need in "$@"; do
    case $need in
        venv) "${PYTHON:-python3}" -c 'import ensurepip, venv' 2> /dev/null || missing="$missing python3-venv" ;;
        java) command -v java > /dev/null || missing="$missing default-jre-headless" ;;
        # followthemoney needs PyICU, which pip compiles
        icu) pkg-config --exists icu-i18n 2> /dev/null && command -v c++ > /dev/null ||
            missing="$missing g++ libicu-dev pkg-config python3-dev" ;;
        *) command -v "$need" > /dev/null || missing="$missing $need" ;;
    esac
done
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086 # a list of packages
    apt-get update -qq && apt-get install -y -qq --no-install-recommends $missing > /dev/null
else
    echo "Missing; on Debian: sudo apt-get install --no-install-recommends$missing" >&2
fi
