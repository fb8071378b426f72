import Foundation
import Support
import Testing

/// `gitps1 --watch`, and prompts that ask it.
@Suite struct WatcherTests {
  /// A repository with a watcher beside it.
  private struct Ground {
    let repository: GitRepository
    let runtime: Scratch
    let variables: [String: String?]

    init() throws {
      // The watcher serves what is on a file system that tells of every change.
      repository = try GitRepository(in: "/dev/shm")
      runtime = try Scratch()
      var variables = repository.variables
      variables["XDG_RUNTIME_DIR"] = runtime.path
      variables["XDG_CACHE_HOME"] = runtime.path("cache")
      self.variables = variables
      try repository.shell("mkdir d; echo a > d/a; echo b > b; git add .; git commit -qm one")
    }

    func watch() throws -> Background {
      let watcher = try Background([product("gitps1"), "--watch"], variables: variables)
      try watcher.ready { FileManager.default.fileExists(atPath: socket) }
      return watcher
    }

    var socket: String { runtime.path("detour/gitps1.sock") }

    func run(_ arguments: String...) throws -> Outcome {
      try Support.run(
        [product("gitps1")] + arguments, variables: variables, directory: repository.path)
    }

    static let fields = "{staged}/{unstaged}/{untracked}/{conflicted}"

    /// What is shown, and who knew it.
    func shown() throws -> (counts: String, source: String) {
      let parts = try run("--format", Self.fields + " {source}").output.split(separator: " ")
      return (String(parts[0]), parts[1].trimmingCharacters(in: .newlines))
    }

    /// Asks until the watcher answers, which on a busy machine may be later than a prompt waits;
    /// what is shown must be right all the while.
    func expect(_ counts: String, _ location: SourceLocation = #_sourceLocation) throws {
      let isServed = try eventually(within: .seconds(120)) {
        let shown = try shown()
        #expect(shown.counts == counts, sourceLocation: location)
        return shown.source == "watcher"
      }
      #expect(isServed, sourceLocation: location)
    }
  }

  @Test func answersAndSaysWhatItServes() throws {
    let ground = try Ground()
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
  @Test func survivesWhatIsNoQuestion() throws {
    let ground = try Ground()
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

  /// A process that has taken the watcher's place says nonsense, nothing, or goes while it is asked.
  @Test(arguments: [
    "c.send(b'\\1')", "c.send(os.urandom(42))", "c.send(b'\\1' + bytes(41) + b'x')", "pass",
    "c.recv(65536)", "held.append(c)", "c.recv(65536); held.append(c)",
    "c.recv(65536); c.send(b'\\1' * 70000)", "c.recv(65536); c.send(b'\\0\\1')",
  ]) func isNotMisledByAnotherPeer(behaviour: String) throws {
    let ground = try Ground()
    try shell("mkdir -m 700 '\(ground.runtime.path("detour"))'")
    let peer = try Background([
      "python3", "-c",
      """
      import os, socket, sys
      held = []
      s = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
      s.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 20)
      s.bind(sys.argv[1]); s.listen()
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
  @Test func asksOnlyInADirectoryOfItsOwn() throws {
    let ground = try Ground()
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
  func isNotAskedWithVariables(name: String) throws {
    let ground = try Ground()
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
  @Test func mountsAreRefused() throws {
    let ground = try Ground()
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
