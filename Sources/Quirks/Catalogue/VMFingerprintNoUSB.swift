import DBus

/// The fingerprint service waits for a USB bus that the guest does not have.
struct VMFingerprintNoUSB: Quirk {
  let name = "vm-fingerprint-no-usb"
  let title = "logging in waits for a fingerprint reader that can't be there"
  let explanation = """
    A virtual machine without a USB controller made old versions of the fingerprint service fail, \
    and each login wait for it. Current versions answer at once. A controller is added on the host.
    """

  var source: EvidenceSource { .fprintd }

  func check(_ context: QuirkContext) -> Finding {
    guard context.hypervisor != nil else {
      return Finding(.notApplicable, [.virtualMachine(.none)])
    }
    guard context.names(in: "/sys/bus/usb/devices").isEmpty else {
      return Finding(.fine, [.virtualMachine(.hasUSB)])
    }
    guard let bus = context.systemBus else { return .noBus("system", for: "fprintd") }
    do throws(DBusError) {
      _ = try context.readers(on: bus)
      return Finding(.fine, [.virtualMachine(.fprintdAnswers)])
    } catch  where error.name == .noReply {
      return Finding(
        .affected, [.virtualMachine(.fprintdIsSilent)],
        remedy: .runOnHost("virt-xml DOMAIN --add-device --controller usb"))
    } catch {
      return .unanswered("fprintd", error)
    }
  }
}
