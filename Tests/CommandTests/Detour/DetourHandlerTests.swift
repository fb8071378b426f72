import Foundation
import Support
import Testing

/// Handlers of commands that are not found, as distributions and people have them, in a real bash.
@Suite struct DetourHandlerTests {
  private func mistyped(_ session: DesktopSession) throws -> String {
    let outcome = try run(
      ["bash", "-ic", "detour-mistyped"], variables: session.variables)
    return outcome.error
  }

  @Test func `a handler whose program is gone is taken away`() throws {
    let session = try DesktopSession()
    let rc = try session.write(
      ".bashrc", "command_not_found_handle() { /usr/lib/nowhere/command-not-found -- \"$1\"; }\n")
    let before = try String(contentsOfFile: rc, encoding: .utf8)
    #expect(try mistyped(session).contains("/usr/lib/nowhere/command-not-found: No such file"))
    try expectFix(
      session,
      "command_not_found_handle calls /usr/lib/nowhere/command-not-found, which is not there")
    #expect(try String(contentsOfFile: rc, encoding: .utf8) == before)
    #expect(try mistyped(session).contains("/usr/lib/nowhere/command-not-found: No such file"))
  }

  /// In no encoding that we know, with lines as DOS ends them, and without an end of the last.
  @Test(arguments: ["# caf\\351\\n", "# one\\r\\n# two\\r\\n", "# no end"])
  func `what else is in the file stays`(rest: String) throws {
    let session = try DesktopSession()
    let handler = "command_not_found_handle() { /usr/lib/nowhere/command-not-found; }\n"
    let rc = try session.write(".bashrc", handler)
    func detour(_ words: String...) throws -> Outcome {
      try session.command(
        ["detour"] + words + ["command-not-found-broken"], ["SHELL": "/bin/bash"])
    }
    try session.shell("printf '\(rest)' >>'\(rc)'; cp '\(rc)' '\(rc).before'")
    #expect(try detour("fix", "--yes").code == 0)
    #expect(try session.shell("grep -c '^unset -f command_not_found_handle' '\(rc)'") == "1\n")
    // Its user's editor may have written it again, in its own way.
    if rest.contains("\\r") { try session.shell("sed -i 's/# detour$/&\\r/' '\(rc)'") }
    let undo = try detour("undo")
    #expect(undo.code == 0, "\(undo)")
    #expect(try session.command(["detour", "status"]).output == "detour has changed nothing\n")
    // The end of the last line is what stays.
    try session.shell("[ -z \"$(tail -c 1 '\(rc).before')\" ] || echo >>'\(rc).before'")
    #expect(try run(["cmp", rc, "\(rc).before"]) == Outcome())
  }

  /// One that its owner may not write is meant to stay as it is.
  @Test func `a file that is not to be written stays`() throws {
    let session = try DesktopSession()
    let handler = "command_not_found_handle() { /usr/lib/nowhere/command-not-found; }\n"
    let rc = try session.write(".bashrc", handler)
    func fix() throws -> Outcome {
      try session.command(
        ["detour", "fix", "--yes", "command-not-found-broken"], ["SHELL": "/bin/bash"])
    }
    try session.shell("chmod 444 '\(rc)'")
    let readOnly = try fix()
    #expect(readOnly.code == 1)
    #expect(readOnly.error.contains("\(rc) is read-only; nothing was changed"), "\(readOnly)")
    #expect(try String(contentsOfFile: rc, encoding: .utf8) == handler)
    #expect(try session.command(["detour", "status"]).output == "detour has changed nothing\n")
  }

  /// What cannot be read may have the line: nothing is taken for undone.
  @Test func `what cannot be read is not undone`() throws {
    let session = try DesktopSession()
    let rc = try session.write(
      ".bashrc", "command_not_found_handle() { /usr/lib/nowhere/command-not-found; }\n")
    func detour(_ words: String...) throws -> Outcome {
      try session.command(
        ["detour"] + words + ["command-not-found-broken"], ["SHELL": "/bin/bash"])
    }
    #expect(try detour("fix", "--yes").code == 0)
    try session.shell("mv '\(rc)' '\(rc).kept'; ln -s nowhere '\(rc)'")
    let undo = try detour("undo")
    #expect(undo.code == 1)
    #expect(undo.error.contains("\(rc) cannot be read"), "\(undo)")
    #expect(try session.shell("readlink '\(rc)'") == "nowhere\n")
    try session.shell("mv '\(rc).kept' '\(rc)'")
    #expect(try detour("undo").code == 0)
    #expect(try session.shell("grep -c unset '\(rc)' || :") == "0\n")
  }

  /// What it calls is not found either, and so it is called for that, and again.
  @Test func `a handler that calls itself is taken away`() throws {
    let session = try DesktopSession()
    let rc = try session.write(
      ".bashrc", "command_not_found_handle() { detour-nowhere \"$@\"; }\n")
    let before = try String(contentsOfFile: rc, encoding: .utf8)
    try expectFix(session, "command_not_found_handle calls itself for what it does not find")
    #expect(try String(contentsOfFile: rc, encoding: .utf8) == before)
  }

  /// One that works is left alone.
  @Test func `a handler that works is fine`() throws {
    let session = try DesktopSession()
    try session.write(
      ".bashrc", "command_not_found_handle() { printf 'no %s\\n' \"$1\" >&2; return 127; }\n")
    #expect(try mistyped(session).contains("no detour-mistyped"))
    let check = try session.command(
      ["detour", "check", "command-not-found-broken"], ["SHELL": "/bin/bash"])
    #expect(check.output.hasPrefix("fine"), "\(check)")
  }

  private func expectFix(_ session: DesktopSession, _ words: String) throws {
    func detour(_ words: String...) throws -> Outcome {
      try session.command(
        ["detour"] + words + ["command-not-found-broken"], ["SHELL": "/bin/bash"])
    }
    let check = try detour("check")
    #expect(check.code == 1)
    #expect(check.output.contains(words), "\(check)")
    let fix = try detour("fix", "--yes")
    #expect(fix.code == 0, "\(fix)")
    #expect(try mistyped(session).contains("detour-mistyped: command not found"))
    #expect(try detour("check").output.hasPrefix("fixed"))
    #expect(try detour("undo").code == 0)
    #expect(try detour("check").code == 1)
  }
}
