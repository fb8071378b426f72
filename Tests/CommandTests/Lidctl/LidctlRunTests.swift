import Foundation
import Support
import System
import Testing

/// `lidctl run` under a real logind, with systemd-inhibit's list and the suspend as witnesses.
@Suite(.serialized) struct LidctlRunTests {
  static let shared = Result { try LoginRig(upower: false) }
  let rig: LoginRig

  init() throws {
    rig = try Self.shared.get()
    // Logind sees by and by that a lock of the test before has gone.
    let rig = rig
    guard try eventually({ try rig.inhibitors().isEmpty }) else {
      throw Unexpected("\(try rig.inhibitors())")
    }
  }

  @Test func `shows its row`() throws {
    let outcome = try rig.run([
      "lidctl", "run", "--", "systemd-inhibit", "--list", "--no-legend", "--no-pager",
    ])
    #expect(outcome.code == 0)
    let words = outcome.output.split(separator: "\n").first { $0.contains("lidctl") }?
      .split(separator: " ").map(String.init)
    #expect(words?.contains("handle-lid-switch") == true, "\(outcome)")
    #expect(words?.last == "block")
    #expect(try eventually { try rig.inhibitors().isEmpty })
  }

  @Test func `keeps the lid from suspending`() throws {
    let hold = try rig.start(["lidctl", "run", "--", "sleep", "60"])
    try hold.ready { try rig.inhibitors().count == 1 }
    try rig.set(.lid, true)
    #expect(rig.staysAwake())
    try rig.set(.lid, false)
    hold.stop()
    #expect(try eventually { try rig.inhibitors().isEmpty })
    // With nobody holding it the same lid suspends.
    let before = rig.suspends
    try rig.set(.lid, true)
    #expect(eventually { rig.suspends > before })
    try rig.set(.lid, false)
  }

  /// The descriptor is the lock, and the kernel closes it whatever the death.
  @Test func `ends with a kill`() throws {
    let hold = try rig.start(["lidctl", "run", "--", "sleep", "60"])
    try hold.ready { try rig.inhibitors().count == 1 }
    try rig.root("kill -9 $(pidof lidctl)")
    #expect(try eventually { try rig.inhibitors().isEmpty })
    let before = rig.suspends
    try rig.set(.lid, true)
    #expect(eventually { rig.suspends > before })
    try rig.set(.lid, false)
    hold.stop()
  }

  @Test(arguments: [
    (["true"], Int32(0), ""), (["sh", "-c", "exit 7"], 7, ""),
    (["sh", "-c", "kill -TERM $$"], 143, ""), (["sh", "-c", "kill -KILL $$"], 137, ""),
    (["no-such-command"], 127, "lidctl: no-such-command: there is no such command\n"),
    (["/etc/passwd"], 126, "lidctl: /etc/passwd: Permission denied\n"),
    (["sh", "-c", "echo \"$@\"", "sh", "--what", "x"], 0, ""),
  ])
  func `gives the command's code`(command: [String], code: Int32, error: String) throws {
    let outcome = try rig.run(["lidctl", "run", "--"] + command)
    #expect(outcome.code == code)
    #expect(outcome.error == error)
  }

