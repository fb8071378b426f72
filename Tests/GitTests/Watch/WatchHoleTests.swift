import Foundation
import Support
import Testing

@testable import Git

/// Ways to change a file, among them those of which the kernel tells late, under another name, or
/// not at all.
@Suite struct WatchHoleTests {
  private static let python = """
    import ctypes, mmap, os, sys
    def mapped(path):
      file = os.open(path, os.O_RDWR); view = mmap.mmap(file, 0); os.close(file); return view

    """

  @Test(arguments: [
    "echo longer >> d/a", "printf z | dd of=d/a conv=notrunc status=none", "truncate -s 1 d/a",
    "chmod +x d/a", "touch -m d/a", "rm d/a", "mv d/a d/b", "echo x > ../out/n; mv ../out/n d/a",
    "ln -sf nowhere d/a", "cp --reflink=auto top d/a", "mkdir -p n/e/w; touch n/e/w/file",
    "mv d moved", "mv d ../out/d", "mv d ../out/d; mv ../out/d d2; echo x >> d2/deep/b",
    "mv d d2; mv d2 d; echo x >> d/deep/b", "rm -rf d; mkdir -p d/deep; echo x > d/deep/b",
    "cp -r d ../out/copy; rm -rf d; mv ../out/copy d; echo y >> d/deep/b",
    "rm -rf d; ln -s ../out d", "echo 'file' > .gitignore; touch d/file",
    "mkdir u; touch u/x; echo x > u/.gitignore; echo .gitignore >> u/.gitignore",
    "exec 3>>../out/open; mv ../out/open d/a; echo late >&3",
    "exec 3>>d/a; mv d/a d/c; echo late >&3; mv d/c d/a",
    "git init -q nested; touch nested/x",
    "git init -q u/nested; touch u/nested/x; rm -rf u/nested/.git",
    "touch more; git add -A; git commit -qm more; echo x > top; git add top",
    "git rm -q --cached d/deep/b",
    "git rm -rq d; git reset -q", "git update-index --assume-unchanged top; echo x >> top",
    "printf 'a\\n' > top; git add top; printf 'b\\n' > top", "rm .git/index",
    "git checkout -q other",
    "git checkout -q -b third; git config core.fileMode false; chmod +x top",
    "echo '* text eol=crlf' > d/.gitattributes; touch d/a d/deep/b",
    "echo new > .git/info/exclude; touch new d/new", "git replace HEAD $(git rev-parse other)",
    "git gc -q", "git pack-refs --all",
  ]) func `is seen`(script: String) throws {
    let watching = try Self.watching()
    _ = try watching.observe()
    try watching.expect(after: script)
    // And what comes after it.
    try watching.expect(
      after: "for f in d/a d/deep/b top d2/deep/b; do [ ! -f $f ] || echo more >> $f; done")
  }

  private static func watching() throws -> Watching {
    try Watching(
      """
      mkdir -p d/deep; echo a > d/a; echo b > d/deep/b; echo top > top; git add .; git commit -qm one
      git branch other; echo 2 > top; git commit -qam two
      """)
  }

  private static func run(_ code: String, in watching: Watching) throws {
    let outcome = try Support.run(
      ["python3", "-c", python + code], variables: watching.repository.variables,
      directory: watching.repository.path)
    guard outcome.code == 0 else { throw Unexpected("\(code): \(outcome)") }
  }

  /// A store through a mapping raises nothing until the last mapping goes.
  @Test func `a mapping is seen when it is closed`() throws {
    let watching = try Self.watching()
    #expect(try watching.observe() == Observation(0, 0, 0, 0))
    try Self.run("view = mapped('d/deep/b'); view[0] = 120; view.close()", in: watching)
    #expect(try watching.observe() == Observation(0, 1, 0, 0))
    try watching.expect(after: ":")
    // A file that was written so once is looked at from then on, while it is mapped again.
    try watching.repository.shell("git checkout -q -- d; sync")
    #expect(try watching.observe() == Observation(0, 0, 0, 0))
  }

