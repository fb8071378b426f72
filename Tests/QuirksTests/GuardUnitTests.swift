import Support
import System
import Testing

@testable import Quirks

@Suite struct GuardUnitTests {
  /// systemd itself reads the unit, also for a program in a folder with an odd name.
  /// The second name has a letter that Swift makes one character with the percent sign behind it.
  @Test(arguments: ["a b%c", "a\u{d4e}%n"])
  func `is one that systemd takes`(folder: String) throws {
    let scratch = try Scratch()
    let program = scratch.path("\(folder)/detour")
    try scratch.write("\(folder)/detour", "#!/bin/sh\n")
    try shell("chmod +x \(program.shellQuoted)")
    try scratch.write(GuardUnit.name, GuardUnit.text(program: program))
    let outcome = try run(
      ["systemd-analyze", "--user", "verify", "--man=no", scratch.path(GuardUnit.name)],
      variables: ["HOME": scratch.path, "XDG_RUNTIME_DIR": scratch.path])
    #expect(!outcome.error.contains("detour"), "\(outcome)")
    #expect(outcome.code == 0, "\(outcome)")
  }
}
