import Support
import System
import Testing

/// How `wsctl` finds X servers and their cookies, where no GNOME tells of them.
struct WsctlDisplayTests {
  /// gdm's, sddm's and KWin's files, and that of startx.
  @Test(arguments: ["run/gdm/Xauthority", "run/xauth_aBcDeF", "home/.Xauthority"])
  func `a session's display is found by its cookie`(place: String) throws {
    let session = try GuardedSession(cookies: place)
    #expect(try session.wsctl(["count"]) == Outcome(output: "3\n"))
    #expect(try session.wsctl(["count"], ["DISPLAY": session.name]) == Outcome(output: "3\n"))
    // One that others can read is nobody's.
    try shell("chmod 644 '\(session.scratch.path(place))'")
    #expect(try session.wsctl(["count"]).code == 1)
  }

  /// A home that several machines share; a machine that had another name before.
  @Test func `another machine's cookie for the same display is passed over`() throws {
    let session = try GuardedSession(cookies: "home/.Xauthority")
    let file = session.scratch.path("home/.Xauthority")
    let cookie = "00000000000000000000000000000000"
    try shell(
      """
      xauth -q -f \(file) nlist > \(file).own; rm \(file)
      xauth -q -f \(file) add otherhost/unix:\(session.number) . \(cookie)
      xauth -q -f \(file) nmerge - < \(file).own
      """)
    #expect(try shell("xauth -f \(file) list").contains("otherhost"))
    #expect(try session.wsctl(["count"], ["DISPLAY": session.name]) == Outcome(output: "3\n"))
    #expect(try session.wsctl(["count"]) == Outcome(output: "3\n"))
  }

  /// As over ssh or in a VNC session beside one of GNOME.
  @Test func `a cookie of GNOME's own display hides no other`() throws {
    let session = try GuardedSession(cookies: "home/.Xauthority")
    let mutter = session.scratch.path("run/.mutter-Xwaylandauth.AbC123")
    try shell(
      "xauth -q -f \(mutter) add :4247 . 00000000000000000000000000000000; chmod 600 \(mutter)")
    #expect(try session.wsctl(["count"], ["DISPLAY": session.name]) == Outcome(output: "3\n"))
    let wmctrl = try run(
      [product("wmctrl"), "-d"],
      variables: session.variables.merging(["DISPLAY": session.name]) { $1 }
    )
    #expect(wmctrl.output.split(separator: "\n").count == 3, "\(wmctrl)")
  }

  @Test func `several displays are named with what runs on them`() throws {
    let session = try GuardedSession(cookies: "home/.Xauthority")
    let other = try GuardedSession(
      cookies: "run/gdm/Xauthority", in: session.scratch, managed: false)
    let outcome = try session.wsctl(["count"])
    #expect(outcome.code == 1)
    #expect(outcome.error.contains("\(session.name) (Openbox)"), "\(outcome)")
    #expect(outcome.error.contains("\(other.name) (Xvfb)"), "\(outcome)")
    #expect(outcome.error.contains("--display"), "\(outcome)")
    for words in [
      ["count", "--display", session.name], ["--display=\(session.name)", "count"],
    ] {
      #expect(try session.wsctl(words) == Outcome(output: "3\n"), "\(words)")
    }
    // The name goes before the environment.
    let named = try session.wsctl(
      ["switch", "2", "--display", session.name], ["DISPLAY": other.name])
    #expect(named == Outcome(), "\(named)")
    #expect(try session.property("_NET_CURRENT_DESKTOP").contains("= 1"))
  }

