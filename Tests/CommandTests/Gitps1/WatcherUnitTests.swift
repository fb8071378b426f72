import Foundation
import Support
import System
import Testing

/// The watcher as a unit of a real user manager, `systemd --user`, installed as make install does.
@Suite(.serialized) struct WatcherUnitTests {
  private static let shared = Result {
    let rig = try LoginRig(upower: false, isInstalled: false, hasManager: true)
    let folder = URL(filePath: product("detour")).deletingLastPathComponent().path
    // What a prompt runs, whatever is installed.
    try shell("cp '\(product("gitps1"))' '\(rig.commands)/gitps1'; chmod 755 '\(rig.commands)'")
    try rig.shell(
      """
      mkdir -p ~/tree/d; cd ~/tree; git init -qb main; git config user.name a; git config user.email a@b
      echo a >d/a; echo t >top; git add .; git commit -qm one
      """)
    return (rig, folder)
  }

  private let rig: LoginRig
  private let folder: String
  private static let program = "/run/home/.local/bin/gitps1"

  init() throws {
    (rig, folder) = try Self.shared.get()
    try rig.shell("rm -rf ~/.config/systemd/user/gitps1.service.d")
    if try manager("is-enabled", "gitps1.socket") != "enabled" {
      try make("install", "RC=no", "WATCH=yes")
    }
    try rig.shell(
      "systemctl --user stop gitps1.service; cd ~/tree; git reset -q --hard; git clean -qfd")
  }

  @discardableResult
  private func make(_ words: String...) throws -> Outcome {
    let outcome = try rig.run(
      [
        "make", "-C", packageRoot, "BUILT=yes", "PREFIX=/run/home/.local", "release=\(folder)",
        "SHELL_OF_USER=/bin/bash", "UNDO=no",
      ] + words, within: .seconds(240))
    guard outcome.code == 0 else { throw Unexpected("\(words): \(outcome)") }
    return outcome
  }

  /// The end of an installation, on a terminal where the user gives an answer.
  private func postInstall(_ watch: String, answer: String) throws -> String {
    let script = """
      script -qec "'\(packageRoot)/desktop/packaging/post-install' /run/home/.local yes bash /hook \(watch)" \
        /dev/null <<<'\(answer)'
      """
    return try rig.run(["/bin/bash", "-c", script], within: .seconds(120)).output
  }

  private func manager(_ words: String...) throws -> String {
    try rig.run(["systemctl", "--user"] + words).output.trimmingCharacters(in: .newlines)
  }

  private var process: String {
    get throws { try manager("show", "-P", "MainPID", "gitps1.service") }
  }

  private static let format = "{staged}/{unstaged}/{untracked}/{conflicted} {source}"

  /// What a prompt shows, and who knew it.
  private func shown(by program: String = "gitps1") throws -> (counts: String, source: String) {
    let words = ["env", "-C", "/run/home/tree", "GIT_PS1_TIMEOUT_MS=60000", program]
    let outcome = try rig.run(words + ["--format", Self.format])
    let parts = outcome.output.split(separator: " ")
    guard parts.count == 2 else { throw Unexpected("\(outcome)") }
    return (String(parts[0]), parts[1].trimmingCharacters(in: .newlines))
  }

  /// Asks until somebody answers; what is shown must be right all the while.
  private func expect(
    _ counts: String, by source: String = "watcher", _ location: SourceLocation = #_sourceLocation
  ) throws {
    let isAnswered = try eventually(within: .seconds(120)) {
      let shown = try shown()
      #expect(shown.counts == counts, sourceLocation: location)
      return shown.source == source
    }
    let status = try manager("status", "gitps1.service")
    #expect(isAnswered, "\(status)", sourceLocation: location)
  }

  @Test func `is switched on where it is asked for`() throws {
    func isEnabled() throws -> Bool { try manager("is-enabled", "gitps1.socket") == "enabled" }
    #expect(try isEnabled())
    _ = try manager("disable", "--now", "gitps1.socket")
    // Neither without a terminal, nor with a no, nor where nobody wants it.
    #expect(try !make("install", "RC=no", "WATCH=ask").output.contains("Let a watcher follow"))
    #expect(try postInstall("ask", answer: "n").contains("Let a watcher follow"))
    #expect(try !postInstall("no", answer: "y").contains("Let a watcher follow"))
    #expect(try !isEnabled())
    #expect(try shown().source == "walk")
    #expect(try postInstall("ask", answer: "y").contains("gitps1 --watch --status says"))
    #expect(try isEnabled())
    #expect(try manager("is-active", "gitps1.socket") == "active")
    try expect("///")
  }

