import System

/// A file in which the service keeps a finger, where this user may look into it: root mostly.
struct StoredPrint: Equatable {
  let path: String
  let finger: String
  /// Whether libfprint's version 2 reads it: its files begin with `FP3`.
  let isReadable: Bool

  /// All below the service's own directory: `USER/DRIVER/DEVICE/NUMBER`.
  static func all(on context: QuirkContext) -> [StoredPrint] {
    let base = context.root + "/var/lib/fprint"
    return names(in: base).flatMap { user in
      names(in: "\(base)/\(user)").flatMap { driver in
        names(in: "\(base)/\(user)/\(driver)").flatMap { device in
          names(in: "\(base)/\(user)/\(driver)/\(device)").compactMap { name in
            print(at: "\(base)/\(user)/\(driver)/\(device)/\(name)", named: name)
          }
        }
      }
    }
  }

  /// The file is named by the finger's number in libfprint, in hexadecimal, from 1.
  private static func print(at path: String, named name: String) -> StoredPrint? {
    guard let number = Int(name, radix: 16), (1...10).contains(number),
      let file = try? FileDescriptor(opening: path, [.noFollow, .nonBlocking]),
      let start = try? file.read(atMost: 3)
    else { return nil }
    return StoredPrint(
      path: path, finger: order[number - 1], isReadable: start == Array("FP3".utf8))
  }

  /// The fingers as libfprint counts them: the left hand from its thumb, then the right.
  private static var order: [String] { Fprint.allFingers }

  private static func names(in path: String) -> [String] {
    guard var directory = try? Directory(path) else { return [] }
    var names: [String] = []
    while let entry = try? directory.next() {
      let name = String(decoding: entry.name, as: UTF8.self)
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }
}
