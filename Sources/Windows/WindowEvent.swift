/// Something that happened to windows or workspaces.
public enum WindowEvent: Hashable, Sendable {
  /// Another workspace is current.
  case workspace(Int, name: String?)
  /// The number of workspaces changed.
  case count(Int)
  /// Another window has the focus; none when it is out of the back end's reach.
  case active(Client?)
  case opened(Client)
  case closed(WindowID)
  /// A window has another title.
  case title(Client)
  /// A window went to another workspace, or to all.
  case moved(Client)
  /// The window manager, by its name; none when it has ended.
  case manager(String?)
}
