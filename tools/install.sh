#!/bin/sh
# Installs programs that the tests need beside Python where it may, as root on Debian; elsewhere says what is missing.
#     tools/install.sh make venv java chromium
packages=
for program in "$@"; do
    case $program in
        venv) "${PYTHON:-python3}" -c 'import ensurepip, venv' 2> /dev/null || packages="$packages python3-venv" ;;
        java) command -v java > /dev/null || packages="$packages default-jre-headless" ;;
        *) command -v "$program" > /dev/null || packages="$packages $program" ;;
    esac
done
[ -z "$packages" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086
    apt-get update -qq && apt-get install -y -qq --no-install-recommends $packages > /dev/null
else
    echo "not installed, so some tests are skipped (Debian: apt-get install$packages):$packages" >&2
fi
