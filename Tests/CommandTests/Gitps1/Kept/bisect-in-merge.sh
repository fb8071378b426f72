# Of two operations at once the first that git's script looks for is shown.
git init -q repository; cd repository; place=.
for i in 1 2 3; do echo $i > file; git add file; git commit -q -m $i; done
git checkout -q -b other HEAD~1; echo other > file; git commit -q -a -m other; git checkout -q main
git bisect start -q HEAD HEAD~2; git checkout -q main; git merge -q other || :
