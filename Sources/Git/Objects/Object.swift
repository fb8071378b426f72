/// An object as git stores it.
public struct Object: Equatable, Sendable {
  /// The type of an object; the raw values are those of gitformat-pack(5).
  public enum Kind: UInt8, Sendable {
    case commit = 1
    case tree = 2
    case blob = 3
    case tag = 4

    /// The kind whose name stands in a loose object's header and in a tag.
    init?(name: some Sequence<UInt8>) {
      switch name.text {
      case "commit": self = .commit
      case "tree": self = .tree
      case "blob": self = .blob
      case "tag": self = .tag
      default: return nil
      }
    }
  }

  public let kind: Kind
  public let bytes: [UInt8]
}

/// The reason why an object cannot be had.
public enum ObjectFailure: Error, Equatable, Sendable {
  /// Neither a pack nor a file has it.
  case missing(ObjectID)
  /// What is stored under its name is damaged, or of another kind than was asked for.
  case corrupt(ObjectID)
  /// It has more bytes than the caller is ready to read.
  case tooLarge(ObjectID)
  /// It took longer than it may.
  case deadlineExceeded
}
