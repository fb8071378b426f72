import Foundation
import Support
import Testing

@testable import Git

/// The witness is what every commit of a known history can reach.
@Suite struct CommitGraphTests {
  private func random() throws -> RandomHistory {
    let random = try RandomHistory(seed: 77, count: 120, skew: 0, tags: 0)
    try random.repository.git("commit-graph", "write", "--reachable")
    return random
  }

  private func expectRightCounts(_ random: RandomHistory, _ comment: Comment) throws {
    let history = History(ObjectStore(try random.repository.opened()))
    for one in stride(from: 0, to: random.ids.count, by: 9) {
      for other in stride(from: 4, to: random.ids.count, by: 31) {
        let ours = history.aheadBehind(of: random.ids[one], from: random.ids[other])
        #expect(ours == random.aheadBehind(of: one, from: other), comment)
      }
    }
  }

  private static let file = "/.git/objects/info/commit-graph"

  @Test(arguments: [0, 3, 8, 60, 900, 2000]) func `passes over a short file`(size: Int) throws {
    let random = try random()
    let path = random.repository.path + Self.file
    let bytes = try Data(contentsOf: URL(filePath: path))
    try FileManager.default.removeItem(atPath: path)
    try bytes.prefix(size).write(to: URL(filePath: path))
    try expectRightCounts(random, "\(size) bytes")
  }

  @Test(arguments: [0, 4, 5, 8]) func `passes over a header that it does not know`(place: Int)
    throws
  {
    let random = try random()
    let path = random.repository.path + Self.file
    var bytes = try Data(contentsOf: URL(filePath: path))
    try FileManager.default.removeItem(atPath: path)
    bytes[place] ^= 0x60
    try bytes.write(to: URL(filePath: path))
    try expectRightCounts(random, "byte \(place)")
  }

  @Test func `reads from the objects what a list of parents without end hides`() throws {
    let random = try random()
    let path = random.repository.path + Self.file
    var bytes = try Data(contentsOf: URL(filePath: path))
    let list = try #require(Chunks([UInt8](bytes).span, header: 8, count: Int(bytes[6]))?["EDGE"])
    try FileManager.default.removeItem(atPath: path)
    for place in stride(from: list.lowerBound, to: list.upperBound, by: 4) { bytes[place] &= 0x7f }
    try bytes.write(to: URL(filePath: path))
    try expectRightCounts(random, "no end")
  }

  @Test func `passes over a chain that is not whole`() throws {
    let random = try RandomHistory(seed: 78, count: 120, skew: 0, tags: 0)
    try random.repository.shell(
      """
      git rev-parse HEAD~5 | git commit-graph write --split --stdin-commits
      git commit-graph write --reachable --split=no-merge
      """)
    try expectRightCounts(random, "whole")
    try random.repository.shell(
      "cd .git/objects/info/commit-graphs; rm -f graph-$(head -1 commit-graph-chain).graph")
    try expectRightCounts(random, "without the lowest")
  }
}
