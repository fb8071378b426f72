import Support
import Testing

/// `detour report`, where everything private has a name that can be looked for.
@Suite struct DetourReportTests {
  @Test func `leaves out what is private`() throws {
    let rig = try WsctlRig(.openbox)
    try rig.open("private-title", className: "private-class")
    let home = "\(rig.scratch.path)/private-home"
    // Programs that tell more than their version.
    try rig.scratch.write(
      "bin/git",
      "#!/bin/sh\necho \"git of private-name on private-host version 2.47.3-private-name\"\n")
    try rig.scratch.write("bin/systemctl", "#!/bin/sh\necho 'systemd 257 (257.9-private-name)'\n")
    try shell("mkdir -p '\(home)'; chmod 755 '\(rig.scratch.path)'/bin/*")
    var variables = rig.variables
    variables["HOME"] = home
    variables["USER"] = "private-name"
    variables["LOGNAME"] = "private-name"
    variables["PATH"] = "\(rig.scratch.path)/bin:\(systemPath)"
    variables["XDG_SESSION_TYPE"] = "private-type"
    variables["XDG_CURRENT_DESKTOP"] = "GNOME:/home/private-name/desktop that is mine"
    let outcome = try run(
      [
        "unshare", "--uts", "sh", "-c",
        "echo private-host >/proc/sys/kernel/hostname && exec \"$0\" report", product("detour"),
      ], variables: variables)
    #expect(outcome.code == 0 && outcome.error == "", "\(outcome)")
    #expect(!outcome.output.contains("private-"), "\(outcome.output)")
    #expect(!outcome.output.contains("0x"))
    let lines = outcome.output.split(separator: "\n").map {
      $0.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
    }
    let system = try shell(". /etc/os-release; echo \"$ID $VERSION_ID\"").dropLast()
    for line in [
      "system \(system)", "session other", "window manager Openbox", "git 2.47.3", "systemd 257",
    ] {
      #expect(lines.contains(line), "\(line): \(outcome.output)")
    }
  }
}
