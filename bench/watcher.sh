#!/bin/bash
# watcher.sh RELEASE   the prompt with all options where a watcher follows the work tree, against the
# plain prompt there, git itself, and the monitor that is built into a newer git; what the watcher
# takes; and what a small repository pays without one.
#
# ROWS=small,many runs some of it: small, watched, status, eight, memory, rest, monitor, checkout and
# many. It takes about four minutes, and as long again to make the work trees. With TREES=DIRECTORY
# they are made there once, and kept; ROWS=none only makes them. FILES is how many files the large
# one has, MANY how many the very large one has; MANY=0 leaves that out.
set -euo pipefail
here=$(dirname "$(realpath "$0")")
release=$(realpath "$1")
files=${FILES:-102000} many=${MANY:-1000000}
wanted=,${ROWS:-small,watched,status,eight,memory,rest,monitor,checkout,many},
[ "$many" != 0 ] || wanted=${wanted/,many,/,}

work=$(mktemp -d)
trees=${TREES:-$work}
mkdir -p "$trees"
trees=$(realpath "$trees")
watcher='' monitor=''
# shellcheck disable=SC2317,SC2329  # called by the trap
end() {
  # shellcheck disable=SC2086  # numbers, or nothing
  kill $watcher $monitor 2>/dev/null || :
  wait
  rm -rf "$work"
}
trap end EXIT
mkdir -m 700 "$work/run"
export HOME=$work XDG_CACHE_HOME=$work/cache XDG_RUNTIME_DIR=$work/run GIT_CONFIG_NOSYSTEM=1
export GIT_PS1_TIMEOUT_MS=60000
unset GIT_DIR GIT_WORK_TREE
git config --global user.name bench
git config --global user.email bench@example.org
# What takes no part in it, but may begin at any time.
git config --global gc.auto 0
git config --global maintenance.auto false
all="env GIT_PS1_SHOWDIRTYSTATE=1 GIT_PS1_SHOWUNTRACKEDFILES=1 GIT_PS1_SHOWSTASHSTATE=1"
all+=" GIT_PS1_SHOWUPSTREAM=auto GIT_PS1_SHOWCONFLICTSTATE=yes $release/gitps1"
# Started in the same way, so that both pay for that.
plain="env GIT_PS1_SHOWDIRTYSTATE= GIT_PS1_SHOWUNTRACKEDFILES= GIT_PS1_SHOWSTASHSTATE= A=1 B=1 $release/gitps1"

