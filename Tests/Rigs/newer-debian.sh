#!/bin/bash
# newer-debian.sh root SUITE PACKAGE…        makes a newer Debian with these packages, and says where it is.
# newer-debian.sh all                        makes each that newer-packages names; sid with DETOUR_UNSTABLE.
# newer-debian.sh run SUITE COMMAND…         runs a command in it; BIND=DIRECTORY is seen there, too.
# newer-debian.sh beside SUITE COMMAND…      becomes a command of it that shares this machine's /tmp and
#                                            processes, so that sockets and locks mean the same to both;
#                                            what it starts is the caller's to end.
#
# A suite is made once a machine, with what newer-packages has for it, and gets the packages that are
# asked for later, too. It lies in /var/tmp, as it is large; nothing is installed on the machine
# itself, and nothing stays mounted: what a command needs is mounted in a namespace that ends with it.
set -euo pipefail
packages=${0%/*}/newer-packages
if [ "${1-}" = all ]; then
  awk -v unstable="${DETOUR_UNSTABLE-}" '!/^#/ && ($1 != "sid" || unstable) && !seen[$1]++ { print $1 }' "$packages" |
    while read -r suite; do "$0" root "$suite" </dev/null || :; done
  exit
fi
verb=$1 name=$2
shift 2
# Of one suite there may be several: trixie, trixie-packages.
suite=${name%%-*}
home=/var/tmp/detour-tests
root=$home/$name

# Runs a command in the root, and takes away all that it started.
inside() {
  # shellcheck disable=SC2016  # it is the inner shell that expands
  unshare --mount --pid --fork --kill-child bash -c '
    set -e
    . "$1"
    root=$2 bind=$3
    shift 3
    mount --make-rprivate /
    mount -t proc proc "$root/proc"
    mount --rbind /sys "$root/sys"
    devices "$root"
    if [ -n "$bind" ]; then mkdir -p "$root$bind"; mount --rbind "$bind" "$root$bind"; fi
    exec chroot "$root" env PATH=/usr/sbin:/usr/bin:/sbin:/bin "$@"' bash "${0%/*}/devices.sh" "$root" "${BIND:-}" "$@"
}

# Makes the root, with these packages.
make_root() { # make_root NAME,NAME…
  local mirror attempt
  mirror=$(awk '/^URIs:/ { print $2; exit }' /etc/apt/sources.list.d/debian.sources 2>/dev/null || :)
  [ -n "$mirror" ] || mirror=$(awk '/^deb / { print $2; exit }' /etc/apt/sources.list)
  # What makes each write safe takes long, and is worth nothing here; a mirror may lag behind.
  for attempt in 1 2 3; do
    rm -rf --one-file-system "$root"
    mmdebstrap --mode=root --variant=minbase --skip=cleanup/apt/lists --dpkgopt=force-unsafe-io \
      --aptopt='Acquire::Retries "3"' --aptopt='Acquire::Check-Valid-Until "false"' \
      --keyring=/usr/share/keyrings/debian-archive-keyring.gpg \
      ${1:+--include="$1"} "$suite" "$root" "$mirror" >"$home/$name.log" 2>&1 9>&- && return
    sleep 5
  done
  tail -n 20 "$home/$name.log" >&2
  exit 1
}

case $verb in
root)
  mkdir -p "$home"
  exec 9>"$home/$name.lock"
  flock 9
  if [ ! -e "$root/etc/detour-tests" ]; then
    usual=$(awk -v name="$name" '$1 == name { $1 = ""; print }' "$packages" | xargs)
    rm -rf --one-file-system "$root" "$root.part"
    if grep -q "^$name-packages " "$packages"; then
      # Most of it is there already, unpacked.
      cp -a "$("$0" root "$name-packages" </dev/null 9>&-)" "$root.part"
      rm "$root.part/etc/detour-tests"
      mv "$root.part" "$root"
      # shellcheck disable=SC2086  # the names are words
      set -- $usual "$@"
    else
      make_root "${usual// /,}"
    fi
    cp /etc/resolv.conf "$root/etc/"
    touch "$root/etc/detour-tests"
  fi
  there=$(dpkg-query --admindir="$root/var/lib/dpkg" -W -f '${db:Status-Status} ${Package}\n')
  missing=()
  for package; do
    grep -qxF "installed $package" <<<"$there" || missing+=("$package")
  done
  if [ "${#missing[@]}" != 0 ]; then
    for attempt in 1 2 3; do
      inside env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Acquire::Retries=3 \
        -o Dpkg::Options::=--force-unsafe-io install -y --no-install-recommends "${missing[@]}" >>"$home/$name.log" 2>&1 9>&- && break
      [ "$attempt" != 3 ] || { tail -n 20 "$home/$name.log" >&2; exit 1; }
      inside apt-get -qq update >>"$home/$name.log" 2>&1 9>&- || :
    done
  fi
  printf '%s\n' "$root"
  ;;
run) inside "$@" ;;
beside)
  # shellcheck disable=SC2016  # it is the inner shell that expands
  exec unshare --mount bash -c '
    set -e
    root=$1
    shift
    mount --make-rprivate /
    for place in /proc /sys /dev /tmp ${TMPDIR:+"$TMPDIR"}; do
      mkdir -p "$root$place"
      mount --rbind "$place" "$root$place"
    done
    exec chroot "$root" env PATH=/usr/sbin:/usr/bin:/sbin:/bin "$@"' bash "$root" "$@"
  ;;
*)
  echo "newer-debian.sh: all, root, run or beside, not $verb" >&2
  exit 2
  ;;
esac
