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

  /// Adds all whose names begin with `prefix`.
  func all(under prefix: [UInt8], into found: inout [[UInt8]: Head]) {
    file.read { PackedReferences.all(under: prefix, in: $0, into: &found) }
  }
}
