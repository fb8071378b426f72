import Git
import System

/// What HEAD is held against.
enum UpstreamTarget {
  case none
  case reference([UInt8], ObjectID)
  /// There may be one, which could not be found in time.
  case unknown

  /// - Parameter words: those of `GIT_PS1_SHOWUPSTREAM`, the last of `git` and `svn` among them
  ///   chooses; where neither is there, a history kept with git-svn(1) is held against that.
  init(_ facts: inout Facts, _ words: [String], _ settings: Settings, _ deadline: Deadline) {
    guard let head = facts.headID else {
      self = .none
      return
    }
    let chosen = words.last { $0 == "git" || $0 == "svn" }
    let subversion = SubversionUpstream(facts.repository.configuration)
    guard chosen == "svn" || chosen == nil && !subversion.urls.isEmpty else {
      self.init(facts.upstream())
      return
    }
    switch subversion.find(from: head, facts.objects, until: deadline) {
    case .remote?: self.init(facts.references.find(short: settings.subversionName))
    case .other(let name)?: self.init(facts.references.find(short: name))
    case .unknown?: self = .unknown
    case nil where chosen == "svn": self.init(facts.references.find(short: Array("svn".utf8)))
    case nil: self.init(facts.upstream())
    }
  }

  private init(_ found: (reference: [UInt8], id: ObjectID)?) {
    self = found.map { .reference($0.reference, $0.id) } ?? .none
  }
}
