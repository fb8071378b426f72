/// The guest has the graphics card of 1999.
struct CirrusGraphics: Quirk {
  let name = "vm-cirrus"
  let title = "the virtual machine draws on a Cirrus card"
  let explanation = """
    Machines that were made with old versions of libvirt emulate a Cirrus card: no more than \
    1024×768 in few colours, and no 3-D, so that GNOME draws all by the processor. The card is \
    changed on the host, while the machine is off.
    """

  func check(_ context: QuirkContext) -> Finding {
    guard let hypervisor = context.hypervisor else {
      return Finding(.notApplicable, ["this is no virtual machine"])
    }
    let devices = "/sys/bus/pci/devices"
    let cards = context.names(in: devices).filter { device in
      context.text("\(devices)/\(device)/vendor") == "0x1013"
        && context.text("\(devices)/\(device)/device") == "0x00b8"
    }
    guard let card = cards.first else {
      return Finding(.fine, ["this virtual machine (\(hypervisor)) has no Cirrus card"])
    }
    return Finding(
      .affected, ["the graphics card at \(card) is a Cirrus (1013:00b8)"],
      remedy: .runOnHost("virt-xml DOMAIN --edit --video clearxml=yes,model.type=virtio"))
  }
}
