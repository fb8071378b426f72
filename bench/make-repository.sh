#!/bin/bash
# make-repository.sh DIRECTORY [FILES [FILES-A-DIRECTORY [COMMITS]]]
#
# Makes a repository with one commit of many small files, the same for the same numbers; with
# COMMITS, the branch `upstream` is so many commits ahead of it.
set -euo pipefail
directory=$1 files=${2:-102000} each=${3:-16} commits=${4:-0}
export GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null
git -c init.defaultBranch=main init -q "$directory"
cd "$directory"
awk -v files="$files" -v each="$each" -v commits="$commits" '
function commit(branch, message, date) {
  printf "commit refs/heads/%s\ncommitter A <a@example.org> %d +0000\n", branch, 1700000000 + date
  printf "data %d\n%s\n", length(message), message
}
BEGIN {
  commit("main", "first", 0)
  for (i = 0; i < files; i++) {
    d = int(i / each)
    path = sprintf("part%02d/section%03d/unit%04d/file%02d.c", d % 20, int(d / 20) % 40, d, i % each)
    text = sprintf("int value%d = %d;\n", i, (i * 7919) % 104729)
    printf "M 100644 inline %s\ndata %d\n%s\n", path, length(text), text
  }
  # Ignore rules as a project has them.
  text = "*.o\n*.a\n/build/\nnode_modules/\n!keep.o\n"
  printf "M 100644 inline .gitignore\ndata %d\n%s\n", length(text), text
  for (i = 1; i <= commits; i++) {
    commit("upstream", "change " i, i)
    if (i == 1) printf "from refs/heads/main\n"
    text = i "\n"
    printf "M 100644 inline count\ndata %d\n%s\n", length(text), text
  }
  print "done"
}' | git fast-import --quiet --done
git checkout -q -f main
# git writes the index a second time so that no entry is left racy.
sleep 1.1
git update-index -q --refresh
touch -d '2020-01-01' .git/info/exclude
git status --porcelain >/dev/null
