import Foundation
import Support
import Testing

/// What the watcher must not stumble over: mounts, other users, trees that go while it looks; and the
/// forms that a repository may have.
@Suite struct WatcherTroubleTests {
  /// The forms that are served, and how they are made.
  @Test(arguments: [
    (["--object-format=sha256"], ":", "tree"), ([], "git update-index --split-index", "tree"),
    ([], "git update-index --index-version 4", "tree"),
    ([], "git sparse-checkout set d", "tree"), ([], "git worktree add -q ../linked", "linked"),
  ]) func `every form is served`(options: [String], script: String, tree: String) throws {
    let ground = try WatcherGround(options)
    try ground.repository.shell(script)
    let watcher = try ground.watch()
    try ground.expect("///", in: tree)
    let steps = [
      ("echo x >> d/a; touch new; git add new; touch other", "1/1/1/"),
      ("git commit -qm two", "/1/1/"), ("git stash -q", "//1/"), ("git reset -q HEAD~1", "//2/"),
      ("git checkout -q --detach; rm d/a", "/1/2/"), ("rm -r d", "/1/2/"),
    ]
    for (script, counts) in steps {
      try ground.repository.shell("cd '../\(tree)'; \(script)")
      try ground.expect(counts, in: tree)
    }
    watcher.stop()
  }

  /// What is mounted while a tree is served hides files, and says nothing.
  @Test func `mounts that come later`() throws {
    let ground = try WatcherGround()
    let said = try ground.apart(
      """
      watch
      served before
      mount -t tmpfs none d
      ask; ask
      status | head -n 1
      umount d
      echo x >> d/a
      served after
      mount --bind d d
      ask
      umount d
      served again
      """)
    #expect(
      said == """
        before: /// watcher
        /1// walk
        /1// walk
        \(ground.repository.path): not served: something is mounted beneath it
        after: /1// watcher
        /1// walk
        again: /1// watcher

        """)
  }

  /// An overlay tells nothing of what is done to its lower layer.
  @Test func `an overlay is not served`() throws {
    let ground = try WatcherGround()
    let said = try ground.apart(
      """
      mkdir ../layers
      mount -t tmpfs none ../layers
      cd ../layers
      mkdir upper work merged
      mount -t overlay -o 'lowerdir=\(ground.repository.path),upperdir=upper,workdir=work' none merged
      cd merged
      watch
      refused
      ask
      status | head -n 1
      """)
    #expect(
      said == """
        /// walk
        /// walk
        \(ground.above)/layers/merged: not served: its file system does not tell of every change

        """)
  }

  /// What a FUSE process changes by itself nobody is told of; nor does a prompt walk there unasked.
  @Test func `a FUSE file system is not served`() throws {
    let ground = try WatcherGround()
    let said = try ground.apart(
      """
      mkdir ../mirror
      bindfs '\(ground.repository.path)' ../mirror
      cd ../mirror
      watch
      refused
      ask
      touch new
      GIT_PS1_REMOTE=1 ask
      rm new
      status | head -n 1
      cd /
      umount '\(ground.above)/mirror'
      """)
    #expect(
      said == """
        /?/?/ walk
        /?/?/ walk
        //1/ walk
        \(ground.above)/mirror: not served: its file system does not tell of every change

        """)
  }

  /// A prompt with other mounts is told so, and `--status` says it, too.
  @Test func `a prompt elsewhere is told`() throws {
    let ground = try WatcherGround()
    let watcher = try ground.watch()
    let said = try ground.apart("ask; status | head -n 1")
    #expect(
      said == """
        /// walk
        \(ground.repository.path): not served: the prompt sees other mounts

        """)
    watcher.stop()
  }

  /// Somebody else's question is refused, whatever it says; and a prompt tells nobody else anything.
  @Test func `others are not answered`() throws {
    let ground = try WatcherGround()
    try shell("chown 65534 '\(ground.runtime.path)'")
    let watcher = try Background(
      ["setpriv", "--reuid=65534", "--clear-groups", product("gitps1"), "--watch"],
      variables: ground.variables)
    try watcher.ready { FileManager.default.fileExists(atPath: ground.socket) }
    let reply = try shell(
      """
      python3 - '\(ground.socket)' <<'END'
      import socket, sys
      peer = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
      peer.settimeout(30)
      peer.connect(sys.argv[1])
      peer.send(b"dps\\1")
      print(list(peer.recv(100)))
      END
      """)
    // A refusal, and why: it belongs to another user.
    #expect(reply == "[0, 16]\n")
    #expect(try ground.shown() == ("///", "walk"))
    watcher.stop()
    // Another's socket in the user's own directory.
    try shell("chown 0 .; rm -rf detour; mkdir -m 700 detour", directory: ground.runtime.path)
    let other = try Background([
      "python3", "-uc",
      """
      import os, socket, sys
      s = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
      s.bind(sys.argv[1] + '.new')
      os.chmod(sys.argv[1] + '.new', 0o777)
      os.rename(sys.argv[1] + '.new', sys.argv[1])
      os.setuid(65534)
      s.listen()
      print('ready')
      while True:
        c, _ = s.accept()
        print(c.recv(100))
      """, ground.socket,
    ])
    try other.ready { other.output == "ready\n" }
    #expect(try ground.shown() == ("///", "walk"))
    let hasHeard = eventually { other.output.split(separator: "\n").count > 1 }
    #expect(hasHeard)
    #expect(other.output == "ready\nb''\n")
    other.stop()
  }

  /// Trees that go, wholly or in part, while they are looked at for the first time.
  @Test func `a tree that goes while it is scanned`() throws {
    let ground = try WatcherGround()
    try ground.repository.shell(
      """
      mkdir -p {p..t}/{1..80}; for directory in [p-t]/*; do echo $directory > $directory/file; done
      git add .; git commit -qm many; mv ../tree ../whole; mkdir ../tree
      """)
    let watcher = try ground.watch()
    for pause in ["0.08", "0.1", "0.12", "0.14", "0.1", "0.12"] {
      try shell("rm -rf tree; cp -a whole tree", directory: ground.above)
      _ = try ground.run("--format", WatcherGround.fields)
      // It begins a tenth of a second after the question.
      try shell(
        "sleep \(pause); rm -rf tree/[q-s] tree/.git; rm -rf tree/?", directory: ground.above)
      _ = try ground.run("--format", WatcherGround.fields)
    }
    try shell("rm -rf tree; cp -a whole tree; rm -r tree/q", directory: ground.above)
    try ground.expect("/80//")
    try shell("cp -a whole/q tree/; touch tree/r/1/new", directory: ground.above)
    try ground.expect("//1/")
    #expect(watcher.isRunning)
    watcher.stop()
  }
}
