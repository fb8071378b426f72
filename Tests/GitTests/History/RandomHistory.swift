import Foundation
import Support

@testable import Git

/// A repository with a random history: roots, branches, merges of two and more, crossed merges,
/// wrong clocks, tags of all kinds. The same seed gives the same one.
struct RandomHistory {
  let repository: GitRepository
  /// The names of the commits; the parents of each, by their places in the list.
  private(set) var ids: [ObjectID] = []
  private(set) var parents: [[Int]] = []

  /// - Parameters:
  ///   - skew: by how many seconds a clock may be wrong, in one of eight commits.
  ///   - tags: one in so many commits has one.
  init(seed: UInt64, count: Int, skew: Int, tags: Int, options: [String] = []) throws {
    repository = try GitRepository(options)
    var chance = SeededGenerator(seed: seed)
    var stream = ""
    var tagged = ""
    var time = 1_700_000_000
    while parents.count < count {
      let number = parents.count
      func recent(_ chance: inout SeededGenerator) -> Int { max(0, number - 1 - chance.below(6)) }
      switch chance.below(40) {
      case _ where number == 0: parents.append([])
      case 0: parents.append([])
      case 1...8: parents.append([recent(&chance), recent(&chance)])
      case 9: parents.append((0..<(3 + chance.below(4))).map { _ in chance.below(number) })
      case 10...12:
        let (one, other) = (recent(&chance), chance.below(number))
        parents.append([one, other])
        parents.append([other, one])
      case 13...16: parents.append([chance.below(number)])
      default: parents.append([recent(&chance)])
      }
    }
    // Parents that come twice count once.
    parents = parents.map { list in
      var seen: Set<Int> = []
      return list.filter { seen.insert($0).inserted }
    }
    let inner = Set(parents.joined())
    for (number, list) in parents.enumerated() {
      time += chance.below(200)
      let wrong = skew > 0 && chance.one(in: 8) ? chance.below(2 * skew) - skew : 0
      let mark = number + 1
      stream += list.isEmpty ? "reset refs/heads/work\n" : ""
      stream += "commit refs/heads/work\nmark :\(mark)\n"
      stream += "committer a <a@b> \(time + wrong) +0000\ndata <<.\n\(number)\n.\n"
      for (place, parent) in list.enumerated() {
        stream += "\(place == 0 ? "from" : "merge") :\(parent + 1)\n"
      }
      // Nothing is without a name that leads to it.
      if !inner.contains(number) || chance.one(in: 6) {
        stream += "\nreset refs/heads/\(chance.pick(["b", "side/b"]))\(number)\nfrom :\(mark)\n"
      }
      stream += "\n"
      while tags > 0, chance.one(in: tags) {
        let name = chance.pick(["v", "rel/v", "a", "z"]) + "\(chance.below(1 << 30))"
        let tagger = "tagger a <a@b> \(time + chance.below(300)) +0000\ndata <<.\nx\n.\n"
        if chance.one(in: 2) {
          stream += "reset refs/tags/\(name)\nfrom :\(mark)\n\n"
        } else {
          tagged += "tag \(name)\nmark :\(mark + count * 2)\nfrom :\(mark)\n" + tagger
          if chance.one(in: 4) {
            tagged += "tag nest\(name)\nfrom :\(mark + count * 2)\n" + tagger
          }
        }
      }
    }
    try repository.write("stream", stream + tagged)
    try repository.shell(
      """
      git fast-import --quiet --force --export-marks=marks < stream
      git update-ref refs/remotes/origin/main refs/heads/work; git symbolic-ref HEAD refs/heads/work
      """)
    let marks = try String(contentsOfFile: repository.path + "/marks", encoding: .utf8)
    let named = marks.split(separator: "\n").compactMap { line -> (Int, ObjectID)? in
      let words = line.split(separator: " ")
      guard words.count == 2, let mark = Int(words[0].dropFirst()), mark <= parents.count,
        let id = ObjectID(hexadecimal: Array(words[1].utf8))
      else { return nil }
      return (mark, id)
    }
    ids = named.sorted { $0.0 < $1.0 }.map(\.1)
    guard ids.count == parents.count else { throw Unexpected("\(ids.count) marks") }
  }

  /// How many commits only the one has, and only the other: by all that each can reach.
  func aheadBehind(of one: Int, from other: Int) -> AheadBehind {
    let (left, right) = (ancestors(of: one), ancestors(of: other))
    return AheadBehind(
      ahead: left.subtracting(right).count, behind: right.subtracting(left).count)
  }

  private func ancestors(of number: Int) -> Set<Int> {
    var found: Set<Int> = []
    var pending = [number]
    while let next = pending.popLast() {
      if found.insert(next).inserted { pending += parents[next] }
    }
    return found
  }

  /// What git prints for each of the commands, of which each prints one line; `-` where it fails.
  func answers(_ commands: [String]) throws -> [String] {
    let script = commands.map { "git \($0) 2>/dev/null || echo -" }.joined(separator: "\n")
    try repository.write("../questions", script)
    return try repository.shell("set +e; . ../questions")
      .split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
  }
}
