# There the shared file's core.bare counts, though it does not in the work tree itself.
git init -q repository; cd repository; place=.
git commit -q --allow-empty -m c1
git worktree add -q --detach ../linked HEAD
cd ../linked
place="$(git rev-parse --absolute-git-dir)"