  /// And what is stored while the mapping is still there, of a file that was written so before.
  @Test func `a mapping is seen while it is open, once it is known`() throws {
    let watching = try Self.watching()
    _ = try watching.observe()
    try Self.run("view = mapped('d/deep/b'); view[0] = 120; view.close()", in: watching)
    try watching.expect(after: ":")
    try watching.repository.shell("git checkout -q -- d; sync")
    #expect(try watching.observe() == Observation(0, 0, 0, 0))
    let ready = watching.repository.home + "/stored"
    let code = """
      import time
      view = mapped('d/deep/b'); view[0] = 121; open(sys.argv[1], 'w').close(); time.sleep(600)
      """
    let holder = try Background([
      "env", "-C", watching.repository.path, "python3", "-c", Self.python + code, ready,
    ])
    try holder.ready { FileManager.default.fileExists(atPath: ready) }
    #expect(try watching.observe() == Observation(0, 1, 0, 0))
    try watching.expect(after: ":")
    holder.stop()
    try watching.expect(after: ":")
  }

  /// An asynchronous write raises nothing until the file is closed; what a ring writes raises what
  /// any write does.
  @Test(arguments: ["aio", "ring"]) func `an asynchronous write is seen`(way: String) throws {
    let watching = try Self.watching()
    _ = try watching.observe()
    let program = watching.repository.home + "/write-aside"
    try shell("cc -o '\(program)' '\(rig("write-aside.c"))'")
    for file in ["d/a", "d/deep/b", "top"] {
      let outcome = try Support.run([program, way, file], directory: watching.repository.path)
      // A machine may forbid rings altogether, kernel.io_uring_disabled: then nobody writes so.
      if way == "ring", outcome.code == 77 { try Test.cancel("no rings here: \(outcome.error)") }
      #expect(outcome.code == 0, "\(outcome)")
      #expect(try watching.observe() == Observation(0, 1, 0, 0))
      try watching.expect(after: ":")
      try watching.expect(after: "git checkout -q -- \(file)")
    }
  }

  /// A file that is linked before it is looked at first, and changed through its other name.
  @Test func `a link outside is seen`() throws {
    let watching = try Self.watching()
    try watching.repository.shell("ln d/deep/b ../out/link")
    #expect(try watching.observe() == Observation(0, 0, 0, 0))
    for _ in 0..<3 { try watching.expect(after: "echo more >> ../out/link") }
  }

  /// A name in another directory of the tree raises nothing where the file was before.
  @Test(arguments: [
    "ln top d/link; echo x >> d/link", "ln top d/link; echo x >> d/link; rm d/link",
    "ln top d/link; echo x >> d/link; mv d/link d/deep/link; rm d/deep/link",
    "ln top d/link; echo x >> d/link; mv d/link ../out/",
    "exec 3>>top; ln top d/link; echo x >> d/link",
    "ln d/a ../out/l; mv ../out/l top2; echo x >> top2", "ln top d/link; chmod +x d/link",
  ]) func `a link inside is seen`(script: String) throws {
    let watching = try Self.watching()
    _ = try watching.observe()
    try watching.expect(after: script)
    try watching.expect(after: "[ ! -f d/link ] || echo y >> d/link")
  }

  /// A file without a name that gets one, and is then written through the same descriptor.
  @Test func `a file that gets its name later is seen`() throws {
    let watching = try Self.watching()
    _ = try watching.observe()
    try Self.run(
      """
      libc = ctypes.CDLL(None, use_errno=True)
      os.unlink('d/deep/b')
      file = os.open('d/deep', os.O_TMPFILE | os.O_WRONLY, 0o644)
      os.write(file, b'b\\n')
      assert libc.linkat(-100, b'/proc/self/fd/%d' % file, -100, b'd/deep/b', 0x400) == 0
      """, in: watching)
    try watching.expect(after: ":")
    try Self.run(
      """
      libc = ctypes.CDLL(None, use_errno=True)
      file = os.open('d', os.O_TMPFILE | os.O_WRONLY, 0o644)
      assert libc.linkat(-100, b'/proc/self/fd/%d' % file, -100, b'd/deep/tmp', 0x400) == 0
      os.rename('d/deep/tmp', 'd/a')
      os.write(file, b'later\\n')
      """, in: watching)
    try watching.expect(after: ":")
  }

