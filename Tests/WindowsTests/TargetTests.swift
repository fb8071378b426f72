import Testing
import Windows

struct TargetTests {
  private func index(
    _ text: String, current: Int? = 1, wrapping: Bool = false, previous: Int? = nil
  ) throws(WindowError) -> Int? {
    var workspaces = Workspaces(count: 4)
    workspaces.current = current
    workspaces.names = ["Main", "Mail", "right"]
    return try Target(text)?.index(in: workspaces, wrapping: wrapping, previous: previous)
  }

  @Test(arguments: [
    ("1", 0), ("4", 3), ("9", 8), ("next", 2), ("prev", 0), ("left", 0), ("right", 2),
    ("first", 0), ("final", 3), ("Mail", 1), ("name=right", 2), ("name=Mail", 1), ("+1", 2),
    ("-1", 0), ("+2", 3),
    ("current", 1),
  ])
  func `words name workspaces`(text: String, expected: Int) throws {
    #expect(try index(text) == expected)
  }

  @Test(arguments: ["", "0", "+0", "name=", "\(Int.min)"])
  func `some words name none`(text: String) { #expect(Target(text) == nil) }

  @Test func `edges stop, or wrap`() throws {
    #expect(throws: WindowError.noNeighbour(.after(1), from: 3)) { try index("next", current: 3) }
    #expect(throws: WindowError.noNeighbour(.beside(.left), from: 0)) {
      try index("left", current: 0)
    }
    #expect(throws: WindowError.noNeighbour(.beside(.up), from: 0)) { try index("up", current: 0) }
    #expect(try index("next", current: 3, wrapping: true) == 0)
    #expect(try index("prev", current: 0, wrapping: true) == 3)
    #expect(try index("left", current: 0, wrapping: true) == 3)
    #expect(try index("down", current: 2, wrapping: true) == 2)
  }

  @Test func `what is not known is said`() {
    #expect(throws: WindowError.currentUnknown) { try index("next", current: nil) }
    #expect(throws: WindowError.noPrevious) { try index("last") }
    #expect(throws: WindowError.noWorkspaceNamed("mail")) { try index("mail") }
    #expect(throws: Never.self) { try index("last", previous: 3) == 3 }
  }
}
