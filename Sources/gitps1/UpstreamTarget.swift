import Git
import System

/// The commit that HEAD is compared with.
enum UpstreamTarget {
  case none
  case reference([UInt8], ObjectID)
  /// There may be one, which could not be found in time.
  case unknown

  /// - Parameter words: those of `GIT_PS1_SHOWUPSTREAM`, the last of `git` and `svn` among them
  ///   chooses; where neither is there, a history kept with git-svn(1) is held against that.
  init(_ context: PromptContext, _ words: [String], _ settings: Settings, _ deadline: Deadline) {
    guard let head = context.headID else {
      self = .none
      return
    }
    let chosen = words.last { $0 == "git" || $0 == "svn" }
    let subversion = SubversionUpstream(context.asked)
    guard chosen == "svn" || chosen == nil && !subversion.urls.isEmpty else {
      self.init(context.upstream)
      return
    }
    switch subversion.find(from: head, context.objects, until: deadline) {
    case .remote?: self.init(context.references.find(short: settings.subversionName))
    case .other(let name)?: self.init(context.references.find(short: name))
    case .unknown?: self = .unknown
    case nil where chosen == "svn": self.init(context.references.find(short: Array("svn".utf8)))
    case nil: self.init(context.upstream)
    }
  }

  private init(_ found: (reference: [UInt8], id: ObjectID)?) {
    self = found.map { .reference($0.reference, $0.id) } ?? .none
  }
}