  /// Rules outside of the tree are looked at for each question.
  @Test func `rules outside are seen`() throws {
    let watching = try Self.watching()
    try watching.expect(
      after: "touch ignored; mkdir -p ~/.config/git; echo ignored > ~/.config/git/ignore")
    try watching.expect(after: "echo other > ~/.config/git/ignore")
    try watching.expect(after: "rm ~/.config/git/ignore")
    try watching.expect(
      after: "echo '* text eol=crlf' > ~/.config/git/attributes; touch top d/a")
  }

  /// A file that may be missing is looked for, too. Not every git knows of such.
  @Test func `optional rules outside are seen`() throws {
    let watching = try Self.watching()
    try watching.repository.shell(
      """
      git config core.excludesFile ':(optional)~/ignore'; touch ignored
      git config core.attributesFile ':(optional)~/attributes'
      """)
    func seen() throws -> Observation {
      let seen = try watching.observe()
      #expect(try watching.repository.ours(counting: true) == seen)
      return seen
    }
    #expect(try seen() == Observation(0, 0, 1, 0))
    try watching.repository.shell("echo ignored >~/ignore")
    #expect(try seen() == Observation(0, 0, 0, 0))
    try watching.repository.shell("echo '* text eol=crlf' >~/attributes; printf 'a\\r\\n' >top")
    _ = try seen()
    try watching.repository.shell("rm ~/ignore ~/attributes")
    #expect(try seen().untracked == .count(1))
  }

  /// The same descriptor or number of a watch never stands for two directories.
  @Test func `directories that change places are seen`() throws {
    let watching = try Self.watching()
    _ = try watching.observe()
    for _ in 0..<5 {
      try watching.expect(after: "mkdir -p e/deep; mv d t; mv e d; mv t e; echo x >> e/deep/b")
      try watching.expect(
        after: "mv e ../out/e; echo y >> ../out/e/deep/b; mv ../out/e e; echo z > e/new")
    }
  }

  /// What happens in one directory does not make others be looked at.
  @Test func `only what is marked is looked at`() throws {
    let watching = try Self.watching()
    #expect(try watching.observe() == Observation(0, 0, 0, 0))
    try watching.repository.shell("echo x >> d/deep/b; touch d/new")
    #expect(try watching.observeAtOnce() == Observation(0, 1, 1, 0))
    #expect(!watching.tree.wantsScan)
  }

  /// An index that is too large to be read while somebody waits is read when nobody does.
  @Test func `a large index is not forgotten`() throws {
    let watching = try Watching(
      """
      echo a > a; id=$(git hash-object -w a)
      seq 60001 | sed "s|.*|100644 $id 0\td/&|" | git update-index --index-info
      """)
    #expect(try watching.observe() == Observation(60001, 60001, 1, 0))
    try watching.repository.shell("git update-index --add a")
    #expect(try watching.reply() == .refusal(.scanning))
    #expect(watching.tree.wantsScan)
    #expect(try watching.observe() == Observation(60002, 60001, 0, 0))
  }

  /// More events than the queue holds: all of it is looked at again.
  @Test func `an overflow is not missed`() throws {
    let watching = try Self.watching()
    _ = try watching.observe()
    let limit = try String(
      contentsOfFile: "/proc/sys/fs/inotify/max_queued_events", encoding: .utf8)
    let count = (Int(limit.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 16384) + 100
    try Self.run(
      """
      for number in range(\(count)):
        os.close(os.open('d/a%d' % (number % 2), os.O_WRONLY | os.O_CREAT)); os.unlink('d/a%d' % (number % 2))
      open('d/deep/new', 'w').close()
      """, in: watching)
    #expect(try watching.reply() == .refusal(.overflow))
    try watching.expect(after: ":")
  }
}
