import System

/// Names a commit by a tag or a branch that has it, as git-name-rev(1) does: `v1.0~3^2~1`.
struct NameRev {
  private struct Tip {
    let commit: Int
    let name: [UInt8]
    /// The tagger's date, or the commit's where nobody tagged.
    let date: Int64
    let isTag: Bool
    /// Whether a tag object stands between the reference and the commit.
    let isAnnotated: Bool
  }

  private struct Name {
    var tip: [UInt8]
    let date: Int64
    let generation: Int
    let distance: Int
    let isTag: Bool

    /// A way through a merge counts as much as this many first parents.
    static let merge = 65535

    private static func effective(_ distance: Int, _ generation: Int) -> Int {
      distance + (generation > 0 ? merge : 0)
    }

    func isWorse(than other: Name) -> Bool {
      let own = Self.effective(distance, generation)
      let its = Self.effective(other.distance, other.generation)
      if isTag && other.isTag { return own > its }
      if isTag != other.isTag { return other.isTag }
      if own != its { return own > its }
      return date > other.date
    }

    private var base: [UInt8] {
      tip.suffix(2).elementsEqual("^0".utf8) ? Array(tip.dropLast(2)) : tip
    }

    func parent(_ number: Int) -> [UInt8] {
      base + Array((generation > 0 ? "~\(generation)^\(number)" : "^\(number)").utf8)
    }

    var text: [UInt8] { generation == 0 ? tip : base + Array("~\(generation)".utf8) }
  }

  /// The bound beyond which nothing descends from the commit that is to be named.
  private struct Cutoff {
    private let date: Int64
    private let level: Int

    init(_ age: History.Age) {
      date = age.date - History.slop
      level = age.level
    }

    /// By its level, or by its date where the commit-graph does not have the named commit.
    func rulesOut(_ age: History.Age) -> Bool {
      level > 0 ? age.level > 0 && age.level < level : age.date < date
    }
  }

  private let history: History
  private let references: References
  private let onlyTags: Bool
  private let deadline: Deadline?

  init(_ history: History, _ references: References, onlyTags: Bool, until deadline: Deadline?) {
    self.deadline = deadline
    self.history = history
    self.references = references
    self.onlyTags = onlyTags
  }

  func name(of id: ObjectID) throws(ObjectFailure) -> [UInt8]? {
    let number = try history.number(of: id)
    let cutoff = Cutoff(try history.age(of: number))
    var names: [Int: Name] = [:]
    for tip in try tips() {
      try spread(from: tip, into: &names, cutoff)
    }
    return names[number]?.text
  }

  /// All references to commits, in the order in which git takes them: tags first, old ones first.
  private func tips() throws(ObjectFailure) -> [Tip] {
    references.all(under: onlyTags ? "refs/tags/" : "refs/").compactMap(tip).ordered {
      $0.isTag == $1.isTag ? $0.date < $1.date : $0.isTag
    }
  }

  private func tip(_ reference: Reference) -> Tip? {
    var id = reference.id
    var date: Int64?
    for _ in 0..<64 {
      guard let object = try? history.objects.read(id) else { return nil }
      if object.kind == .commit {
        guard let number = try? history.number(of: id),
          let age = try? history.age(of: number)
        else { return nil }
        return Tip(
          commit: number, name: short(reference.name), date: date ?? age.date,
          isTag: reference.name.hasPrefix("refs/tags/"), isAnnotated: date != nil)
      }
      guard object.kind == .tag, let tag = Tag(object.bytes, history.objects.format) else {
        return nil
      }
      id = tag.target
      date = tag.date
    }
    return nil
  }

  private func short(_ name: [UInt8]) -> [UInt8] {
    if onlyTags { return references.shorten(name, strictly: false) }
    return Array(name.dropFirst(name.hasPrefix("refs/heads/") ? 11 : 5))
  }

  private func spread(
    from tip: Tip, into names: inout [Int: Name], _ cutoff: Cutoff
  ) throws(ObjectFailure) {
    guard try !cutoff.rulesOut(history.age(of: tip.commit)) else { return }
    let first = Name(
      tip: tip.isAnnotated ? tip.name + Array("^0".utf8) : tip.name, date: tip.date,
      generation: 0, distance: 0, isTag: tip.isTag)
    guard names[tip.commit]?.isWorse(than: first) ?? true else { return }
    names[tip.commit] = first
    var pending = [tip.commit]
    var steps = 0
    while let number = pending.popLast() {
      if steps & 0xff == 0, deadline?.hasPassed == true { throw .deadlineExceeded }
      steps += 1
      guard let name = names[number] else { continue }
      var next: [Int] = []
      for (index, parent) in try history.parents(of: number).enumerated() {
        guard try !cutoff.rulesOut(history.age(of: parent)) else { continue }
        let candidate =
          index == 0
          ? Name(
            tip: name.tip, date: tip.date, generation: name.generation + 1,
            distance: name.distance + 1, isTag: tip.isTag)
          : Name(
            tip: name.parent(index + 1), date: tip.date, generation: 0,
            distance: name.distance + Name.merge, isTag: tip.isTag)
        guard names[parent]?.isWorse(than: candidate) ?? true else { continue }
        names[parent] = candidate
        next.append(parent)
      }
      // The first parent is to come out first.
      pending += next.reversed()
    }
  }
}
