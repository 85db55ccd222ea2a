#!/bin/sh
# After the installation of a deb or rpm that electron-builder made; the deb of `npm run package` holds both by itself.
set -e
# Chromium's own sandbox helper, for systems that do not let an ordinary program open a user namespace.
chown root:root /opt/Orgbench/chrome-sandbox
chmod 4755 /opt/Orgbench/chrome-sandbox
ln -sf /opt/Orgbench/resources/bin/orgbench /usr/bin/orgbench
