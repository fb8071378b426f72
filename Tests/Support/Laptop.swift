import Foundation

/// A laptop as its user has it: a real logind with a lid, a real GNOME Shell on Wayland in the
/// session in front, and Detour installed in the home directory of a user who is called ada.
///
/// It takes root, as ``LoginRig`` does, and some seconds.
public final class Laptop: Sendable {
  /// The login manager, the lid and the dock.
  public let rig: LoginRig
  private let programs: [Background]
  private let display: [String: String]

  /// Where the user's files are, seen from inside.
  public static let home = "/home/ada"

  /// Starts it all, and waits until the shell's overview is closed.
  ///
  /// - Parameter size: of its one monitor.
  public init(size: String = "1280x720") throws {
    rig = try LoginRig(services: systemServices)
    let rig = rig
    // The name that a prompt shows is that of the list of users.
    try rig.root(
      """
      sed 's,^tester:.*,ada:x:1000:1000::\(Self.home):/bin/bash,' /run/passwd >/run/ada
      cat /run/ada >/run/passwd
      mount -t tmpfs -o mode=755 tmpfs /home
      mkdir \(Self.home)
      mount --bind /run/home \(Self.home)
      mkdir -p /tmp/.X11-unix
      chmod 1777 /tmp/.X11-unix
      """)
    let built = URL(filePath: product("wsctl")).deletingLastPathComponent().path
    try rig.root(
      """
      PREFIX=\(Self.home)/.local DESTDIR= '\(packageRoot)/desktop/packaging/copy' '\(built)' \
        gitps1 wsctl lidctl detour
      chown -R 1000:1000 \(Self.home)
      """)
    let manager = try rig.start([Support.rig("display-manager.py")], in: .system, as: 0)
    try manager.ready { manager.output.hasPrefix("ready") }
    for (schema, key, value) in [
      ("org.gnome.mutter", "dynamic-workspaces", "false"),
      ("org.gnome.desktop.wm.preferences", "num-workspaces", "4"),
      ("org.gnome.shell", "welcome-dialog-last-shown-version", "'99'"),
      ("org.gnome.desktop.interface", "enable-animations", "false"),
    ] {
      let outcome = try rig.run(["gsettings", "set", schema, key, value])
      guard outcome.code == 0 else { throw Unexpected("\(key): \(outcome)") }
    }
    let shell = try Background(
      Self.words(
        [
          "gnome-shell", "--headless", "--wayland", "--wayland-display", "wayland-laptop",
          "--virtual-monitor", size, "--unsafe-mode",
        ], rig))
    programs = [manager, shell]
    try shell.ready(within: .seconds(60)) {
      try Self.evaluate("Main.layoutManager._startingUp", rig).contains("'false'")
    }
    var line = ""
    try shell.ready {
      line =
        try rig.run(["ps", "-eo", "args="]).output.split(separator: "\n")
        .first { $0.contains("Xwayland :") }.map(String.init) ?? ""
      return !line.isEmpty
    }
    let words = line.split(separator: " ").map(String.init)
    guard let name = words.first(where: { $0.hasPrefix(":") }),
      let option = words.firstIndex(of: "-auth"), option + 1 < words.count
    else { throw Unexpected("Xwayland has no name and cookie: \(line)") }
    display = [
      "DISPLAY": name, "XAUTHORITY": words[option + 1], "WAYLAND_DISPLAY": "wayland-laptop",
    ]
    try shell.ready {
      try Self.evaluate("Main.overview.hide(); Main.overview.visible", rig).contains("'false'")
    }
  }

  /// The words that run a command in the user's session, on a machine that is called laptop.
  private static func words(_ arguments: [String], _ rig: LoginRig) -> [String] {
    let variables = [
      "HOME=\(home)", "USER=ada", "LANG=C.UTF-8", "TERM=xterm-256color", "SHELL=/bin/bash",
      "PATH=\(home)/.local/bin:/usr/bin:/bin", "XDG_SESSION_TYPE=wayland",
      "XDG_CURRENT_DESKTOP=GNOME", "XDG_SESSION_ID=c1", "LIBGL_ALWAYS_SOFTWARE=1",
      "NO_AT_BRIDGE=1", "MESA_SHADER_CACHE_DIR=\(shaderCache(of: 1000))",
      // A machine that runs many tests at once is slower than any laptop.
      "GIT_PS1_TIMEOUT_MS=30000",
    ]
    return rig.words(
      [
        "unshare", "--uts", "sh", "-c",
        """
        echo laptop >/proc/sys/kernel/hostname
        cd \(home)
        exec setpriv --reuid 1000 --regid 1000 --clear-groups env "$@"
        """, "sh",
      ] + variables + arguments, in: .session1, as: 0)
  }

  private func words(_ arguments: [String]) -> [String] {
    Self.words(["env"] + display.map { "\($0)=\($1)" } + arguments, rig)
  }

  /// Runs a command in the user's session to its end.
  @discardableResult
  public func run(_ arguments: [String], within limit: Duration = .seconds(180)) throws -> Outcome {
    try Support.run(words(arguments), within: limit)
  }

  /// Runs a script of bash's in the user's session, and gives its output.
  @discardableResult
  public func shell(_ script: String) throws -> String {
    let outcome = try run(["/bin/bash", "-euc", script])
    guard outcome.code == 0 else { throw Unexpected("\(script)\n\(outcome)") }
    return outcome.output
  }

  /// Starts a command in the user's session that goes on beside the test.
  public func start(_ arguments: [String]) throws -> Background {
    try Background(words(arguments))
  }

  /// Starts a command in the user's session that answers each line with a line.
  public func talk(to arguments: [String]) throws -> Conversation {
    try Conversation(words(arguments))
  }

  /// The lines that a terminal shows when a person types `commands` at bash's prompt, one after the
  /// other.
  public func transcript(of commands: [String], in directory: String) throws -> [String] {
    let scratch = try Scratch()
    try scratch.write("commands", commands.map { $0 + "\n" }.joined())
    try Support.shell("chmod -R a+rX '\(scratch.path)'")
    let typist = "/bin/bash --norc \(Support.rig("transcript.sh")) \(scratch.path("commands"))"
    let outcome = try run([
      "env", "-C", directory, "NO_COLOR=1", "script", "-qec", typist, "/dev/null",
    ])
    let lines = outcome.output.replacingOccurrences(of: "\r\n", with: "\n").split(
      separator: "\n", omittingEmptySubsequences: false)
    // The last line ends with an end of line, too.
    return lines.dropLast(lines.last == "" ? 1 : 0).map(String.init)
  }

  /// The value of JavaScript in the shell, as its own method gives it.
  @discardableResult
  public func evaluate(_ script: String) throws -> String { try Self.evaluate(script, rig) }

  private static func evaluate(_ script: String, _ rig: LoginRig) throws -> String {
    try rig.run([
      "gdbus", "call", "--session", "-d", "org.gnome.Shell", "-o", "/org/gnome/Shell", "-m",
      "org.gnome.Shell.Eval", script,
    ]).output
  }
}
