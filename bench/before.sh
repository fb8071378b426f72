#!/bin/bash
# before.sh RELEASE   gitps1 and wmctrl against the same of an earlier build, in the folder BEFORE.
set -euo pipefail
here=$(dirname "$(realpath "$0")")
release=$(realpath "$1")
before=$(realpath "${BEFORE:?is the folder of the earlier build}")

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME=$work XDG_CACHE_HOME=$work/cache GIT_CONFIG_NOSYSTEM=1 GIT_PS1_TIMEOUT_MS=60000
unset GIT_DIR GIT_WORK_TREE

row() { # row WORK OURS THEIRS TARGET
  awk -v work="$1" -v ours="$2" -v theirs="$3" -v target="$4" 'BEGIN {
    printf "%s | %d | %d | %.2f | %s | %s\n", work, ours, theirs, ours / theirs, target,
      ours / theirs <= target ? "yes" : "no"
  }'
}
bytes() { cat "$@" | wc -c; }
row 'gitps1 on disk' "$(bytes "$release/gitps1")" "$(bytes "$before/gitps1")" 0.10
row 'wmctrl on disk, with Xlib inside' "$(bytes "$release/wmctrl")" "$(bytes "$before/wmctrl")" 0.30
all() { bytes "$1"/{gitps1,wmctrl,wsctl,lidctl,detour}; }
row 'all programs on disk' "$(all "$release")" "$(all "$before")" 0.70

instructions() {
  "$1" >/dev/null
  valgrind --tool=callgrind --callgrind-out-file=/dev/null "$1" 2>&1 >/dev/null |
    sed -n 's/.*Collected : \([0-9]*\).*/\1/p'
}
# Both must say the same, or the figures mean nothing.
prompt() { # prompt WORK TARGET RUNS
  local ours theirs
  ours=$("$release/gitps1") theirs=$("$before/gitps1")
  [ "$ours" = "$theirs" ] || { echo "'$ours' is not '$theirs'" >&2 && exit 1; }
  # Each remembers in its own way: with one cache for both, each throws away what the other keeps.
  "$here/versus" "$1 (before)" "$2" "XDG_CACHE_HOME=$work/cache $release/gitps1" \
    "XDG_CACHE_HOME=$work/cache-before $before/gitps1" -r "$3"
  row "instructions of $1 (before)" "$(instructions "$release/gitps1")" \
    "$(instructions "$before/gitps1")" "$2"
}

git -c init.defaultBranch=main init -q "$work/small"
cd "$work/small"
for number in 1 2 3 4 5; do echo "$number" >"file$number"; done
git add . && git -c user.name=a -c user.email=a@b commit -qm first
prompt 'default prompt, small repository' 0.88 900
row 'page faults of a default prompt (before)' "$("$here/faults" "$release/gitps1")" \
  "$("$here/faults" "$before/gitps1")" 0.65

export GIT_PS1_SHOWDIRTYSTATE=1 GIT_PS1_SHOWUNTRACKEDFILES=1 GIT_PS1_SHOWSTASHSTATE=1
export GIT_PS1_SHOWUPSTREAM=auto GIT_PS1_SHOWCONFLICTSTATE=yes
prompt 'all options, small repository' 0.65 900
for files in 5000 102000; do
  "$here/make-repository.sh" "$work/tree" "$files"
  cd "$work/tree"
  case $files in
  5000) prompt 'all options, 5,000 files' 0.90 90 ;;
  *) prompt 'all options, 102,000 files' 1.0 15 ;;
  esac
  cd "$work" && rm -rf "$work/tree"
done

# A cache that cannot be written is none: the content is hashed at each prompt.
for format in sha1 sha256; do
  git -c init.defaultBranch=main init -q --object-format="$format" "$work/large"
  cd "$work/large"
  head -c 240000000 /dev/urandom >large
  git -c core.compression=0 add . && git -c user.name=a -c user.email=a@b commit -qm first
  sleep 1.1
  touch large
  said=$(XDG_CACHE_HOME=/dev/null/none "$release/gitps1")
  [ "$said" = main ] || { echo "the prompt of a touched file is '$said'" >&2 && exit 1; }
  "$here/versus" "240 MB of a touched file, $format (before)" 1.1 \
    "env XDG_CACHE_HOME=/dev/null/none $release/gitps1" \
    "env XDG_CACHE_HOME=/dev/null/none $before/gitps1" -r 15
  cd "$work" && rm -rf "$work/large"
done
