import Support
import Testing

/// What a suspend does to readers, with fprintd itself and libfprint's virtual ones.
@Suite struct FingersSleepTests {
  /// A reader that is plugged out, as a suspend does to many, while a lock screen holds it stays on
  /// the bus beside the one that came back.
  @Test func `finds a reader that the service has twice`() throws {
    let reader = try FingerprintReader(
      "FP_VIRTUAL_DEVICE", "FP_VIRTUAL_DEVICE_STORAGE", isOneMake: true)
    func detour(_ verb: String) throws -> Outcome {
      try reader.command(["detour", verb, "fingerprints-forgotten"])
    }
    // Two of one make that both open are two readers.
    let both = try detour("check")
    #expect(both.code == 0, "\(both)")

    let holder = try reader.hold()
    try reader.does("UNPLUG")
    let check = try detour("check")
    #expect(check.code == 1)
    #expect(
      check.output.contains(
        "the service has \(FingersTests.reader) more than once, and one of them does not open: "),
      "\(check)")
    #expect(check.output.contains("→ sudo systemctl restart fprintd.service\n"))
    // That takes root: it is printed, and nothing is changed.
    let fix = try detour("fix")
    #expect(fix.code == 1)
    #expect(fix.error.hasSuffix(": run sudo systemctl restart fprintd.service\n"), "\(fix)")

    // What that command does: the service has the reader once, and it works.
    try reader.restart()
    let after = try detour("check")
    #expect(after.code == 0, "\(after)")
    #expect(try FingersTests.enrol(["right-index-finger"], at: reader).last == "exit 0")
    withExtendedLifetime(holder) {}
  }

  /// The service goes on sleeping where nobody tells it that the machine does not.
  @Test func `says what helps where the reader does not open`() throws {
    let reader = try FingerprintReader(hasLogind: true)
    try reader.sleep(true)
    let enrol = ["detour", "fingers", "enrol", "right-index-finger"]
    var outcome = Outcome()
    // The signal is on its way.
    let refused = try eventually {
      outcome = try reader.command(enrol + ["--patience", "1"])
      return outcome.error.contains("the reader does not open")
    }
    #expect(refused, "\(outcome)")
    #expect(outcome.code == 1)
    #expect(outcome.error.contains("this helps: sudo systemctl restart fprintd.service"))
    #expect(outcome.error.filter { $0 == "\n" }.count == 1)
    try reader.restart()
    #expect(try FingersTests.enrol(["right-index-finger"], at: reader).last == "exit 0")
  }
}
