import Testing

@testable import System

@Suite struct FileSystemTests {
  @Test func `names the devices of remote file systems`() {
    let text = """
      22 1 8:1 / / rw shared:1 - ext4 /dev/sda1 rw
      23 22 0:50 / /net rw shared:2 master:1 - nfs4 host:/a rw
      24 22 0:51 / /a\\040b rw - fuse.sshfs host: rw
      25 22 0:52 / /auto rw shared:3 - autofs systemd-1 rw
      26 22 0:53 / /tmp rw - tmpfs fuse rw
      27 22 8:700 / /ntfs rw - fuseblk /dev/sdb1 rw
      28 22 0:54 / /sys/fs/fuse/connections rw - fusectl fusectl rw
      broken
      29 22 x:y / /x rw - nfs x rw
      30 22 0:55 / /x rw -
      """
    // The numbers as stat(2) has them together.
    #expect(
      MountTable.remoteDevices(Array(text.utf8)).sorted() == [50, 51, 52, 0x20_08bc])
  }

  /// What FAT and FUSE say of a directory's times is not relied on.
  @Test(arguments: [(0x4d44, false), (0x6573_5546, false), (0x6969, false), (0xef53, true)])
  func `knows who moves the times of directories`(kind: UInt32, expected: Bool) {
    #expect(FileSystem(rawValue: kind).movesDirectoryTimes == expected)
  }
}
