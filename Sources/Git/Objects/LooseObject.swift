import System
import Zlib

/// An object in a file of its own: gitformat-loose, `objects/ab/cdef…`.
enum LooseObject {
  static func path(of id: ObjectID, in directory: String) -> String {
    let name = id.description
    return directory + "/" + name.prefix(2) + "/" + name.dropFirst(2)
  }

  /// Reads the object; nothing where there is no such file.
  static func read(
    _ id: ObjectID, in directory: String, limit: Int
  ) throws(ObjectFailure) -> Object? {
    let file: MappedFile
    do {
      file = try MappedFile(path(of: id, in: directory))
    } catch .notFound {
      return nil
    } catch {
      throw .corrupt(id)
    }
    return try parse(file.bytes, id, limit: limit)
  }

  /// Takes a file's bytes apart: a header of kind and size, a NUL, and the content, deflated.
  static func parse(
    _ bytes: Span<UInt8>, _ id: ObjectID, limit: Int
  ) throws(ObjectFailure) -> Object {
    // Most commits and tags are no longer than what is asked for first.
    let most = 4096
    guard let start = try? inflate(bytes, atMost: most),
      let space = start.firstIndex(of: 0x20), let kind = Object.Kind(name: start[..<space]),
      let end = start[space...].firstIndex(of: 0), let size = Int(start[(space + 1)..<end].text),
      size >= 0
    else { throw .corrupt(id) }
    guard size <= limit else { throw .tooLarge(id) }
    if start.count < most {
      guard start.count == end + 1 + size else { throw .corrupt(id) }
      return Object(kind: kind, bytes: Array(start[(end + 1)...]))
    }
    guard let whole = try? inflate(bytes, size: end + 1 + size) else { throw .corrupt(id) }
    return Object(kind: kind, bytes: Array(whole[(end + 1)...]))
  }
}
