import Support
import Testing

@testable import Git

/// States of a work tree, as git and we see them.
@Suite struct WorkTreeStatusTests {
  private static let base = """
    mkdir -p a/b c; echo 1 > a/1; echo 2 > a/b/2; echo 3 > c/3; echo 4 > 4; ln -s 4 link
    printf '#!/bin/sh\\n' > run; chmod +x run; : > empty; git add .; git commit -qm first

    """

  static let states: [(String, String)] = [
    ("clean", ""),
    ("changed", "echo 22 > a/b/2"),
    ("same size, other content", "echo 9 > a/b/2"),
    ("touched", "touch -d '2001-01-01' a/1 4 empty; touch -h -d '2001-01-01' link"),
    ("removed", "rm a/1 c/3"),
    ("directory removed", "rm -r a"),
    ("staged", "echo 5 > 5; git add 5; echo 22 > a/b/2; git add a; git rm -q c/3"),
    ("staged and changed", "echo 5 > 5; git add 5; echo 6 > 5"),
    ("removed from the index", "git rm -q --cached a/1"),
    ("intent to add", "echo n > n; git add -N n"),
    ("intent to add, then removed", "echo n > n; git add -N n; rm n"),
    ("mode", "chmod -x run; chmod +x 4"),
    ("mode not trusted", "git config core.fileMode false; chmod -x run; chmod +x 4"),
    ("mode not trusted, touched", "git config core.fileMode false; chmod -x run; touch run"),
    ("link to file", "rm link; echo 4 > link"),
    ("link without links", "git config core.symlinks false; rm link; printf 4 > link"),
    ("link without links, changed", "git config core.symlinks false; rm link; echo 5 > link"),
    ("file to link", "rm 4; ln -s x 4"),
    ("link elsewhere", "rm link; ln -s 5 link"),
    ("file to directory", "rm 4; mkdir 4; echo x > 4/x"),
    ("file to empty directory", "rm 4; mkdir 4"),
    ("directory to file", "rm -r a; echo a > a"),
    ("directory to link", "mv a d; ln -s d a"),
    ("directory to link, ignored", "mv a d; ln -s d a; echo d > .gitignore; git add .gitignore"),
    ("untracked", "echo x > x; echo y > a/y; mkdir e f; echo z > e/z"),
    ("untracked deep only", "mkdir -p x/y/z; echo 1 > x/y/z/w"),
    ("untracked empty directories", "mkdir -p x/y/z a/e"),
    ("ignored", "echo '*.o' > .gitignore; git add .; echo x > x.o; mkdir d; echo x > d/y.o"),
    (
      "ignored with one exception",
      "printf '*.o\\n!k.o\\n' > .gitignore; touch x.o; mkdir d; touch d/k.o"
    ),
    ("ignored by info/exclude", "echo x > .git/info/exclude; touch x; mkdir a/x; touch a/x/y"),
    (
      "ignored by the user",
      "mkdir -p ../home/.config/git; echo x > ../home/.config/git/ignore; touch x"
    ),
    (
      "ignored by a file of the user's",
      "git config core.excludesFile '~/mine'; echo x > ../home/mine; touch x y"
    ),
    (
      "ignored directory with tracked files",
      "echo /a/ > .gitignore; git add .gitignore; touch a/new a/b/new"
    ),
    (
      "ignored inner directory with tracked files",
      "echo b > a/.gitignore; git add a/.gitignore; touch a/b/new"
    ),
    (
      "ignore file that is a link",
      "echo x > i; git add i; ln -s i .gitignore; git add .gitignore; touch x"
    ),
    ("nested repository", "git init -q n; git init -q a/n"),
    (
      "nested repository with a commit",
      "git init -q n; cd n; echo 1 > 1; git add .; git commit -qm 1"
    ),
    ("nested repository, ignored", "git init -q n; echo n > .gitignore; git add .gitignore"),
    ("special files", "mkfifo p; mkfifo a/q"),
    ("assumed unchanged", "git update-index --assume-unchanged a/1; echo x > a/1"),
    ("assumed unchanged, removed", "git update-index --assume-unchanged a/1; rm a/1"),
    ("skipped", "git update-index --skip-worktree a/1; rm a/1"),
    ("skipped but there", "git update-index --skip-worktree a/1; echo x > a/1"),
    ("ignore stat", "git config core.ignoreStat true; echo 5 > 5; git add 5; echo 6 > 5"),
    ("minimal check", "git config core.checkStat minimal; cp -p 4 5; mv 5 4"),
    ("no trust in ctime", "git config core.trustctime false; chmod o-r 4"),
    ("odd names", "touch $'new\\nline' ' space' 'größe'; mkdir $'a\\tb'; touch $'a\\tb/x'"),
    ("odd names, tracked", "touch $'new\\nline' $'\\xff\\xfe'; git add .; echo x > $'\\xff\\xfe'"),
    ("empty blob grown", "echo x > empty"),
    ("file emptied", ": > a/1"),
    ("no index", "rm .git/index"),
    (
      "case folded",
      "git config core.ignoreCase true; echo '*.TXT' > .gitignore; git add .; touch a.txt"
    ),
    (
      "merge conflict",
      """
      git checkout -qb x; echo x > 4; git commit -qam x; git checkout -q main; echo y > 4
      git commit -qam y; git merge -q x || :
      """
    ),
    (
      "conflict of two",
      """
      git checkout -qb x; echo x > 4; echo x > a/1; git commit -qam x; git checkout -q main
      echo y > 4; git rm -q a/1; git commit -qam y; git merge -q x || :; echo new > new; git add new
      """
    ),
    ("unborn", "git checkout -q --orphan o"),
    ("unborn and empty", "git checkout -q --orphan o; git rm -rqf ."),
    ("many staged in directories", "git mv a z; git mv c/3 a; rm -rf c"),
    ("file to directory, staged", "git rm -q 4; mkdir 4; echo x > 4/x; git add 4"),
    ("directory to file, staged", "git rm -rq a; echo a > a; git add a"),
    ("mode, staged", "chmod -x run; git add run"),
    ("index of version 4", "git update-index --index-version 4; echo 22 > a/b/2; touch n"),
    (
      "split index",
      "git update-index --split-index; echo 22 > a/b/2; echo 5 > 5; git add 5; touch n"
    ),
    (
      "untracked cache",
      "git update-index --untracked-cache; git status -s; touch n; git rm -q --cached c/3"
    ),
    (
      "alternate ignore and attributes",
      "echo '* text=auto' > .gitattributes; git add .; touch -d 2001-01-01 4"
    ),
  ]

