import Login
import Support
import Testing

/// Settings are read as systemd reads them.
@Suite struct LogindConfigurationTests {
  @Test(
    arguments: [
      ([("etc/systemd/logind.conf", "[Login]\nLidSwitchIgnoreInhibited=NO\n")], false),
      ([("etc/systemd/logind.conf", "[Login]\n  LidSwitchIgnoreInhibited = off \n")], false),
      ([("etc/systemd/logind.conf", "[Other]\nLidSwitchIgnoreInhibited=no\n")], nil),
      ([("etc/systemd/logind.conf", "[Login]\n#LidSwitchIgnoreInhibited=no\n")], nil),
      ([("usr/lib/systemd/logind.conf", "[Login]\nLidSwitchIgnoreInhibited=f\n")], false),
      (
        [
          ("etc/systemd/logind.conf", "[Login]\nLidSwitchIgnoreInhibited=no\n"),
          ("usr/lib/systemd/logind.conf.d/10.conf", "[Login]\nLidSwitchIgnoreInhibited=T\n"),
        ], true
      ),
      (
        [
          ("usr/lib/systemd/logind.conf.d/10.conf", "[Login]\nLidSwitchIgnoreInhibited=no\n"),
          ("etc/systemd/logind.conf.d/10.conf", ""),
        ], nil
      ),
      ([("run/systemd/logind.conf.d/a.conf", "[Login]\nLidSwitchIgnoreInhibited=perhaps\n")], nil),
      ([("etc/systemd/logind.conf", "[Login]\r\nLidSwitchIgnoreInhibited=no\r\n")], false),
      (
        [("run/systemd/logind.conf.d/a.conf", "[Login]\nLidSwitchIgnoreInhibited=\\\nn\n")],
        false
      ),
    ] as [([(String, String)], Bool?)])
  func `reads a boolean`(files: [(String, String)], value: Bool?) throws {
    let root = try Scratch()
    for (path, text) in files { try root.write(path, text) }
    #expect(LogindConfiguration(root: root.path).boolean("LidSwitchIgnoreInhibited") == value)
  }
}
