public import ArgumentParser
public import Quirks

extension WorkspaceVerb: ExpressibleByArgument {}

/// Workspaces on the command line: `7` or `5-12`.
struct Workspaces: ExpressibleByArgument {
  let range: ClosedRange<Int>

  init?(argument: String) {
    let numbers = argument.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard let first = numbers.first ?? nil, let last = numbers.last ?? nil, numbers.count <= 2,
      WorkspaceKeys.all.contains(first), WorkspaceKeys.all.contains(last), first <= last
    else { return nil }
    range = first...last
  }

  /// As it is written.
  var description: String {
    range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)-\(range.upperBound)"
  }
}