  /// A script without a first line that names its interpreter is the shell's, as for systemd-inhibit.
  @Test func `runs a script as a shell does`() throws {
    try rig.root("printf 'echo \"ran $1\"; exit 3' >/run/home/plain; chmod 755 /run/home/plain")
    let theirs = try rig.run([
      "systemd-inhibit", "--what=handle-lid-switch", "--why=x", "/run/home/plain", "it",
    ])
    // It says besides that the command has failed.
    #expect(theirs.output == "ran it\n" && theirs.code == 3, "\(theirs)")
    #expect(
      try rig.run(["lidctl", "run", "--", "/run/home/plain", "it"])
        == Outcome(output: "ran it\n", code: 3))
    try rig.root("rm /run/home/plain")
  }

  @Test(arguments: ["run --", "run --what sleep --"])
  func `gives the command its very bytes`(verb: String) throws {
    #expect(
      try rig.run([
        "bash", "-c", "lidctl \(verb) printf %s $'caf\\xe9' '\u{301}' | od -An -tx1",
      ]) == Outcome(output: " 63 61 66 e9 cc 81\n"))
  }

  /// The connection to the bus must not get the number of the closed output, and the answer.
  @Test func `says that its output is closed`() throws {
    #expect(
      try rig.run(["bash", "-c", "lidctl status >&-"])
        == Outcome(error: "lidctl: Bad file descriptor\n", code: 1))
  }

  /// As nohup(1) starts it, and a terminal that is closed tells both of them.
  @Test func `ignores what it is told to ignore`() throws {
    let outcome = try rig.run([
      "bash", "-c",
      """
      trap '' HUP
      lidctl run -- bash -c 'kill -HUP $PPID $$; sleep .2; echo "still there"'
      """,
    ])
    #expect(outcome == Outcome(output: "still there\n"))
  }

  /// systemd-inhibit lets go of the lock as soon as it is told to end itself.
  @Test func `holds until the command has really ended`() throws {
    let hold = try rig.start([
      "lidctl", "run", "--", "bash", "-c",
      "trap 'until [ -e /run/home/go ]; do sleep .02; done; exit 5' TERM; touch /run/home/up; while :; do sleep .02; done",
    ])
    try hold.ready { try rig.root("ls /run/home").contains("up") }
    try rig.root("kill $(pidof lidctl)")
    #expect(try !eventually(within: .milliseconds(300)) { try rig.inhibitors().isEmpty })
    #expect(hold.isRunning)
    try rig.root("touch /run/home/go")
    #expect(try eventually { try rig.inhibitors().isEmpty })
    #expect(eventually { !hold.isRunning })
    try rig.root("rm -f /run/home/go /run/home/up")
  }

  @Test func `gives the lock to nobody unless asked to`() throws {
    let script = "ls -l /proc/self/fd | grep -c inhibit || :"
    #expect(try rig.run(["lidctl", "run", "--", "sh", "-c", script]).output == "0\n")
    #expect(try rig.run(["lidctl", "run", "--inherit", "--", "sh", "-c", script]).output == "1\n")
    // What the command leaves behind holds it then.
    let left = "sleep 60 >/dev/null 2>&1 & echo $!"
    let outcome = try rig.run(["lidctl", "run", "--inherit", "--", "sh", "-c", left])
    #expect(try rig.inhibitors().count == 1)
    try rig.root("kill -9 \(outcome.output)")
    #expect(outcome.code == 0)
    #expect(try eventually { try rig.inhibitors().isEmpty })
  }

  /// Before 257 logind refuses `sleep:handle-lid-switch` together to whom it allows either alone.
  @Test func `takes a lock of each kind`() throws {
    // A test before this one may have made the machine suspend, and logind gives no lock on sleep
    // until it has woken up.
    #expect(try eventually { try rig.property("PreparingForSleep") == "b false" })
    let hold = try rig.start([
      "lidctl", "run", "--what", "sleep:lid:idle", "--who", "me", "--why", "because", "--",
      "sleep", "60",
    ])
    try hold.ready { try rig.inhibitors().count == 3 }
    let rows = try rig.inhibitors().map {
      $0.split(separator: " ").map(String.init).suffix(3).joined(separator: " ")
    }
    #expect(
      rows == ["handle-lid-switch because block", "idle because block", "sleep because block"])
    hold.stop()
    #expect(try eventually { try rig.inhibitors().isEmpty })
  }

  @Test func `ends with its term`() throws {
    #expect(try rig.run(["lidctl", "run", "--for", "1"]) == Outcome())
    let (waited, pid) = try rig.startSleeper()
    let hold = try rig.start(["lidctl", "run", "--pid", pid], in: .session1, as: 0)
    try hold.ready { try rig.inhibitors().count == 1 }
    try rig.root("kill -9 \(pid)")
    #expect(eventually { !hold.isRunning })
    #expect(try eventually { try rig.inhibitors().isEmpty })
    waited.stop()
  }

  /// A lock may end before its command does.
  @Test func `releases the lock before the command ends`() throws {
    // Logind's own file of the lock is looked at by the command, and at once.
    let hold = try rig.start([
      "lidctl", "run", "--for", "2s", "--", "bash", "-c",
      "echo /run/systemd/inhibit/*.ref; exec sleep 60",
    ])
    try hold.ready { hold.output.hasSuffix("\n") }
    #expect(!hold.output.contains("*"), "\(hold.output)")
    #expect(try eventually { try rig.inhibitors().isEmpty })
    #expect(hold.isRunning)
    hold.stop()
    let start = Clock.realTime
    let until = "exec lidctl run --until $(date -d '+3 seconds' +%H:%M:%S)"
    #expect(try rig.run(["bash", "-c", until]) == Outcome())
    #expect((3...20).contains(Clock.realTime - start))
  }

  /// The command decides what a signal does to it, and its code is ours.
  @Test(arguments: ["TERM", "HUP", "INT", "QUIT", "USR1", "USR2"])
  func `passes signals on`(signal: String) throws {
    let hold = try rig.start([
      // Whatever ours ignore: a shell cannot go back on that.
      "env", "--default-signal", "bash", "-c",
      """
      set -m
      lidctl run -- bash -c 'trap "exit 41" \(signal); touch /run/home/up-\(signal); while :; do sleep .02; done' &
      wait $!
      echo $?
      """,
    ])
    try hold.ready { try rig.root("ls /run/home").contains("up-\(signal)") }
    try rig.root("kill -\(signal) $(pidof lidctl)")
    #expect(eventually { hold.output == "41\n" }, "\(hold.output) \(hold.error)")
    #expect(try eventually { try rig.inhibitors().isEmpty })
  }

  /// A terminal sends its own signals to the command itself, which must not get them twice, wherever
  /// it reads from; what another process sends it gets from us.
  @Test(arguments: [
    ("pass", "os.write(terminal, b'\\x03')"),
    ("os.dup2(os.open('/dev/null', 0), 0)", "os.write(terminal, b'\\x03')"),
    ("pass", "os.kill(process, 2)"),
  ])
  func `leaves the terminal's signals to the terminal`(first: String, sending: String) throws {
    let outcome = try rig.run([
      "/usr/bin/python3", "-c",
      """
      import os, pty
      # A shell would take two signals at once for one.
      script = '''
      import os, signal, time
      got = []
      signal.signal(2, lambda *_: got.append(1))
      print("up", flush=True)
      for _ in range(99): time.sleep(.02)
      os._exit(40 + len(got))
      '''
      process, terminal = pty.fork()
      if process == 0:
          \(first)
          os.execvp("lidctl", ["lidctl", "run", "--", "/usr/bin/python3", "-c", script])
      text = b""
      while b"up" not in text:
          text += os.read(terminal, 100)
      \(sending)
      print(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]))
      """,
    ])
    #expect(outcome == Outcome(output: "41\n"))
  }

  /// The same words make the same row as with systemd-inhibit itself.
  @Test(arguments: [
    [], ["--what=sleep", "--mode=delay"], ["--who=me", "--why=two words"],
    ["--what=handle-power-key"], ["--what=idle", "--who", "", "--why=x"],
  ])
  func `makes the same row`(options: [String]) throws {
    #expect(try eventually { try rig.property("PreparingForSleep") == "b false" })
    func row(_ words: [String]) throws -> [String] {
      #expect(try eventually { try rig.inhibitors().isEmpty })
      let list =
        ["busctl", "--json=short", "call", "org.freedesktop.login1", "/org/freedesktop/login1"]
        + ["org.freedesktop.login1.Manager", "ListInhibitors"]
      let outcome = try rig.run(words + list)
      struct Reply: Decodable {
        let data: [[[Cell]]]
        enum Cell: Decodable {
          case text(String)
          case number(Int)
          init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            self = try (try? .text(value.decode(String.self))) ?? .number(value.decode(Int.self))
          }
        }
      }
      let reply = try JSONDecoder().decode(Reply.self, from: Data(outcome.output.utf8))
      #expect(reply.data[0].count == 1)
      // What, who, why, mode and user; the process is another.
      return reply.data[0][0].dropLast().map { "\($0)" }
    }
    let why = options.contains { $0.hasPrefix("--why") } ? [] : ["--why=because"]
    let what = options.contains { $0.hasPrefix("--what") } ? [] : ["--what=handle-lid-switch"]
    let theirs = try row(["systemd-inhibit"] + what + why + options)
    #expect(try row(["lidctl", "run"] + why + options + ["--"]) == theirs)
  }

  @Test func `suspends after a command`() throws {
    let before = rig.suspends
    let outcome = try rig.run(["lidctl", "run", "--then", "suspend", "--", "sh", "-c", "exit 7"])
    #expect(outcome.code == 7)
    #expect(eventually { rig.suspends > before })
    #expect(try rig.run(["lidctl", "run", "--then", "nap", "--", "true"]).code == 2)
    #expect(try eventually { try rig.property("PreparingForSleep") == "b false" })
  }
}
