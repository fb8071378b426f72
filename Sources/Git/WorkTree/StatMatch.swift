import System

/// The result of comparing a file's status with its index entry.
enum StatMatch: Equatable, Sendable {
  /// It is as it was when the index was written.
  case same
  /// It cannot be the same: another kind of thing, or another mode.
  case changed
  /// It is as it was, but the index was written at the same moment, so that a change after that may
  /// bear the same time.
  case racy
  /// Only its content can tell.
  case unclear
}

extension Status {
  /// The size as git writes it into an index: the lower 32 bits, but zero for an empty file alone.
  var indexSize: UInt32 {
    let low = UInt32(truncatingIfNeeded: size)
    return low == 0 && size != 0 ? 0x8000_0000 : low
  }
}

extension WorkTreeSettings {
  /// Compares a file with its entry by what the file system says, as git does.
  ///
  /// - Parameters:
  ///   - written: when the index was written: what has changed since may bear the same time.
  ///   - isEmpty: whether the entry's blob is the empty one.
  @inline(__always)
  func compare(
    _ status: Status, _ record: IndexRecord, written: Status.Time, isEmpty: () -> Bool
  ) -> StatMatch {
    switch IndexMode(of: record.mode) {
    case .file:
      guard status.kind == .file else { return .changed }
      if trustsMode, (record.mode ^ status.permissions) & 0o100 != 0 { return .changed }
    case .link:
      guard status.kind == .link || !hasLinks && status.kind == .file else { return .changed }
    default:
      return .unclear
    }
    // The index keeps the lower 32 bits of everything.
    guard record.size == status.indexSize,
      Self.isSame(status.modified, record.modifiedSeconds, record.modifiedNanoseconds)
    else { return .unclear }
    if checksAll {
      if trustsChangeTime,
        !Self.isSame(status.changed, record.changedSeconds, record.changedNanoseconds)
      {
        return .unclear
      }
      guard record.inode == UInt32(truncatingIfNeeded: status.inode),
        record.owner == status.owner, record.group == status.group
      else { return .unclear }
    }
    // git writes a size of zero where it knew that an entry was racy; an empty file has it too.
    if record.size == 0 { return isEmpty() ? .same : .unclear }
    return isRacy(record, written) ? .racy : .same
  }

  private static func isSame(_ time: Status.Time, _ seconds: UInt32, _ nanoseconds: UInt32) -> Bool
  {
    guard seconds == UInt32(truncatingIfNeeded: time.seconds) else { return false }
    // Some writers of an index leave the nanoseconds out, and some file systems do not keep them.
    return nanoseconds == 0 || time.nanoseconds == 0
      || nanoseconds == UInt32(truncatingIfNeeded: time.nanoseconds)
  }

  /// Returns whether the file may have changed after git looked, at the same moment of its clock:
  /// racy-git in git's technical documentation.
  private func isRacy(_ record: IndexRecord, _ written: Status.Time) -> Bool {
    let seconds = UInt32(truncatingIfNeeded: written.seconds)
    if record.modifiedSeconds != seconds { return record.modifiedSeconds > seconds }
    return record.modifiedNanoseconds == 0 || written.nanoseconds == 0
      || record.modifiedNanoseconds >= UInt32(truncatingIfNeeded: written.nanoseconds)
  }
}
