import DBus

/// The fingerprint service waits for a USB bus that the guest does not have.
struct FingerprintWithoutUSB: Quirk {
  let name = "vm-fingerprint-no-usb"
  let title = "logging in waits for a fingerprint reader that can't be there"
  let explanation = """
    A virtual machine without a USB controller made old versions of the fingerprint service fail, \
    and each login wait for it. Current versions answer at once. A controller is added on the host.
    """

  func check(_ context: QuirkContext) -> Finding {
    guard context.hypervisor != nil else {
      return Finding(.notApplicable, ["this is no virtual machine"])
    }
    guard context.names(in: "/sys/bus/usb/devices").isEmpty else {
      return Finding(.fine, ["this virtual machine has a USB controller"])
    }
    guard let bus = context.systemBus else { return .noBus("system", for: "fprintd") }
    do throws(DBusError) {
      let connection = try Connection(bus, within: QuirkContext.patience)
      try Fprint(connection).manager.call(
        "GetDevices", returning: "ao", within: QuirkContext.patience)
      return Finding(.fine, ["fprintd answers without a USB bus"])
    } catch  where error.name == .noReply {
      return Finding(
        .affected, ["there is no USB bus, and fprintd does not answer"],
        remedy: .runOnHost("virt-xml DOMAIN --add-device --controller usb"))
    } catch {
      return .unanswered("fprintd", error)
    }
  }
}
