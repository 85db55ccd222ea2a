#!/bin/bash
# Runs a command that sees a disk of its own, BYTES large, at FOLDER. Needs no rights where user namespaces are allowed:
#   unshare -rm bash small-disk.sh FOLDER BYTES COMMAND…
set -e
mount -t tmpfs -o "size=$2" orgbench-test "$1"
shift 2
exec "$@"
