/// The knowledge that a virtual machine has of itself.
extension QuirkContext {
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
