import Foundation
import Support
import Testing

/// `gitps1 --watch`, and prompts that ask it.
@Suite struct WatcherTests {
  @Test func `answers and says what it serves`() throws {
    let ground = try WatcherGround()
    #expect(try ground.shown().source == "walk")
    let none = try ground.run("--watch", "--status")
    #expect(none.code == 1 && none.error.contains("no watcher answers at"))
    let watcher = try ground.watch()
    #expect(
      try ground.run("--watch", "--status").output.hasPrefix("no work tree was asked about yet"))
    try ground.expect("///")
    try ground.repository.shell("echo x >> d/a; touch new; git add new; touch other")
    try ground.expect("1/1/1/")
    let text = try ground.run("--watch", "--status").output
    #expect(text.contains("\(ground.repository.path): "))
    let json = try ground.run("--watch", "--status", "--json").output
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    #expect(object["version"] as? Int == 1)
    #expect(
      (object["trees"] as? [[String: Any]])?.first?["top"] as? String == ground.repository.path)
    // The same segment with it and without.
    let with = try run(
      [product("gitps1")],
      variables: ground.variables.merging([
        "GIT_PS1_SHOWDIRTYSTATE": "1", "GIT_PS1_SHOWUNTRACKEDFILES": "1",
      ]) { $1 }, directory: ground.repository.path)
    #expect(with.output == "main *+%\n")
    // Only one at a time.
    let second = try ground.run("--watch")
    #expect(second.code == 1 && second.error.contains("cannot watch: File exists"))
    watcher.stop()
    #expect(try ground.shown() == ("1/1/1/", "walk"))
    // One that was killed leaves a socket behind, which the next one takes away.
    let next = try Background([product("gitps1"), "--watch"], variables: ground.variables)
    try ground.expect("1/1/1/")
    next.stop()
  }

  /// Nothing that comes over the socket ends it.
  @Test func `survives what is no question`() throws {
    let ground = try WatcherGround()
    let watcher = try ground.watch()
    try ground.expect("///")
    try shell(
      """
      python3 - '\(ground.socket)' <<'END'
      import os, random, socket, sys
      held = []
      for number in range(300):
        peer = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        peer.settimeout(10)
        peer.connect(sys.argv[1])
        if number % 3 == 0:
          held.append(peer)
          held = held[-20:]
          continue
        size = random.choice([0, 1, 4, 100, 5000, 70000])
        try:
          peer.send(random.choice([b"", b"dps\\1", b"dps\\1\\0\\0\\0\\5" + b"0.1.0\\1"]) + os.urandom(size))
          if number % 2: peer.recv(100)
        except OSError: pass
        peer.close()
      END
      """)
    #expect(watcher.isRunning)
    try ground.repository.shell("touch new")
    try ground.expect("//1/")
    watcher.stop()
  }

  private func calls(_ log: String) throws -> [String] {
    try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n").map(String.init)
  }

  /// An answered prompt opens neither index nor memory nor any object, and starts no thread.
  @Test func `an answered prompt looks at nothing itself`() throws {
    let ground = try WatcherGround()
    try ground.repository.shell(
      """
      git branch up; echo c > b; git commit -qam two; git branch -q -u up; echo s >> b; git stash -q
      echo x >> d/a; touch new
      """)
    let format = WatcherGround.fields + "/{ahead}/{behind}/{stashes} {source}"
    func trace() throws -> (shown: String, calls: [String]) {
      let log = ground.runtime.path("calls")
      let shown = try run(
        [
          "strace", "-f", "-o", log, "-e", "trace=%file,clone,clone3,fork,vfork",
          product("gitps1"), "--format", format,
        ], variables: ground.variables, directory: ground.repository.path)
      return (shown.output.trimmingCharacters(in: .newlines), try calls(log))
    }
    func opens(_ call: String) -> Bool {
      call.contains("open") && call.contains("O_RDONLY")
        && ["/.git/index\"", "/.git/objects", ground.runtime.path("cache")].contains {
          call.contains($0)
        }
    }
    let walking = try trace()
    #expect(walking.shown == "/1/1//1//1 walk")
    #expect(walking.calls.contains(where: opens))
    let watcher = try ground.watch()
    try ground.expect("/1/1/")
    var answered = walking
    let isAnswered = try eventually(within: .seconds(60)) {
      answered = try trace()
      return answered.shown.hasSuffix(" watcher")
    }
    #expect(isAnswered)
    #expect(answered.shown == "/1/1//1//1 watcher")
    #expect(!answered.calls.isEmpty)
    #expect(
      answered.calls.filter { opens($0) || $0.contains("clone") || $0.contains("fork(") } == [])
    watcher.stop()
  }

  /// The watcher writes nothing beneath a tree, and runs nothing.
  @Test func `the watcher only reads`() throws {
    let ground = try WatcherGround()
    let log = ground.runtime.path("calls")
    let watcher = try Background(
      [
        "strace", "-f", "-qq", "-o", log, "-e", "trace=%file,fork,vfork", product("gitps1"),
        "--watch",
      ], variables: ground.variables)
    try watcher.ready { FileManager.default.fileExists(atPath: ground.socket) }
    try ground.expect("///")
    try ground.repository.shell(
      """
      echo x >> d/a; touch new; mkdir e; git add d; git mv b e/b; git config core.fsmonitor 'touch ran'
      """)
    try ground.expect("3//1/")
    watcher.stop()
    let top = ground.repository.path
    let calls = try calls(log)
    #expect(calls.contains { $0.contains("openat") && $0.contains(top) })
    #expect(calls.filter { $0.contains("execve(") }.count == 1)
    #expect(calls.filter { $0.contains("fork(") } == [])
    let writing = [
      "O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC", " unlink", " rename", " mkdir", " rmdir", " link",
      " symlink", " truncate", " chmod", " chown", " utime", " setxattr", " mknod",
    ]
    // Its own socket, which is elsewhere, is all that it makes.
    let written = calls.filter { call in writing.contains { call.contains($0) } }
    #expect(
      written.filter { !$0.contains("\"\(ground.runtime.path)") && !$0.contains("/dev/null") } == []
    )
  }

  /// Killed in any of the calls of an answer it gives none, or the right one.
  @Test(arguments: [
    "accept", "recvfrom", "getsockopt", "newfstatat", "openat", "inotify_add_watch", "read",
    "sendto", "close",
  ]) func `is killed while it answers`(call: String) throws {
    let ground = try WatcherGround()
    let watcher = try ground.watch()
    try ground.expect("///")
    let killer = try Background([
      "strace", "-f", "-p", "\(watcher.process)", "-e", "trace=\(call)", "-e",
      "inject=\(call):signal=KILL",
    ])
    try killer.ready { killer.error.contains("attached") }
    try ground.repository.shell("echo x >> d/a; touch new")
    let hasDied = try eventually {
      let shown = try ground.shown()
      #expect(shown.counts == "/1/1/")
      return !watcher.isRunning
    }
    #expect(hasDied, "\(killer.error)")
    killer.stop()
    watcher.stop()
    let next = try Background([product("gitps1"), "--watch"], variables: ground.variables)
    try ground.expect("/1/1/")
    next.stop()
  }

  /// References in a reftable, which only a newer git makes: its answers are the witness.
  @Test func `a reftable is watched`() throws {
    let debian = NewerDebian.forky
    try debian.root(with: ["git"])
    let ground = try WatcherGround()
    let place = ground.repository.path.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 }
    func newer(_ script: String) throws -> String {
      let outcome = try debian.apart(
        ["/bin/bash", "-euc", script], variables: ground.variables,
        directory: ground.repository.path, sharing: place)
      guard outcome.code == 0 else { throw Unexpected("\(script): \(outcome)") }
      return outcome.output
    }
    _ = try newer(
      """
      rm -rf .git; git init -q -b main --ref-format=reftable .; git add .; git commit -qm one
      git branch up; git branch -q -u up
      """)
    let watcher = try ground.watch()
    try ground.expect("///")
    let steps = [
      ("echo x >> d/a; git commit -qam two", "///"),
      ("echo y >> b; git add b; touch new", "1//1/"),
      ("git stash -q; git checkout -q --detach up", "//1/"), ("git checkout -q main", "//1/"),
      ("git stash pop -q", "/1/1/"),
      ("git pack-refs --all; git gc -q; git reset -q --soft up", "1/1/1/"),
    ]
    for (script, counts) in steps {
      _ = try newer(script)
      try ground.expect(counts)
      let expected = try newer("git rev-list --count --left-right HEAD...up").split(
        separator: "\n")[0]
      let ours = try ground.run("--format", "{branch}:{ahead}:{behind}").output
      guard !ours.hasPrefix(":") else { continue }
      let numbers = expected.split(separator: "\t").map { $0 == "0" ? "" : String($0) }
      #expect(ours == "main:\(numbers.joined(separator: ":"))\n", "\(script)")
    }
    watcher.stop()
  }

  /// A process that has taken the watcher's place says nonsense, nothing, or goes while it is asked.
  @Test(arguments: [
    "c.send(b'\\1')", "c.send(os.urandom(42))", "c.send(b'\\1' + bytes(41) + b'x')", "pass",
    "c.recv(65536)", "held.append(c)", "c.recv(65536); held.append(c)",
    "c.recv(65536); c.send(b'\\1' * 70000)", "c.recv(65536); c.send(b'\\0\\1')",
  ]) func `is not misled by another peer`(behaviour: String) throws {
    let ground = try WatcherGround()
    try shell("mkdir -m 700 '\(ground.runtime.path("detour"))'")
    let peer = try Background([
      "python3", "-c",
      """
      import os, socket, sys
      held = []
      s = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
      s.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 20)
      # It has its name once it listens.
      s.bind(sys.argv[1] + '.new'); s.listen(); os.rename(sys.argv[1] + '.new', sys.argv[1])
      while True:
        c, _ = s.accept()
        c.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 20)
        \(behaviour)
      """, ground.socket,
    ])
    try peer.ready { FileManager.default.fileExists(atPath: ground.socket) }
    try ground.repository.shell("touch new")
    for _ in 0..<3 { #expect(try ground.shown() == ("//1/", "walk")) }
    peer.stop()
  }

  /// A directory that others could put a socket into is not asked in.
  @Test func `asks only in a directory of its own`() throws {
    let ground = try WatcherGround()
    let watcher = try ground.watch()
    try ground.expect("///")
    try shell("chmod 755 '\(ground.runtime.path("detour"))'")
    for _ in 0..<3 { #expect(try ground.shown().source == "walk") }
    watcher.stop()
    let refused = try ground.run("--watch")
    #expect(refused.code == 1 && refused.error.contains("cannot watch: Operation not permitted"))
  }

  /// What the environment says of a repository the watcher cannot see.
  @Test(arguments: ["GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_DIR"])
  func `is not asked with variables`(name: String) throws {
    let ground = try WatcherGround()
    let watcher = try ground.watch()
    try ground.expect("///")
    let place = ["GIT_INDEX_FILE": "index", "GIT_OBJECT_DIRECTORY": "objects", "GIT_DIR": "."][
      name]!
    let outcome = try run(
      [product("gitps1"), "--format", "{conflicted}{source}"],
      variables: ground.variables.merging([name: ground.repository.path + "/.git/" + place]) { $1 },
      directory: ground.repository.path)
    #expect(outcome.output == "walk\n")
    watcher.stop()
  }

  /// Something mounted beneath the top, and other mounts: both need a mount namespace.
  @Test func `mounts are refused`() throws {
    let ground = try WatcherGround()
    let script = """
      mount -t tmpfs none '\(ground.repository.path)/d'
      '\(product("gitps1"))' --watch & watcher=$!
      while [ ! -e '\(ground.socket)' ]; do sleep 0.1; done
      for _ in 1 2 3; do '\(product("gitps1"))' --format '{conflicted}{source}'; sleep 0.3; done
      '\(product("gitps1"))' --watch --status
      kill $watcher
      """
    let outcome = try run(
      ["unshare", "--mount", "--propagation", "private", "/bin/bash", "-uc", script],
      variables: ground.variables, directory: ground.repository.path)
    #expect(outcome.output.hasPrefix("walk\nwalk\nwalk\n"), "\(outcome)")
    // A watcher here, a prompt elsewhere.
    try shell("rm '\(ground.socket)'")
    let watcher = try ground.watch()
    try ground.expect("///")
    let elsewhere = try run(
      ["unshare", "--mount", product("gitps1"), "--format", "{conflicted}{source}"],
      variables: ground.variables, directory: ground.repository.path)
    #expect(elsewhere.output == "walk\n")
    watcher.stop()
  }
}
