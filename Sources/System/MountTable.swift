import CLinux
import Glibc

/// The mounts that this process sees: /proc/self/mountinfo of proc(5).
public struct MountTable: ~Copyable, Sendable {
  private let file: FileDescriptor

  /// - Throws: where there is no /proc.
  public init() throws(Errno) { file = try FileDescriptor(opening: "/proc/self/mountinfo") }

  /// A descriptor that is ready for ``Readiness/urgent`` once something was mounted or unmounted
  /// since the last ``points()``.
  public var fileDescriptor: CInt { file.rawValue }

  /// Returns whether something was mounted or unmounted since that was asked last.
  public borrowing func hasChanged() throws(Errno) -> Bool {
    !(try wait(for: file.rawValue, .urgent, until: Deadline(nanoseconds: 0)))
      .isDisjoint(with: [.urgent, .failure])
  }

  /// Returns where something is mounted, as bytes of absolute paths.
  public borrowing func points() throws(Errno) -> [[UInt8]] {
    let descriptor = file.rawValue
    _ = try throwing { lseek(descriptor, 0, SEEK_SET) }
    return Self.points(try file.readAll(limit: 16 << 20))
  }

  /// The fifth field of each line, in which `\040` stands for a space.
  static func points(_ text: [UInt8]) -> [[UInt8]] {
    text.split(separator: 0x0a).compactMap { line in
      let fields = line.split(separator: 0x20, maxSplits: 5, omittingEmptySubsequences: false)
      return fields.count > 4 ? unescaped(fields[4]) : nil
    }
  }

  /// Returns the devices of the file systems that are another machine's or a process's, none of
  /// which is asked for that.
  public borrowing func remoteDevices() throws(Errno) -> Set<UInt64> {
    let descriptor = file.rawValue
    _ = try throwing { lseek(descriptor, 0, SEEK_SET) }
    return Self.remoteDevices(try file.readAll(limit: 16 << 20))
  }

  /// The third field of each line is the device, and the one after a lone hyphen the type.
  static func remoteDevices(_ text: [UInt8]) -> Set<UInt64> {
    var devices: Set<UInt64> = []
    for line in text.split(separator: 0x0a) {
      let fields = line.split(separator: 0x20, omittingEmptySubsequences: false)
      guard fields.count > 6,
        let mark = fields[6...].firstIndex(where: { $0.elementsEqual([0x2d]) }),
        mark + 1 < fields.count
      else { continue }
      let name = fields[mark + 1].prefix { $0 != UInt8(ascii: ".") }
      let numbers = fields[2].split(separator: UInt8(ascii: ":"))
        .compactMap { UInt32(String(decoding: Array($0), as: UTF8.self)) }
      guard numbers.count == 2,
        FileSystem.remoteNames.contains(where: { name.elementsEqual($0.utf8) })
      else { continue }
      devices.insert(detour_device(numbers[0], numbers[1]))
    }
    return devices
  }

  private static func unescaped(_ field: ArraySlice<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = field
    while let byte = rest.popFirst() {
      let digits = rest.prefix(3)
      guard byte == 0x5c, digits.count == 3, digits.allSatisfy({ (0x30...0x37).contains($0) })
      else {
        bytes.append(byte)
        continue
      }
      bytes.append(digits.reduce(0) { $0 &* 8 &+ ($1 - 0x30) })
      rest = rest.dropFirst(3)
    }
    return bytes
  }
}
