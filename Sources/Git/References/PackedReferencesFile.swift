import System

/// A `packed-refs` file, open.
final class PackedReferencesFile {
  private let file: MappedFile

  init?(_ path: String) {
    guard let file = try? MappedFile(path) else { return nil }
    self.file = file
  }

  /// The object that `name` stands for.
  func find(_ name: [UInt8]) -> ObjectID? {
    file.read { PackedReferences.find(name, in: $0) }
  }

  /// The names of the references that are `id`, or tags that lead to it; nil where the file does not
  /// say.
  func names(of id: ObjectID, under prefix: [UInt8]) -> [[UInt8]]? {
    file.read { PackedReferences.names(of: id, under: prefix, in: $0) }
  }

  /// All whose names begin with `prefix`, sorted by name.
  func all(under prefix: [UInt8]) -> [Reference] {
    file.read { PackedReferences.all(under: prefix, in: $0) }
  }
}
