import Foundation
import Support
import Testing

/// What an installation copies, and to where.
@Suite struct CopyTests {
  /// Programs that say what they are called with, and fail: nobody waits for what they would do.
  private func programs(in scratch: Scratch) throws -> String {
    for name in ["wsctl", "lidctl", "detour", "wmctrl"] {
      try scratch.write(
        "release/\(name)", "#!/bin/sh\necho \"$*\" >>'\(scratch.path("said"))'; exit 1\n")
    }
    try shell("cp '\(product("gitps1"))' '\(scratch.path("release"))'")
    return scratch.path("release")
  }

  private func copy(to prefix: String, from programs: String, root: String = "") throws -> Outcome {
    try run(
      ["\(packageRoot)/desktop/packaging/copy", programs, "gitps1", "wsctl", "lidctl", "detour"],
      variables: ["PREFIX": prefix, "DESTDIR": root])
  }

  /// A name that shells would take for several words, and sed for what it has matched: the hook ran
  /// `b/bin/gitps1` of the directory that the prompt was in.
  @Test func `a folder may have blanks and signs in its name`() throws {
    let scratch = try Scratch()
    let prefix = scratch.path("a b&|;c")
    let outcome = try copy(to: prefix + "/", from: programs(in: scratch))
    #expect(outcome.code == 0, "\(outcome)")

    let repository = try GitRepository()
    try repository.shell("git commit -q --allow-empty -m first; git checkout -q -b topic")
    for shell in ["bash", "zsh", "dash", "ksh", "mksh", "fish"] {
      let (hook, call) =
        shell == "fish"
        ? ("source '\(prefix)/share/detour/profile.d/gitps1.fish'", "fish_git_prompt")
        : (". '\(prefix)/share/detour/profile.d/gitps1.sh'", "__git_ps1")
      let prompt = try run(
        [shell, shell == "fish" ? "-Nc" : "-c", "\(hook); \(call)"],
        variables: repository.variables.merging(["PATH": systemPath]) { $1 },
        directory: repository.path)
      #expect(prompt == Outcome(output: " (topic)"), "\(shell)")
    }

    let entry = "\(prefix)/share/applications/io.github.detour.Lid.desktop"
    try shell("desktop-file-validate '\(entry)'; gio launch '\(entry)'")
    try run(
      [
        "dbus-run-session", "--", "gdbus", "call", "--session", "-d", "org.freedesktop.DBus", "-o",
        "/", "-m", "org.freedesktop.DBus.StartServiceByName", "io.github.detour.Lid", "0",
      ], variables: ["XDG_DATA_HOME": "\(prefix)/share"])
    let said = scratch.path("said")
    #expect(try eventually { try shell("sort '\(said)'") == "hold\ntoggle\n" })

    // What a user's manager makes of the units; it does not run them.
    let units = try run(
      [
        "systemd-analyze", "verify", "--user", "--man=no",
        "\(prefix)/share/systemd/user/detour-lid.service",
        "\(prefix)/share/systemd/user/gitps1.service",
      ], variables: ["XDG_RUNTIME_DIR": scratch.path])
    #expect(units.code == 0, "\(units)")
  }

  @Test(arguments: [
    ("~/.local", "an absolute path: ~/.local"), ("here", "an absolute path: here"),
    ("", "an absolute path: "), ("/o'brien", "in it: /o\\'brien"), ("/100%", "in it: /100%"),
    ("/a\nb", "in it: $'/a\\nb'"),
  ])
  func `what is no place for it is refused before anything is built`(
    prefix: String, why: String
  ) throws {
    let scratch = try Scratch()
    let refused = try copy(to: prefix, from: programs(in: scratch), root: scratch.path("root"))
    #expect(refused.code == 1 && refused.output == "", "\(refused)")
    #expect(refused.error.hasPrefix("detour: PREFIX must "), "\(refused)")
    #expect(refused.error.hasSuffix("\(why)\n"), "\(refused)")
    #expect(!FileManager.default.fileExists(atPath: scratch.path("root")))
    for goal in ["install", "uninstall"] {
      let made = try run(
        ["make", "-n", goal, "BUILT=", "PREFIX=\(prefix)"], directory: packageRoot)
      #expect(made.code == 2 && made.output == "", "\(made)")
      #expect(made.error.hasPrefix(refused.error), "\(made)")
    }
  }
}
