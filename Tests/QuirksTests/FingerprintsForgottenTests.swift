import DBus
import Support
import Testing

@testable import Quirks

@Suite struct FingerprintsForgottenTests {
  typealias Seen = FingerprintsForgotten.Seen

  @Test func `remembers in a file that it can read again`() throws {
    let scratch = try Scratch()
    let directory = scratch.path("a/state")
    #expect(try FingerprintMemory(in: directory) == FingerprintMemory())
    var memory = FingerprintMemory()
    memory.add(["right-thumb", "left-thumb"], on: "A reader")
    memory.add(["left-thumb"], on: "Another\treader")
    memory.add(["not-a-finger"], on: "A third")
    try memory.save(in: directory)
    #expect(try FingerprintMemory(in: directory) == memory)
    #expect(memory.fingers == ["A reader": ["left-thumb", "right-thumb"]])
    #expect(memory.missing(from: ["left-thumb"], on: "A reader") == ["right-thumb"])
    memory.forget("right-thumb", on: "A reader")
    #expect(memory.missing(from: [], on: "A reader") == ["left-thumb"])
  }

  @Test(arguments: [
    "", "x", "detour fingerprints 1", "detour fingerprints 2\n",
    "detour fingerprints 1\nleft-thumb\n", "detour fingerprints 1\nleft-toe\tA\n",
    "detour fingerprints 1\nleft-thumb\tA\nleft-thumb\tA\n",
    "detour fingerprints 1\nleft-thumb\tA",
  ])
  func `refuses what it did not write`(text: String) {
    #expect(FingerprintMemory(text: text) == nil)
  }

  @Test func `sees a reader that the service has twice`() {
    let seen = [
      Seen(reader: "R", .knows(["left-thumb"])),
      Seen(reader: "R", .fails(DBusError(.failed, "no such device"))),
    ]
    let finding = FingerprintsForgotten.finding(seen, FingerprintMemory(), unreadable: [])
    #expect(finding.verdict == .affected)
    #expect(finding.remedy == .run("sudo systemctl restart fprintd.service"))
    // Two of one make that both answer are two readers.
    #expect(
      FingerprintsForgotten.finding(
        [seen[0], seen[0]], FingerprintMemory(), unreadable: []
      ).verdict == .fine)
  }

  /// That one of two is silent leaves open whether it has forgotten something.
  @Test func `does not take silence for knowledge`() {
    let seen = [
      Seen(reader: "A", .knows(["left-thumb"])),
      Seen(reader: "B", .refuses(DBusError(.permissionDenied, "not here"))),
    ]
    let finding = FingerprintsForgotten.finding(seen, FingerprintMemory(), unreadable: [])
    #expect(finding.verdict == .unknown)
    #expect(
      finding.evidence.first
        == .fingerprints(.doesNotTell(reader: "B", DBusError(.permissionDenied, "not here"))))
  }

  /// Files as the service keeps them, of which one is of a format that is not read any more.
  @Test func `sees prints of a foreign format`() throws {
    let root = try Scratch()
    try root.write("var/lib/fprint/me/driver/0/7", "FP3 and more")
    try root.write("var/lib/fprint/me/driver/0/1", "FP1 and more")
    try root.write("var/lib/fprint/me/driver/0/readme", "no print")
    let context = QuirkContext(root: root.path, home: "/", systemBus: nil, sessionBus: nil)
    let prints = StoredPrint.all(on: context).sorted { $0.finger < $1.finger }
    #expect(prints.map(\.finger) == ["left-thumb", "right-index-finger"])
    #expect(prints.map(\.isReadable) == [false, true])
    let finding = FingerprintsForgotten.finding(
      [Seen(reader: "R", .knows([]))], FingerprintMemory(), unreadable: prints)
    #expect(finding.verdict == .affected)
    #expect(
      finding.evidence.first
        == .fingerprints(.foreignPrint(path: prints[0].path, finger: "left-thumb")))
  }

  /// No reader may be one that is not plugged in: nothing is certain.
  @Test func `does not miss a reader`() {
    var memory = FingerprintMemory()
    memory.add(["left-thumb"], on: "R")
    #expect(
      FingerprintsForgotten.finding([], memory, unreadable: [])
        == Finding(
          .notApplicable,
          [.fingerprints(.noReader), .fingerprints(.readerIsGone("R"))]))
  }
}