  @Test func `is started by a prompt`() throws {
    #expect(try manager("is-active", "gitps1.service") == "inactive")
    #expect(
      try rig.shell(
        "stat -c '%a %U %F' $XDG_RUNTIME_DIR/detour $XDG_RUNTIME_DIR/detour/gitps1.sock")
        == "700 tester directory\n600 tester socket\n")
    try expect("///")
    #expect(try manager("is-active", "gitps1.service") == "active")
    let first = try process
    #expect(
      try rig.root("cat /proc/\(first)/cgroup").contains(
        "/user@1000.service/background.slice/gitps1.service\n"))
    try rig.shell("cd ~/tree; echo x >>d/a; echo y >>top; git add top; touch new")
    try expect("1/1/1/")
    #expect(try process == first)
    let status = try rig.run(["gitps1", "--watch", "--status"])
    #expect(status.output.hasPrefix("/run/home/tree: served, 2 directories watched"), "\(status)")
    // One that was killed is started again by the next prompt.
    try rig.root("kill -9 \(first)")
    try expect("1/1/1/")
    #expect(try process != first)
  }

  /// A copy of a program with another version's name.
  private func makeOther(_ program: String) throws {
    let version = try rig.run([Self.program, "--version"]).output.trimmingCharacters(in: .newlines)
    let other = version.replacing(/[0-9]/, with: "9")
    #expect(version != other)
    let pattern = version.replacing(".", with: "\\.")
    // A new file, not other bytes under a program that runs.
    try rig.shell("LC_ALL=C sed 's/\(pattern)/\(other)/g' \(Self.program) >\(program).new")
    try rig.shell("chmod 755 \(program).new; mv \(program).new \(program)")
    #expect(try rig.run([program, "--version"]).output == other + "\n")
  }

  @Test func `ends for another version that replaces it`() throws {
    try expect("///")
    let first = try process
    // A prompt of another version is refused, and shows the same; the watcher stays.
    let other = "/run/home/other"
    try makeOther(other)
    try rig.shell("touch ~/tree/new")
    for _ in 0..<3 { #expect(try shown(by: other) == ("//1/", "walk")) }
    #expect(
      try rig.run([other, "--watch", "--status"]).error
        == "gitps1: the watcher refuses: the prompt is of another version\n")
    try expect("//1/")
    #expect(try process == first)
    // Until its own program is another one.
    try rig.shell("mv \(other) \(Self.program)")
    let isAnswered = try eventually(within: .seconds(120)) {
      let shown = try shown(by: Self.program)
      #expect(shown.counts == "//1/")
      return shown.source == "watcher"
    }
    #expect(isAnswered)
    #expect(try process != first)
    // Now those of the earlier version are refused.
    #expect(try shown() == ("//1/", "walk"))
    try rig.shell("cp \(rig.commands)/gitps1 \(other); mv \(other) \(Self.program)")
  }

  /// The clock that the watcher sees goes on by so many seconds.
  private func startWithClock() throws -> (String) throws -> Void {
    let library = rig.directory + "/later.so"
    try shell("cc -shared -fPIC -o '\(library)' '\(Support.rig("later.c"))'")
    try rig.shell(
      """
      echo 0 >~/ahead
      mkdir -p ~/.config/systemd/user/gitps1.service.d
      printf '[Service]\\nEnvironment=LD_PRELOAD=\(library) LATER=/run/home/ahead\\n' \
        >~/.config/systemd/user/gitps1.service.d/later.conf
      systemctl --user daemon-reload
      """)
    return { seconds in try rig.shell("echo \(seconds) >~/ahead") }
  }

  @Test func `ends after an hour`() throws {
    let goOn = try startWithClock()
    try expect("///")
    let first = try process
    try goOn("3500")
    try expect("///")
    #expect(try process == first)
    try goOn("7110")
    // It is woken, and finds that nobody needs it.
    _ = try rig.run(["gitps1", "--watch", "--status"])
    let hasEnded = try eventually { try manager("is-active", "gitps1.service") == "inactive" }
    #expect(hasEnded)
    #expect(try manager("show", "-P", "Result", "gitps1.service") == "success")
    #expect(try manager("is-active", "gitps1.socket") == "active")
    try rig.shell("touch ~/tree/new")
    try expect("//1/")
    #expect(try process != first)
  }

  @Test func `looks again after ten minutes`() throws {
    let goOn = try startWithClock()
    try expect("///")
    // Of a link that is made later outside nothing tells.
    try rig.shell("ln ~/tree/top ~/link; echo x >>~/link")
    // On a busy machine the answer may come too late, and the prompt walks.
    #expect(try eventually { try shown().counts == "///" })
    try goOn("601")
    let isFound = try eventually(within: .seconds(60)) {
      try shown().source == "walk" && shown().counts == "/1//"
    }
    // While it still looks, the prompt walks by itself, too.
    var status = Outcome()
    let isNamed = try eventually {
      status = try rig.run(["gitps1", "--watch", "--status"])
      return status.output.contains(
        "/run/home/tree: not served: a full look found a change that the kernel had not told of\n")
    }
    #expect(isFound && isNamed, "\(status)")
    try rig.shell("rm ~/link")
  }

  /// Directories that even their owner may not read: their files are asked about each time.
  @Test(arguments: ["311", "000"]) func `directories without permission`(mode: String) throws {
    try rig.shell("cd ~/tree; chmod \(mode) d; ls d 2>/dev/null && exit 1 || :")
    defer { _ = try? rig.shell("chmod 755 ~/tree/d") }
    let changes = ["touch new", "rm new; mkdir n; touch n/x; chmod 000 n", "chmod 755 n"]
    for change in ["exec 3>>top", "echo x >>d/a"] + changes {
      _ = try? rig.shell("cd ~/tree; \(change)")
      let witness = try rig.run([
        "/bin/bash", "-uc",
        """
        cd ~/tree; git status --porcelain 2>/dev/null | awk '
          /^\\?\\?/ { untracked++; next } /^[^ ]/ { staged++ } /^.[^ ]/ { unstaged++ }
          END { print staged "/" unstaged "/" untracked "/" }'
        """,
      ]).output.trimmingCharacters(in: .newlines)
      // What cannot be looked at is unknown to a prompt, which then asks nobody.
      if mode == "311" {
        try expect(witness)
      } else {
        for _ in 0..<3 { #expect(try shown().source == "walk", "\(change): \(witness)") }
      }
    }
  }

  @Test func `is gone once uninstalled`() throws {
    try expect("///")
    try make("uninstall")
    #expect(try manager("is-active", "gitps1.service") == "inactive")
    #expect(try manager("is-active", "gitps1.socket") == "inactive")
    #expect(try rig.shell("ls $XDG_RUNTIME_DIR/detour ~/.config/systemd 2>/dev/null || :") == "")
    #expect(try shown() == ("///", "walk"))
  }
}
