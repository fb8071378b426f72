import Foundation
import Support
import Testing

@testable import Git

/// The witness is the describe of git 2.47; its answers are kept beside the histories, in
/// Fixtures/Names.
@Suite struct NamesTests {
  private static let fixtures = packageRoot + "/Tests/GitTests/Fixtures/Names/"

  @Test(arguments: ["101", "102", "103", "104"], ["", "git commit-graph write --reachable"])
  func `describes as git`(name: String, store: String) throws {
    let repository = try GitRepository()
    try repository.shell(
      """
      gzip -dc '\(Self.fixtures)\(name).stream.gz' | git fast-import --quiet --force
      \(store)
      """)
    let opened = try repository.opened()
    let references = References(opened)
    let history = History(ObjectStore(opened))
    let lines = try String(contentsOfFile: Self.fixtures + name + ".names", encoding: .utf8)
      .split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    #expect(lines.count > 50)
    for line in lines {
      let id = try #require(ObjectID(hexadecimal: Array(line[0].utf8)))
      let styles: [DescribeStyle] = [.contains, .branch, .describe, .tag]
      let ours = styles.map { history.describe(id, $0, references)?.text ?? "-" }
      #expect(ours == Array(line.dropFirst()), "\(id)")
    }
  }
}
