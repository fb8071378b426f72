public import System

/// What of a work tree differs from the index and from HEAD, as far as it was asked for.
public struct WorkTreeStatus: Equatable, Sendable {
  /// What can be asked for.
  public struct Wanted: OptionSet, Sendable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Paths whose index entry differs from HEAD's.
    public static let staged = Wanted(rawValue: 1)
    /// Tracked paths that differ from their index entry.
    public static let unstaged = Wanted(rawValue: 2)
    /// Paths that are neither tracked nor ignored.
    public static let untracked = Wanted(rawValue: 4)
    /// Paths that a merge left unmerged.
    public static let conflicted = Wanted(rawValue: 8)
    /// The number of each, not just whether there is one.
    public static let counts = Wanted(rawValue: 16)
  }

  /// How many paths there are of a sort.
  public enum Amount: Equatable, Sendable {
    /// It was not asked for, or could not be known in time.
    case unknown
    /// Exactly so many; where counts were not wanted, 1 stands for one or more.
    case count(Int)

    /// Whether there is one; nothing where it is not known.
    public var isAny: Bool? {
      switch self {
      case .unknown: nil
      case .count(let count): count > 0
      }
    }
  }

  public var staged = Amount.unknown
  public var unstaged = Amount.unknown
  public var untracked = Amount.unknown
  public var conflicted = Amount.unknown

  public init() {}

  /// Compares the work tree of `repository` with its index, and the index with HEAD.
  ///
  /// It runs no program that the repository names, takes no lock and writes nothing.
  ///
  /// - Parameters:
  ///   - head: the commit that HEAD leads to; nothing before the first one.
  ///   - deadline: when to stop; what is not known by then is ``Amount/unknown``.
  public static func examine(
    _ repository: Repository, objects: ObjectStore, head: ObjectID?, wanting wanted: Wanted,
    until deadline: Deadline? = nil
  ) -> WorkTreeStatus {
    WorkTreeStatus()
  }

  /// Whether the ignore rules cover the directory in which the search for `repository` started:
  /// `git check-ignore .`
  public static func ignoresDirectory(of repository: Repository) -> Bool {
    false
  }
}
