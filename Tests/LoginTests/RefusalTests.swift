import DBus
import System
import Testing

@testable import Login

/// What crosses the bus as a code and data comes out as it went in.
@Suite struct RefusalTests {
  private static let error = DBusError(.accessDenied, "no; never: \u{1f600}")

  @Test(arguments: [
    Refusal.notADuration("1x"), .notATimeOfDay("25:00"), .unknownKind("lip"),
    .unknownCondition("on fire"), .neverTogether(["ac", "battery"]),
    .badValue("", option: "on-close"), .unreadable("/a b", .accessDenied),
    .unwritable("/a", .noSpace), .notRemoved("/a", .invalid), .noProcess(4711),
    .noTimer(.notImplemented), .noBus(address: "unix:path=/run/x", error), .logind(error),
    .inhibit(.lid, .weak, error), .service(error),
  ]) func `a refusal is read as it was written`(refusal: Refusal) {
    #expect(Refusal(refusal.fields) == refusal)
    #expect(LidObstacle(LidObstacle.refused(refusal).fields) == .refused(refusal))
  }

  @Test(arguments: [
    LidResult.nothing, .blanked, .alreadyLocked, .locked(by: nil),
    .locked(by: "org.gnome.ScreenSaver"),
    .notLocked([
      .logind("why"), .unanswered, .console(session: "3"), .otherUser(session: "c1"),
      .saver("org.mate.ScreenSaver", ""),
    ]), .notBlanked(nil), .notBlanked(error), .commandStarted("true"),
    .commandNotStarted("/x y", .notFound), .commandFailed("false", code: 1),
  ]) func `the result of a closed lid is read as it was written`(result: LidResult) {
    for released in [false, true] {
      let closing = LidClosing(.undocked, result, released: released)
      #expect(LidClosing(closing.fields) == closing)
    }
  }

  /// Another version of the service may say anything.
  @Test func `fields that are none are no refusal`() {
    for fields in [[], [""], ["no-process"], ["no-process", "x"], ["novel", "1"]] {
      #expect(Refusal(fields) == nil)
      #expect(LidClosing(fields) == nil)
    }
    #expect(Refusal(["inhibit"]) != nil)
  }
}
