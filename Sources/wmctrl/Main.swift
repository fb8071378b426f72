import Tool

@main struct Main: Tool {
  static let name = "wmctrl"
  init(_ arguments: [String]) throws {}
  func run() throws { try write("") }
}