has() { # has ROW...: whether one of them is wanted
  local row
  for row; do case $wanted in *,"$row",*) return 0 ;; esac; done
  return 1
}
row() { # row WORK OURS THEIRS UNIT TARGET: two figures that were taken once
  awk -v work="$1" -v ours="$2" -v theirs="$3" -v unit="$4" -v target="$5" 'BEGIN {
    ratio = theirs > 0 ? ours / theirs : 9999
    printf "%s | %.2f %s | %.2f %s | %.2f | %s | %s\n", work, ours, unit, theirs, unit, ratio, target,
      ratio <= target ? "yes" : "no"
  }'
}
start() {
  "$release/gitps1" --watch &
  watcher=$!
}
stop() {
  [ -n "$watcher" ] || return 0
  kill "$watcher"
  wait "$watcher" || :
  watcher=''
}
# Asks until the watcher answers for this directory.
until_watched() {
  local source=''
  for _ in {1..1200}; do
    source=$("$release/gitps1" --format '{conflicted}{source}')
    [ "$source" != watcher ] || return 0
    sleep .1
  done
  echo "not watched: $("$release/gitps1" --watch --status)" >&2
  return 1
}
field() { awk -v name="$2:" '$1 == name { sum += $2 } END { print sum }' "/proc/$1/status"; }
wakeups() { cat "/proc/$1"/task/*/status | awk '/ctxt_switches/ { sum += $2 } END { print sum }'; }

# The newest git has a monitor of its own. It runs by the libraries of its own Debian.
newer_git() {
  local root linker libraries
  root=$("$here/../Tests/Rigs/newer-debian.sh" root sid git | tail -n 1) || return 1
  linker=$(find "$root/usr/lib64" "$root/usr/lib" -name 'ld-linux*' -print -quit 2>/dev/null || :)
  [ -n "$linker" ] || return 1
  libraries=$(find "$root/usr/lib" -maxdepth 1 -type d -name '*-linux-gnu' -print -quit)
  cat >"$work/newer" <<NEWER
#!/bin/sh
GIT_EXEC_PATH='$root/usr/lib/git-core' exec '$linker' --library-path '$libraries' '$root/usr/bin/git' \\
  -c core.fsmonitor=true -c core.untrackedCache=true "\$@"
NEWER
  chmod +x "$work/newer"
}

# make_tree NAME FILES: a work tree among the trees, where it is not there yet.
make_tree() {
  [ ! -e "$trees/$1.made" ] || return 0
  echo "making $trees/$1, $2 files" >&2
  rm -rf "${trees:?}/$1"
  "$here/make-repository.sh" "$trees/$1" "$2"
  if [ "$1" = large ]; then
    # A branch in which every file is another.
    git -C "$trees/$1" ls-files '*.c' | awk '
      BEGIN { print "commit refs/heads/other\ncommitter A <a@example.org> 1700000001 +0000\ndata 6\nother\n\nfrom refs/heads/main" }
      { text = "long value" NR ";\n"; printf "M 100644 inline %s\ndata %d\n%s\n", $0, length(text), text }
      END { print "done" }' | git -C "$trees/$1" fast-import --quiet --done
  fi
  touch "$trees/$1.made"
}

"$here/make-repository.sh" "$work/small" 100
! has watched status eight memory rest monitor checkout none || make_tree large "$files"
[ "$many" = 0 ] || ! has many none || make_tree many "$many"
if has monitor none && [ ! -e "$trees/monitored.made" ] && newer_git; then
  rm -rf "$trees/monitored"
  cp -a "$trees/large" "$trees/monitored"
  touch "$trees/monitored.made"
fi

cd "$work/small"
if has small; then
  $all >/dev/null
  "$here/versus" 'all options, 100 files, no watcher (the default prompt)' 1.25 "$all" "$plain" -r 300
fi

if has watched status eight memory rest monitor checkout; then
  cd "$trees/large"
  start
  until_watched
fi
! has watched ||
  "$here/versus" "all options, $files files, watched (the default prompt)" 1.3 "$all" "$plain" -r 300
! has status ||
  "$here/versus" "all options, $files files, watched (git status)" 0.01 "$all" \
    'git status --porcelain=2 --branch' -r 15
if has eight; then
  # Eight at once have two processors: as many follow each other on one.
  printf '#!/bin/sh\nfor _ in 1 2 3 4 5 6 7 8; do %s & done >/dev/null\nwait\n' "$all" >"$work/eight"
  printf '#!/bin/sh\nfor _ in 1 2 3 4; do %s; done >/dev/null\n' "$all" >"$work/four"
  chmod +x "$work/eight" "$work/four"
  "$here/versus" "eight shells at once, $files files, watched (four prompts after each other)" 1.5 \
    "taskset -c 0,1 $work/eight" "taskset -c 0,1 $work/four" -r 60
fi
if has memory; then
  until_watched
  sleep 1
  row "memory of the watcher, $files files (gitstatusd)" "$(field "$watcher" VmRSS)" 45056 kB 0.25
fi
if has rest; then
  before=$(wakeups "$watcher")
  sleep 60
  row "wake-ups of the watcher at rest, 60 s (none)" "$(($(wakeups "$watcher") - before))" 1 '' 0
fi

if has monitor && newer_git; then
  "$work/newer" -C "$trees/monitored" fsmonitor--daemon run >/dev/null 2>&1 &
  monitor=$!
  sleep 2
  for _ in 1 2 3; do "$work/newer" -C "$trees/monitored" status >/dev/null; done
  if "$work/newer" -C "$trees/monitored" fsmonitor--daemon status >/dev/null; then
    until_watched
    "$here/versus" "all options, $files files, watched ($("$work/newer" version) with its monitor)" \
      0.08 "$all" "$work/newer -C $trees/monitored status --porcelain=2 --branch" -r 60
    row "memory of the watcher, $files files (git's monitor)" "$(field "$watcher" VmRSS)" \
      "$(field "$monitor" VmRSS)" kB 1.5
  else
    echo "$("$work/newer" version) has no monitor here" >&2
  fi
  kill "$monitor" || :
  wait "$monitor" || :
  monitor=''
elif has monitor; then
  echo "a newer git with a monitor could not be had: not compared" >&2
fi

checkout() { # checkout BRANCH: the seconds that the kernel spends
  local TIMEFORMAT=%S
  { time git checkout -q "$1" 2>/dev/null; } 2>&1
}
median() { tr ' ' '\n' <<<"$*" | grep . | sort -n | awk '{ all[NR] = $1 } END { print (all[int((NR + 1) / 2)] + all[int(NR / 2) + 1]) / 2 }'; }
if has checkout; then
  # All files are written, which is four events for each.
  with='' without=''
  for _ in 1 2 3; do
    for branch in other main; do
      until_watched
      with+="$(checkout "$branch") "
    done
    until_watched
    stop
    for branch in other main; do without+="$(checkout "$branch") "; done
    start
  done
  # shellcheck disable=SC2086  # one figure each
  row "a checkout of $files files, watched, its system time (without a watcher)" \
    "$(median $with)" "$(median $without)" s 1.1
fi
stop

has many || exit 0
# Each directory is watched, and the watcher leaves half of the watches to others.
needed=$((many / 8 + 4000)) limit=/proc/sys/fs/inotify/max_user_watches
if [ "$(cat $limit)" -lt "$needed" ]; then
  before=$(cat $limit)
  if ! echo "$needed" 2>/dev/null >$limit; then
    echo "$many files: not measured: fs.inotify.max_user_watches is $before, and $needed are needed" >&2
    exit 0
  fi
  trap 'echo "$before" >$limit; end' EXIT
fi
cd "$trees/many"
start
until_watched
"$here/versus" "all options, $many files, watched (the default prompt)" 1.3 "$all" "$plain" -r 300
"$here/versus" "all options, $many files, watched (git status)" 0.01 "$all" \
  'git status --porcelain=2 --branch' -r 9
