/// The guest has the graphics card of 1999.
struct VMCirrus: Quirk {
  let name = "vm-cirrus"
  let title = "the virtual machine draws on a Cirrus card"
  let explanation = """
    Machines that were created with old versions of libvirt emulate a Cirrus card: no more than \
    1024×768 in few colours, and no 3-D, so that GNOME draws everything on the processor. The card \
    is changed on the host, while the machine is off.
    """

  func check(_ context: QuirkContext) -> Finding {
    guard let hypervisor = context.hypervisor else {
      return Finding(.notApplicable, [.virtualMachine(.none)])
    }
    let devices = "/sys/bus/pci/devices"
    let cards = context.names(in: devices).filter { device in
      context.text("\(devices)/\(device)/vendor") == "0x1013"
        && context.text("\(devices)/\(device)/device") == "0x00b8"
    }
    guard let card = cards.first else {
      return Finding(.fine, [.virtualMachine(.noCirrus(hypervisor: hypervisor))])
    }
    return Finding(
      .affected, [.virtualMachine(.cirrus(card: card))],
      remedy: .runOnHost("virt-xml DOMAIN --edit --video clearxml=yes,model.type=virtio"))
  }
}
