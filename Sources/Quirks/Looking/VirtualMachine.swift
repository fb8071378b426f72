import DBus

/// What a virtual machine can know of itself.
extension Machine {
  /// The make of the virtual machine, or nothing where this is none.
  var hypervisor: String? {
    let flags =
      (text("/proc/cpuinfo") ?? "").split(separator: "\n")
      .first { $0.hasPrefix("flags") || $0.hasPrefix("Features") } ?? ""
    let vendor = text("/sys/class/dmi/id/sys_vendor") ?? ""
    let product = text("/sys/class/dmi/id/product_name") ?? ""
    let known = ["QEMU", "KVM", "VMware", "VirtualBox", "innotek", "Xen", "Bochs", "Parallels"]
    if let name = known.first(where: { (vendor + " " + product).contains($0) }) { return name }
    return flags.split(separator: " ").contains("hypervisor") ? "unknown" : nil
  }
}

/// The guest has the graphics card of 1999.
struct CirrusGraphics: Quirk {
  let name = "vm-cirrus"
  let title = "the virtual machine draws on a Cirrus card"
  let explanation = """
    Machines that were made with old versions of libvirt emulate a Cirrus card: no more than \
    1024×768 in few colours, and no 3-D, so that GNOME draws all by the processor. The card is \
    changed on the host, while the machine is off.
    """

  func look(at machine: Machine) -> Finding {
    guard let hypervisor = machine.hypervisor else {
      return Finding(.notApplicable, ["this is no virtual machine"])
    }
    let devices = "/sys/bus/pci/devices"
    let cards = machine.names(in: devices).filter { device in
      machine.text("\(devices)/\(device)/vendor") == "0x1013"
        && machine.text("\(devices)/\(device)/device") == "0x00b8"
    }
    guard let card = cards.first else {
      return Finding(.fine, ["this virtual machine (\(hypervisor)) has no Cirrus card"])
    }
    return Finding(
      .affected, ["the graphics card at \(card) is a Cirrus (1013:00b8)"],
      remedy: "on the host: virt-xml DOMAIN --edit --video clearxml=yes,model.type=virtio")
  }
}

/// The fingerprint service waits for a USB bus that the guest does not have.
struct FingerprintWithoutUSB: Quirk {
  let name = "vm-fingerprint-no-usb"
  let title = "logging in waits for a fingerprint reader that can't be there"
  let explanation = """
    A virtual machine without a USB controller made old versions of the fingerprint service fail, \
    and each login wait for it. Current versions answer at once. A controller is added on the host.
    """

  func look(at machine: Machine) -> Finding {
    guard machine.hypervisor != nil else {
      return Finding(.notApplicable, ["this is no virtual machine"])
    }
    guard machine.names(in: "/sys/bus/usb/devices").isEmpty else {
      return Finding(.fine, ["this virtual machine has a USB controller"])
    }
    guard let bus = machine.systemBus,
      let connection = try? Connection(bus, within: .milliseconds(300))
    else { return Finding(.notApplicable, ["there is no system bus to ask fprintd on"]) }
    do {
      _ = try connection.call(
        "net.reactivated.Fprint", "/net/reactivated/Fprint/Manager",
        "net.reactivated.Fprint.Manager", "GetDevices", returning: "ao",
        within: .milliseconds(700))
      return Finding(.fine, ["fprintd answers without a USB bus"])
    } catch  where error.name == .noReply {
      return Finding(
        .affected, ["there is no USB bus, and fprintd does not answer"],
        remedy: "on the host: virt-xml DOMAIN --add-device --controller usb")
    } catch {
      return Finding(.notApplicable, ["fprintd is not here: \(error)"])
    }
  }
}

/// The guest has nothing to make random numbers from.
struct LittleEntropy: Quirk {
  let name = "vm-entropy"
  let title = "the virtual machine waits for random numbers"
  let explanation = """
    A virtual machine has no keyboard and no disk whose timing is random, and before Linux 5.6 \
    programs waited for random numbers, at boot for minutes. Since then they do not. A random number \
    generator of the host's is added on the host.
    """

  func look(at machine: Machine) -> Finding {
    guard machine.hypervisor != nil else {
      return Finding(.notApplicable, ["this is no virtual machine"])
    }
    let current = machine.text("/sys/class/misc/hw_random/rng_current") ?? "none"
    guard current.isEmpty || current == "none" else {
      return Finding(.fine, ["random numbers come from \(current)"])
    }
    let release = machine.text("/proc/sys/kernel/osrelease") ?? ""
    let numbers = release.split(separator: ".").prefix(2).compactMap { Int($0) }
    guard numbers.count == 2 else {
      return Finding(.notApplicable, ["the kernel does not say its version"])
    }
    guard (numbers[0], numbers[1]) < (5, 6) else {
      return Finding(
        .fine, ["there is no generator of the host's, and Linux \(release) does without one"])
    }
    return Finding(
      .affected, ["there is no generator of the host's, and Linux \(release) waits for entropy"],
      remedy: "on the host: virt-xml DOMAIN --add-device --rng /dev/urandom")
  }
}
