#!/bin/bash
# newer-wmctrl.sh DIRECTORY   puts wmctrl 1.07+git20240228, of Debian 13, into DIRECTORY/wmctrl.
#
# Debian 12 has 1.07. The newer one runs here as it is, beside libxpm4; nothing is installed.
# DIRECTORY keeps it, so that later runs start at once.
set -euo pipefail
mkdir -p "$1"
cd "$1"
exec 9>lock
flock 9
[ -x wmctrl ] && exit
mirror=$(awk '/^URIs:/ { print $2; exit }' /etc/apt/sources.list.d/debian.sources 2>/dev/null || :)
[ -n "$mirror" ] || mirror=$(awk '/^deb / { print $2; exit }' /etc/apt/sources.list)
mkdir -p lists/partial cache/archives/partial
cat >sources <<SOURCES
deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror trixie main
SOURCES
options=(-q -o "Dir::Etc::sourcelist=$PWD/sources" -o Dir::Etc::sourceparts=/dev/null
  -o "Dir::State::lists=$PWD/lists" -o "Dir::Cache=$PWD/cache" -o APT::Sandbox::User=root
  -o Acquire::Languages=none)
apt-get "${options[@]}" update
apt-get "${options[@]}" download wmctrl
dpkg-deb -x wmctrl_*.deb tree
cp tree/usr/bin/wmctrl wmctrl.new
mv wmctrl.new wmctrl
rm -rf lists cache tree wmctrl_*.deb
