import Synchronization
import System

/// The top directory of a work tree, and the file system that it is on.
struct WorkTreeTop: Sendable {
  /// The directory itself, if it is kept open.
  let directory: OpenDirectory?
  let status: Status
  let system: FileSystem

  /// - Parameter keepsOpen: no for what stays: it would keep a file system from being unmounted.
  init(_ path: String, keepsOpen: Bool) throws(Errno) {
    let file = try FileDescriptor(opening: path, [.directory])
    status = try Status(of: file)
    system = try FileSystem(of: file)
    directory = keepsOpen ? OpenDirectory(file) : nil
  }
}

/// Directories that may be on other file systems than the top: one that another machine or a process
/// answers for is not looked at unasked, as the kernel may wait for it for ever.
extension WalkContext {
  /// Whether the names in a directory can have changed only where its times have.
  func remembersNames(in directory: Status) -> Bool {
    guard let top else { return false }
    return directory.device == top.status.device && top.system.movesDirectoryTimes
  }

  /// Looks up what may be a directory in the directory `parent`.
  ///
  /// - Throws: ``Errno/crossDevice`` where it is not to be looked at.
  @_optimize(speed)
  func status(ofDirectory name: Span<UInt8>, at parent: Int32) throws(Errno) -> Status {
    if includesRemote { return try Status(ofName: name, at: parent) }
    let status: Status
    do throws(Errno) {
      status = try Status(knownOfName: name, at: parent)
    } catch {
      // A sandbox may not let the question through.
      guard error == .notImplemented || error == .notPermitted else { throw error }
      return try Status(ofName: name, at: parent)
    }
    guard status.device == top?.status.device || !isRemote(status.device) else {
      throw .crossDevice
    }
    return status
  }

  /// Opens a directory in the directory `parent`, unless it is a link.
  ///
  /// - Throws: ``Errno/crossDevice`` where it is not to be looked at.
  func open(directory name: Span<UInt8>, at parent: Int32) throws(Errno) -> FileDescriptor {
    if !includesRemote {
      do throws(Errno) {
        return try FileDescriptor(
          openingNameOfSameMount: name, [.directory, .noFollow], at: parent)
      } catch {
        guard error == .crossDevice || error == .notImplemented || error == .notPermitted else {
          throw error
        }
      }
      _ = try status(ofDirectory: name, at: parent)
    }
    return try FileDescriptor(openingName: name, [.directory, .noFollow], at: parent)
  }

  /// Returns whether a device is another machine's or a process's; also where nothing tells.
  private func isRemote(_ device: UInt64) -> Bool {
    knownRemoteDevices.withLock { known in
      let devices = known ?? Self.remoteDevices
      known = .some(devices)
      return devices?.contains(device) ?? true
    }
  }

  private static var remoteDevices: Set<UInt64>? {
    guard let mounts = try? MountTable() else { return nil }
    return try? mounts.remoteDevices()
  }
}
