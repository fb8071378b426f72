import ArgumentParser
import Tool
import Windows

struct GridCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "grid",
    abstract: "Prints the layout of the workspaces, or changes it.",
    discussion: """
      The directions left, right, up and down follow it, and so do GNOME's own shortcuts until the \
      session ends.

      Examples:
        wsctl grid          prints 4x1: four columns, one row
        wsctl grid 3x3
      """)

  @Argument(help: "COLUMNSxROWS")
  var size: String?

  @OptionGroup var connecting: Connecting

  func run() throws {
    let system = try openSystem()
    guard let size else {
      let grid = try system.workspaces().grid
      return try write("\(grid.columns)x\(grid.rows)\n")
    }
    let numbers = size.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
    guard numbers.count == 2, let columns = numbers[0], let rows = numbers[1],
      (1...1024).contains(columns), (1...1024).contains(rows)
    else {
      throw CommandError.usage("\"\(size)\" is no grid: write it as 3x2, columns before rows")
    }
    let count = try system.workspaces().count
    guard columns * rows >= count else {
      throw CommandError("\(count) workspaces do not fit into \(size); reduce the count first")
    }
    try system.perform(.setGrid(columns: columns, rows: rows), verification: .standard)
  }
}
