import Foundation
import Support
import Testing

@testable import Git

/// The witnesses are `git rev-list`, `git describe` and `git name-rev`, over random histories.
@Suite struct HistoryTests {
  /// A history of `count` commits with random parents, dates and tags; seeded.
  private func history(_ seed: UInt64, _ count: Int) throws -> GitRepository {
    var chance = SeededGenerator(seed: seed)
    let repository = try GitRepository()
    var script = ""
    var time = 1_700_000_000
    for number in 1...count {
      time += chance.below(100)
      let stamp = "\(chance.one(in: 12) ? time - 400 : time) +0000"
      script += "commit refs/heads/c\(number)\nmark :\(number)\n"
      script += "committer a <a@b> \(stamp)\ndata 1\nx\n"
      if number > 1 {
        let first = max(1, number - 1 - chance.below(4))
        script += "from :\(first)\n"
        if chance.one(in: 3), first > 1 { script += "merge :\(1 + chance.below(first - 1))\n" }
      }
      if chance.one(in: 12) { script += "reset refs/tags/light\(number)\nfrom :\(number)\n\n" }
      if chance.one(in: 12) {
        script +=
          "tag note\(number)\nfrom :\(number)\ntagger a <a@b> \(time + 10) +0000\ndata 1\nx\n"
      }
    }
    try repository.write("stream", script)
    try repository.shell(
      "git fast-import --quiet < stream; git symbolic-ref HEAD refs/heads/c\(count)")
    return repository
  }

  private static let stores = [
    "", "git commit-graph write --reachable",
    "git rev-parse c40 | git commit-graph write --split --stdin-commits; git commit-graph write --reachable --split=no-merge",
    "git repack -q -a -d; git -c commitGraph.generationVersion=1 commit-graph write --reachable",
  ]

  @Test(arguments: stores, [1, 2] as [UInt64]) func `counts as git`(store: String, seed: UInt64)
    throws
  {
    let repository = try history(seed, 80)
    if !store.isEmpty { try repository.shell(store) }
    let opened = try repository.opened()
    let references = References(opened)
    let history = History(ObjectStore(opened))
    var chance = SeededGenerator(seed: seed)
    for _ in 0..<40 {
      let (one, other) = ("c\(1 + chance.below(80))", "c\(1 + chance.below(80))")
      let counts = try repository.git("rev-list", "--count", "--left-right", "\(other)...\(one)")
        .split { $0 == "\t" || $0 == "\n" }.compactMap { Int($0) }
      let ours = history.aheadBehind(
        of: try #require(references.resolve("refs/heads/\(one)")),
        from: try #require(references.resolve("refs/heads/\(other)")))
      #expect(
        ours == AheadBehind(ahead: counts[1], behind: counts[0]), "\(other)...\(one) seed \(seed)")
    }
  }

  @Test(
    arguments: ["", "git commit-graph write --reachable; git pack-refs --all"],
    [3, 4, 6] as [UInt64])
  func `describes as git`(store: String, seed: UInt64) throws {
    let repository = try history(seed, 60)
    if !store.isEmpty { try repository.shell(store) }
    let opened = try repository.opened()
    let references = References(opened)
    let history = History(ObjectStore(opened))
    let styles: [(DescribeStyle, [String])] = [
      (.contains, ["--contains"]), (.branch, ["--contains", "--all"]), (.describe, []),
      (.tag, ["--tags"]), (.exact, ["--tags", "--exact-match"]),
    ]
    for number in stride(from: 1, through: 60, by: 4) {
      let id = try #require(references.resolve("refs/heads/c\(number)"))
      for (style, options) in styles {
        let outcome = try run(
          ["git", "describe"] + options + ["c\(number)"], variables: repository.variables,
          directory: repository.path)
        let expected = outcome.code == 0 ? String(outcome.output.dropLast()) : nil
        #expect(
          history.describe(id, style, references)?.text == expected,
          "\(style) c\(number) seed \(seed)")
      }
    }
  }

  @Test func `ends a shallow clone where it is cut`() throws {
    let repository = try history(7, 20)
    try repository.shell(
      "git clone -q --depth 3 --branch c20 \"file://$PWD\" ../shallow; cd ../shallow; git update-ref refs/heads/first HEAD~2"
    )
    let opened = try repository.opened(in: "../shallow")
    let references = References(opened)
    let aheadBehind = History(ObjectStore(opened)).aheadBehind(
      of: try #require(references.resolve("HEAD")),
      from: try #require(references.resolve("refs/heads/first")))
    let expected = try Support.run(
      ["git", "rev-list", "--count", "--left-right", "first...HEAD"],
      variables: repository.variables, directory: repository.path + "/../shallow"
    ).output
    #expect("\(aheadBehind?.behind ?? -1)\t\(aheadBehind?.ahead ?? -1)\n" == expected)
  }
}
