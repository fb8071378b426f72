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
