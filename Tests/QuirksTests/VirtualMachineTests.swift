import DBus
import Support
import Testing

@testable import Quirks

@Suite struct VirtualMachineTests {
  private func machine(_ files: [String: String]) throws -> (QuirkContext, Scratch) {
    let root = try Scratch()
    for (name, text) in files { try root.write(name, text) }
    return (QuirkContext(root: root.path, home: "/", systemBus: nil, sessionBus: nil), root)
  }

  static let guest = ["sys/class/dmi/id/sys_vendor": "QEMU\n"]
  static let card = "sys/bus/pci/devices/0000:00:02.0/"

  @Test(arguments: [
    ([:], Verdict.notApplicable), (guest, .fine),
    (guest.merging([card + "vendor": "0x1013\n", card + "device": "0x00b8\n"]) { $1 }, .affected),
    (guest.merging([card + "vendor": "0x1af4\n", card + "device": "0x1050\n"]) { $1 }, .fine),
    ([card + "vendor": "0x1013\n", card + "device": "0x00b8\n"], .notApplicable),
  ])
  func `sees a Cirrus card`(files: [String: String], verdict: Verdict) throws {
    let (context, root) = try machine(files)
    defer { withExtendedLifetime(root) {} }
    #expect(VMCirrus().check(context).verdict == verdict)
  }

  @Test(arguments: [
    ("virtio_rng.0\n", "3.10.0\n", Verdict.fine), ("none\n", "3.10.0-957.el7\n", .affected),
    ("none\n", "5.5.19\n", .affected), ("none\n", "5.6.0\n", .fine), ("\n", "6.1\n", .fine),
    ("none\n", "strange\n", .unknown),
  ])
  func `sees where entropy comes from`(current: String, release: String, verdict: Verdict) throws {
    let (context, root) = try machine(
      Self.guest.merging([
        "sys/class/misc/hw_random/rng_current": current, "proc/sys/kernel/osrelease": release,
      ]) { $1 })
    defer { withExtendedLifetime(root) {} }
    #expect(VMEntropy().check(context).verdict == verdict)
  }

  /// A real fprintd that has hung is what such a login waits for.
  @Test func `sees a service that does not answer`() throws {
    let reader = try FingerprintReader()
    var (context, root) = try machine(Self.guest)
    defer { withExtendedLifetime(root) {} }
    context.systemBus = Bus(address: reader.address)
    let fine = VMFingerprintNoUSB().check(context)
    #expect(fine == Finding(.fine, [.virtualMachine(.fprintdAnswers)]))
    try reader.hang(true)
    let hung = VMFingerprintNoUSB().check(context)
    try reader.hang(false)
    #expect(hung.verdict == .affected)
    #expect(hung.remedy == .runOnHost("virt-xml DOMAIN --add-device --controller usb"))
  }

  /// What is printed for the host does there what it says: virt-xml itself takes it, for a machine
  /// that is only defined.
  @Test(arguments: [
    ("vm-cirrus", ["-cirrus", "+virtio"]), ("vm-fingerprint-no-usb", ["+<controller type=\"usb\""]),
    ("vm-entropy", ["+<rng model=\"virtio\"", "+/dev/urandom"]),
  ])
  func `the host takes the command`(name: String, changes: [String]) throws {
    let reader = try FingerprintReader()
    var (context, root) = try machine(
      Self.guest.merging([
        Self.card + "vendor": "0x1013\n", Self.card + "device": "0x00b8\n",
        "proc/sys/kernel/osrelease": "3.10.0\n",
      ]) { $1 })
    context.systemBus = Bus(address: reader.address)
    try reader.hang(true)
    let quirk = try #require(quirks.first { $0.name == name })
    guard case .runOnHost(let line)? = quirk.check(context).remedy else {
      throw Unexpected("\(name) has no command for the host")
    }
    let words = line.split(separator: " ").map(String.init)
    #expect(words.prefix(2) == ["virt-xml", "DOMAIN"])
    try root.write(
      "host.xml",
      """
      <node><domain type="test">
        <name>guest</name><memory>8388608</memory><os><type arch="i686">hvm</type></os>
        <devices><graphics type="vnc"/><video><model type="cirrus"/></video></devices>
      </domain></node>
      """)
    let outcome = try run(
      ["virt-xml", "--connect", "test://\(root.path("host.xml"))", "guest"] + words.dropFirst(2)
        + ["--print-diff"],
      variables: ["HOME": root.path, "XDG_CACHE_HOME": nil])
    #expect(outcome.code == 0, "\(outcome)")
    let lines = outcome.output.split(separator: "\n")
    for change in changes {
      #expect(
        lines.contains { $0.first == change.first && $0.contains(change.dropFirst()) },
        "\(outcome)")
    }
  }

  @Test func `sees a USB bus`() throws {
    let (context, root) = try machine(Self.guest.merging(["sys/bus/usb/devices/usb1/x": ""]) { $1 })
    defer { withExtendedLifetime(root) {} }
    #expect(VMFingerprintNoUSB().check(context).verdict == .fine)
  }
}