  @Test(arguments: states.indices)
  func agreesWithGit(state: Int) throws {
    let (name, script) = Self.states[state]
    let repository = try GitRepository()
    try repository.shell(Self.base + script)
    try repository.expectAgreement(name)
  }

  @Test func agreesInSHA256() throws {
    let repository = try GitRepository(["--object-format=sha256"])
    try repository.shell(Self.base + "touch -d '2001-01-01' a/1 4; echo 5 > 5; git add 5; touch n")
    try repository.expectAgreement("SHA-256")
  }

  @Test(arguments: ["set a", "set c", "disable"])
  func agreesInASparseCheckout(command: String) throws {
    for option in ["--sparse-index", "--no-sparse-index"] {
      let repository = try GitRepository()
      try repository.shell(
        Self.base + """
          git sparse-checkout init --cone \(option); git sparse-checkout \(command)
          echo x > new
          """)
      try repository.expectAgreement("sparse \(command) \(option)")
    }
  }

  @Test func seesFilesOutsideOfTheSparseCheckout() throws {
    let repository = try GitRepository()
    try repository.shell(
      Self.base + """
        git sparse-checkout init --cone --no-sparse-index; git sparse-checkout set a
        mkdir c; echo 3 > c/3; echo new > c/new
        """)
    try repository.expectAgreement("equal file")
    try repository.shell("echo 4 > c/3")
    try repository.expectAgreement("changed file")
  }

  /// git puts the entries back that the index has only as a directory, once that is there.
  @Test func seesFilesOfASparseDirectory() throws {
    let repository = try GitRepository()
    try repository.shell(
      Self.base + """
        git sparse-checkout init --cone --sparse-index; git sparse-checkout set a
        git ls-files --sparse | grep -q '^c/$'; mkdir c; echo 3 > c/3
        """)
    #expect(try repository.ours(counting: true) == Observation(0, 0, 0, 0))
    try repository.shell("echo 4 > c/3")
    let changed = try repository.ours(counting: true)
    #expect(changed == Observation(0, 1, 0, 0))
    try repository.shell("echo new > c/new")
    #expect(try repository.ours(counting: true) == Observation(0, 1, 1, 0))
    // Git is asked last: it writes the index in full.
    #expect(try repository.flags() == Observation(0, 1, 1, 0))
  }
}
