import Support
import Testing

@testable import Quirks

@Suite struct GuardUnitTests {
  /// systemd itself reads the unit, also for a program in a folder with an odd name.
  @Test func `is one that systemd takes`() throws {
    let scratch = try Scratch()
    try scratch.write("a b%c/detour", "#!/bin/sh\n")
    try shell("chmod +x 'a b%c/detour'", directory: scratch.path)
    try scratch.write(GuardUnit.name, GuardUnit.text(program: scratch.path("a b%c/detour")))
    let outcome = try run(
      ["systemd-analyze", "--user", "verify", "--man=no", scratch.path(GuardUnit.name)],
      variables: ["HOME": scratch.path, "XDG_RUNTIME_DIR": scratch.path])
    #expect(!outcome.error.contains("detour"), "\(outcome)")
    #expect(outcome.code == 0, "\(outcome)")
  }
}
