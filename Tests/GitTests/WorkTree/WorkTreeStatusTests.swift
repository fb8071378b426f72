import Foundation
import Support
import System
import Testing

@testable import Git

/// States of a work tree, as git and we see them.
@Suite struct WorkTreeStatusTests {
  private static let base = """
    mkdir -p a/b c; echo 1 > a/1; echo 2 > a/b/2; echo 3 > c/3; echo 4 > 4; ln -s 4 link
    printf '#!/bin/sh\\n' > run; chmod +x run; : > empty; git add .; git commit -qm first

    """

  /// Puts other entries, as bytes of Python, before the trees that the index has cached.
  private static func with(_ entries: String) -> String {
    """
    python3 - <<'END'
    import hashlib
    index = open('.git/index', 'rb').read()
    new = \(entries) + index[index.rindex(b'TREE'):-20]
    open('.git/index', 'wb').write(new + hashlib.sha1(new).digest())
    END
    """
  }

  /// Leaves of the index the trees alone.
  private static let emptied = with("b'DIRC' + bytes([0, 0, 0, 2, 0, 0, 0, 0])")

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
  func `agrees with git`(state: Int) throws {
    let (name, script) = Self.states[state]
    let repository = try GitRepository()
    try repository.shell(Self.base + script)
    try repository.expectAgreement(name)
  }

  @Test func `agrees in SHA-256`() throws {
    let repository = try GitRepository(["--object-format=sha256"])
    try repository.shell(Self.base + "touch -d '2001-01-01' a/1 4; echo 5 > 5; git add 5; touch n")
    try repository.expectAgreement("SHA-256")
  }

