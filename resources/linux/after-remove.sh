#!/bin/sh
# After the removal of a deb or rpm that electron-builder made. dpkg says what happens; rpm says how many versions stay.
set -e
case "$1" in
  remove | purge | 0) rm -f /usr/bin/orgbench ;;
esac
