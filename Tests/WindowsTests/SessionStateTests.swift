import Testing
import Windows

/// How a watcher tells what has happened: by comparing what was with what is.
@Suite struct SessionStateTests {
  private static func client(
    _ number: UInt32, _ title: String, workspace: Int? = 0, isActive: Bool = false
  ) -> Client {
    var client = Client(
      id: WindowID(rawValue: number), area: Rectangle(x: 0, y: 0, width: 10, height: 10))
    client.title = title
    client.workspace = workspace
    client.isOnAll = workspace == nil
    client.isActive = isActive
    return client
  }

  private let before = SessionState(
    clients: [client(1, "one", isActive: true), client(2, "two")], count: 4, current: 0)

  private func told(_ change: (inout SessionState) -> Void) -> [WindowEvent] {
    var now = before
    change(&now)
    return now.events(since: before) { "name of \($0)" }
  }

  @Test func `nothing has happened where all is the same`() {
    #expect(told { _ in } == [])
  }

  @Test func `a window that opens takes the focus`() {
    let new = Self.client(3, "three", isActive: true)
    #expect(
      told {
        $0.clients[0].isActive = false
        $0.clients.append(new)
      } == [.opened(new), .active(new)])
  }

  @Test func `windows close in the order in which they were opened`() {
    #expect(
      told { $0.clients = [] }
        == [
          .closed(WindowID(rawValue: 1)), .closed(WindowID(rawValue: 2)), .active(nil),
        ])
  }

  @Test func `another title and another workspace are two events`() {
    let moved = Self.client(2, "renamed", workspace: 3)
    #expect(told { $0.clients[1] = moved } == [.title(moved), .moved(moved)])
    let everywhere = Self.client(2, "two", workspace: nil)
    #expect(told { $0.clients[1] = everywhere } == [.moved(everywhere)])
  }

  @Test func `workspaces are counted and named, and what is unknown has not changed`() {
    #expect(
      told {
        $0.count = 5
        $0.current = 4
      } == [.count(5), .workspace(4, name: "name of 4")])
    #expect(
      told {
        $0.count = nil
        $0.current = nil
      } == [])
  }
}