  /// The original has no such option: it is one letter more that it does not know.
  @Test func `wmctrl takes the name of a display, too`() throws {
    let session = try GuardedSession(cookies: "home/.Xauthority")
    let other = try GuardedSession(
      cookies: "run/gdm/Xauthority", in: session.scratch, managed: false)
    let both = WmctrlPair(variables: session.variables.merging(["DISPLAY": other.name]) { $1 })
    for (words, current) in [
      (["--display", session.name, "-s", "2"], 2), (["-s", "1", "--display=\(session.name)"], 1),
    ] {
      #expect(try both.run(.ours, words) == Outcome(), "\(words)")
      #expect(try session.property("_NET_CURRENT_DESKTOP").contains("= \(current)"), "\(words)")
    }
    let nowhere = try both.run(.ours, ["--display", ":4242", "-l"])
    #expect(nowhere == Outcome(error: "Cannot open display.\n", code: 1))
    let unnamed = try both.run(.ours, ["-l", "--display"])
    #expect(
      unnamed.code == 1 && unnamed.error == "wmctrl: option requires an argument -- 'display'\n")
    // What an option takes as its argument is no option.
    #expect(try !both.run(.ours, ["-a", "--display"]).error.contains("option"))
    for words in [["--display", session.name, "-s", "2"], ["-l", "--display=:1"], ["--display"]] {
      #expect(try both.run(.compatible, words) == both.run(.original, words), "\(words)")
    }
  }

  /// What is found by its cookie, or named, is not in the environment.
  @Test func `a program starts on the display that was looked at`() throws {
    let session = try GuardedSession(cookies: "run/gdm/Xauthority")
    let said = session.scratch.path("said")
    let script = "xprop -root _NET_NUMBER_OF_DESKTOPS >\(said).new; mv \(said).new \(said)"
    for (words, more) in [
      ([], [:]), (["--display", session.name], ["DISPLAY": ":4242"]),
      ([], ["DISPLAY": session.name]),
    ] as [([String], [String: String])] {
      let outcome = try session.wsctl(
        ["run-or-raise"] + words + ["class=None", "--", "sh", "-c", script], more)
      #expect(outcome == Outcome(), "\(outcome)")
      #expect(eventually { (try? Status(of: said)) != nil })
      #expect(try shell("cat \(said); rm \(said)").contains(" = 3\n"), "\(words) \(more)")
    }
  }

  @Test func `a display of another machine is not called one that refuses`() throws {
    let session = try GuardedSession(cookies: "home/.Xauthority")
    let outcome = try session.wsctl(["count"], ["DISPLAY": "localhost:4242"])
    #expect(
      outcome
        == Outcome(
          error: "wsctl: cannot open display \"localhost:4242\": no X server listens there\n",
          code: 1))
  }
}

/// An X server that wants a cookie, with Openbox on it, and a user's folders.
private struct GuardedSession {
  let scratch: Scratch
  let name: String
  private let server: VirtualDisplay
  private let manager: Background?
  private let cookies: String

  var number: Int { Int(name.dropFirst()) ?? -1 }

  init(cookies place: String, in shared: Scratch? = nil, managed: Bool = true) throws {
    scratch = try shared ?? Scratch()
    cookies = scratch.path(place)
    let cookie = "00112233445566778899aabbccddeeff"
    let own = scratch.path("server")
    try shell(
      """
      mkdir -p '\(scratch.path("home"))' '\(scratch.path("run/gdm"))'
      [ -e \(own) ] || xauth -q -f \(own) add :0 . \(cookie)
      """)
    server = try VirtualDisplay(cookies: own)
    name = server.name
    try shell("xauth -q -f \(cookies) add \(name) . \(cookie)")
    guard managed else {
      manager = nil
      return
    }
    let variables = ["DISPLAY": name, "XAUTHORITY": cookies, "HOME": scratch.path("home")]
    let manager = try Background(["openbox", "--sm-disable"], variables: variables)
    self.manager = manager
    let session = self
    try manager.ready { try session.property("_NET_CURRENT_DESKTOP").contains("= 0") }
    try manager.ready {
      try Support.run(["xdotool", "set_num_desktops", "3"], variables: variables)
      return try session.property("_NET_NUMBER_OF_DESKTOPS").contains("= 3\n")
    }
  }

  /// As a shortcut, ssh or cron has it.
  var variables: [String: String?] {
    [
      "DISPLAY": nil, "XAUTHORITY": nil, "WAYLAND_DISPLAY": nil, "HOME": scratch.path("home"),
      "XDG_RUNTIME_DIR": scratch.path("run"),
    ]
  }

  func wsctl(_ words: [String], _ more: [String: String?] = [:]) throws -> Outcome {
    try Support.run(
      [product("wsctl")] + words, variables: variables.merging(more) { $1 })
  }

  func property(_ property: String) throws -> String {
    try Support.property(
      property, variables: ["DISPLAY": name, "XAUTHORITY": cookies])
  }
}
