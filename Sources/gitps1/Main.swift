import Tool

@main struct Main: Tool {
  static let name = "gitps1"
  init(_ arguments: [String]) throws {}
  func run() throws { try write("") }
}
