/// The windows and workspaces at one moment, as far as a ``WindowWatcher`` tells of them.
public struct SessionState: Sendable {
  /// The windows, in the order in which they were opened.
  public var clients: [Client]
  /// How many workspaces there are; nil while that is unknown.
  public var count: Int?
  /// The index of the workspace that is shown; nil while that is unknown.
  public var current: Int?

  public init(clients: [Client] = [], count: Int? = nil, current: Int? = nil) {
    self.clients = clients
    self.count = count
    self.current = current
  }

  /// Returns what has happened since `before`: first to the windows, in the order in which they were
  /// opened, then to the workspaces. What is unknown now has not changed.
  ///
  /// - Parameter name: gives the name of a workspace by its index.
  @export(interface)
  public func events(since before: SessionState, name: (Int) -> String?) -> [WindowEvent] {
    var events: [WindowEvent] = []
    var known: [WindowID: Client] = [:]
    for client in before.clients { known[client.id] = client }
    for client in clients {
      guard let old = known.removeValue(forKey: client.id) else {
        events.append(.opened(client))
        continue
      }
      if old.title != client.title { events.append(.title(client)) }
      if old.workspace != client.workspace || old.isOnAll != client.isOnAll {
        events.append(.moved(client))
      }
    }
    for client in before.clients where known[client.id] != nil {
      events.append(.closed(client.id))
    }
    let active = clients.first { $0.isActive }
    if before.clients.first(where: { $0.isActive })?.id != active?.id {
      events.append(.active(active))
    }
    if let count, count != before.count { events.append(.count(count)) }
    if let current, current != before.current {
      events.append(.workspace(current, name: name(current)))
    }
    return events
  }
}