  @Test(arguments: ["set a", "set c", "disable"])
  func `agrees in a sparse checkout`(command: String) throws {
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

  @Test func `sees files outside of the sparse checkout`() throws {
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
  @Test func `sees files of a sparse directory`() throws {
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

  /// The commit has other files in a directory of which the index holds only the tree.
  @Test(arguments: [
    "echo 4 >c/3; echo 1 >c/new; mkdir c/d; touch c/d/1 c/d/2", "git rm -qr c",
    "mkdir c/d; git mv c/3 c/d; chmod +x c/d/3; echo 1 >c/3",
  ]) func `counts files of a sparse directory`(change: String) throws {
    for backwards in [false, true] {
      let repository = try GitRepository()
      try repository.shell(
        Self.base + """
          (\(change)); git add .; git commit -qm second
          \(backwards ? "git branch next; git reset -q --hard HEAD~1" : "git branch next HEAD~1")
          git sparse-checkout init --cone --sparse-index; git sparse-checkout set a
          git reset -q --soft next
          """)
      #expect(try repository.ours(counting: true) == (try repository.counts()), "\(backwards)")
    }
  }

  /// To git a directory in the place of a file is the file's change alone, unless all is listed.
  @Test(arguments: ["normal", "all"]) func `sees a directory in the place of a file`(
    mode: String
  ) throws {
    let repository = try GitRepository()
    try repository.shell(
      Self.base + """
        git config status.showUntrackedFiles \(mode)
        rm 4 a/1 link; mkdir -p 4/deep a/1 link; touch 4/1 4/deep/2 a/1/3 a/1/4.o
        echo '*.o' >.git/info/exclude
        """)
    try repository.expectAgreement(mode, countsAgree: true)
  }

  /// Zero stands in an index for what has to be looked at, so that git does not write it there.
  @Test(
    arguments: [
      (0, 0), (1, 1), (1 << 32 - 1, 0xffff_ffff), (1 << 32, 0x8000_0000), (1 << 32 + 1, 1),
      (3 << 32, 0x8000_0000),
    ] as [(Int64, UInt32)]) func `has the size of large files`(size: Int64, kept: UInt32) throws
  {
    let repository = try GitRepository()
    try repository.shell("truncate -s \(size) file")
    #expect(try Status(of: repository.path + "/file").indexSize == kept)
  }

  /// The system's attributes come before all others, and are read from no other place.
  @Test func `takes the attributes of the system`() throws {
    let repository = try GitRepository()
    try repository.shell(
      "printf 'a\\r\\n' >t; git add t; git commit -qm t; touch -d 2001-01-01 t; echo '* text' >../at"
    )
    var options = repository.options()
    func unstaged() throws -> WorkTreeStatus.Amount {
      let opened = try #require(Repository(options))
      return WorkTreeStatus.examine(
        opened, objects: ObjectStore(opened), head: nil, wanting: [.unstaged]
      ).unstaged
    }
    #expect(try unstaged() == .count(0))
    options.systemAttributes = repository.path + "/../at"
    #expect(try unstaged() == .count(1))
  }

  /// An index whose trees tell of entries that it has not, as git has left one after a rebase with a
  /// split index: it is not what the commit is.
  @Test func `sees that an index has lost its entries`() throws {
    let repository = try GitRepository()
    try repository.shell(
      Self.base + Self.emptied)
    let ours = try repository.ours(counting: true)
    let expected = try repository.counts()
    #expect(ours == expected)
    #expect(try repository.ours(counting: false).staged == .count(1))
    #expect(try repository.code("diff", "--cached", "--quiet") == 1)
  }

  /// A tree of few files that was seen clean is looked at without a thread; nothing of what has
  /// changed since is passed over.
  @Test(arguments: [
    "", "echo 9 > c/3", "cp -p c/3 ../kept; echo 9 > c/3; touch -r ../kept c/3", "rm a/b/2",
    "chmod +x 4", "rm link; ln -s x link", "touch a/b/new", "mkdir n; touch n/x", "mkdir n",
    "echo '*.o' >> .git/info/exclude; touch c/x.o", "mv a d", "mv a d; ln -s d a",
    "echo 5 > 5; git add 5", "git rm -q --cached c/3",
    "git update-index --assume-unchanged 4; echo 5 > 4",
    "git config core.fileMode false; chmod +x 4", "git add -N c; echo n > n; git add -N n",
    "git commit -q --allow-empty -m two", "touch -d 2001-01-01 4",
    "mv c ../c; mkdir c; cp ../c/3 c/3", "git init -q n; git -C n commit -q --allow-empty -m n",
  ]) func `passes over nothing that changed since`(change: String) throws {
    let repository = try GitRepository()
    try repository.shell(Self.base + "sleep 0.2; git status\n")
    let cache = URL(filePath: repository.path).deletingLastPathComponent().path + "/cache"
    let clean = Observation(0, 0, 0, 0)
    #expect(try repository.ours(counting: false, cache: cache) == clean)
    #expect(try repository.isAsRemembered(cache: cache))
    #expect(try repository.ours(counting: false, cache: cache) == clean)
    try repository.shell(change)
    let flags = try repository.ours(counting: false, cache: cache)
    let counts = try repository.ours(counting: true, cache: cache)
    #expect(flags == (try repository.ours(counting: false)))
    #expect(flags == (try repository.flags()))
    #expect(counts == (try repository.counts()))
  }

  /// The same where HEAD is another commit by now: of a directory that became another one git still
  /// leaves out those in it that did not.
  @Test(arguments: [(head: "main", staged: 3), ("less", 0)])
  func `takes the word of an index for directories without entries`(head: String, staged: Int)
    throws
  {
    let repository = try GitRepository()
    try repository.shell(
      """
      mkdir -p d/same d/gone; echo 1 | tee d/same/f d/gone/f d/changed > top
      git add .; git commit -qm one; git branch one; git rm -q d/changed top; git commit -qm less; git branch less
      git reset -q --hard one
      echo 2 | tee d/changed > d/new; git rm -q d/gone/f; git add .; git commit -qm two
      git checkout -q --detach one; git update-ref --no-deref HEAD \(head)

      """ + Self.emptied)
    let ours = try repository.ours(counting: true)
    let expected = try repository.counts()
    #expect(ours == expected)
    #expect(ours.staged == .count(staged))
    #expect(try repository.ours(counting: false).staged.isAny == (staged > 0))
    #expect(try repository.code("diff", "--cached", "--quiet") == (staged > 0 ? 1 : 0))
  }

  /// Of the entries that such an index has git passes over as many as the directories should have that
  /// it leaves out: it has left one like that after a rebase without an index.
  @Test(arguments: [
    "zz", "a zz", "d/zz zz", "d/a d/zz e/f zz", "a d/a d/same/f d/zz zz", "d/changed zz",
  ])
  func `passes over entries as git does`(names: String) throws {
    let repository = try GitRepository()
    try repository.shell(
      """
      mkdir -p d/same d/gone; echo 1 | tee d/same/f d/gone/f d/gone/g d/changed > top
      git add .; git commit -qm one; git branch one
      echo 2 | tee d/changed > d/new; git rm -q d/gone/f; git add .; git commit -qm two
      git checkout -q --detach one; git update-ref --no-deref HEAD main; git ls-files > ../files
      for name in \(names); do
        GIT_INDEX_FILE=../few git update-index --add --cacheinfo "100644,$(git rev-parse one:top),$name"; done

      """ + Self.with("open('../few', 'rb').read()[:-20]"))
    let ours = try repository.ours(counting: true)
    #expect(ours.staged == (try repository.counts()).staged)
    #expect(
      try repository.ours(counting: false).staged.isAny
        == (repository.code("diff", "--cached", "--quiet") == 1))
  }
}
