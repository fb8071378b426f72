import Support
import Testing

@testable import Interchange

@Suite struct JSONTests {
  static let everything: JSON = .object([
    ("a", .array([.null, .bool(true), .number(-7), .string("naïve \"x\"\n\u{1b}\\")])),
    ("b", .object([] as [JSON.Field])), ("c", .array([])),
  ])

  @Test func `is read back`() throws {
    #expect(try JSON(Array(Self.everything.description.utf8)) == Self.everything)
  }

  /// Python is the witness.
  @Test func `is what others read`() throws {
    let script = "import json,sys; v=json.loads(sys.argv[1]); print(v['a'][3]==sys.argv[2], len(v))"
    let outcome = try run([
      "/usr/bin/python3", "-c", script, Self.everything.description, "naïve \"x\"\n\u{1b}\\",
    ])
    #expect(outcome == Outcome(output: "True 3\n"))
  }

  @Test func `reads what others write`() throws {
    let script = "import json; print(json.dumps({'k': ['é\\U0001f600', 1, None]}, indent=2))"
    let text = try run(["/usr/bin/python3", "-c", script]).output
    #expect(
      try JSON(Array(text.utf8))
        == .object([("k", .array([.string("é😀"), .number(1), .null]))]))
  }

  @Test(arguments: [
    "", "{", "[1,]", "{\"a\"}", "{\"a\":}", "nul", "1 2", "\"\\x\"", "\"\\ud800\"", "\"a",
    "\"\n\"", "01", "--1", String(repeating: "[", count: 1000),
  ])
  func `refuses`(text: String) {
    #expect(throws: JSON.Flaw.self) { try JSON(Array(text.utf8)) }
  }

  @Test(arguments: ["1e\(Int.min)", "1e\(Int.max)", "1e99999999999999999999", "\(Int.min)0"])
  func `reads no number that is too large`(text: String) {
    #expect((try? JSON(Array(text.utf8)))?.number == nil)
  }

  /// No bytes trap, whatever they are.
  @Test func `survives mutation`() throws {
    var generator = SystemRandomNumberGenerator()
    let source = Array(Self.everything.description.utf8)
    for _ in 0..<20_000 {
      var bytes = source
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        bytes[Int.random(in: 0..<bytes.count, using: &generator)] = .random(in: 0...255)
      }
      _ = try? JSON(bytes.prefix(Int.random(in: 0...bytes.count)).map { $0 })
    }
  }
}
