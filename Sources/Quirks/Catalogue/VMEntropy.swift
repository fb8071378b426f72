/// The guest has nothing to make random numbers from.
struct VMEntropy: Quirk {
  let name = "vm-entropy"
  let title = "the virtual machine waits for random numbers"
  let explanation = """
    A virtual machine has no keyboard and no disk whose timing is random, and before Linux 5.6 \
    programs waited for random numbers, at boot for minutes. Since then they do not. A random number \
    generator of the host's is added on the host.
    """

  func check(_ context: QuirkContext) -> Finding {
    guard context.hypervisor != nil else {
      return Finding(.notApplicable, [.virtualMachine(.none)])
    }
    let current = context.text("/sys/class/misc/hw_random/rng_current") ?? "none"
    guard current.isEmpty || current == "none" else {
      return Finding(.fine, [.virtualMachine(.randomNumbers(from: current))])
    }
    let release = context.text("/proc/sys/kernel/osrelease") ?? ""
    let numbers = release.split(separator: ".").prefix(2).compactMap { Int($0) }
    guard numbers.count == 2 else {
      return Finding(.unknown, [.virtualMachine(.kernelHasNoVersion)])
    }
    guard (numbers[0], numbers[1]) < (5, 6) else {
      return Finding(.fine, [.virtualMachine(.needsNoGenerator(release: release))])
    }
    return Finding(
      .affected, [.virtualMachine(.waitsForEntropy(release: release))],
      remedy: .runOnHost("virt-xml DOMAIN --add-device --rng /dev/urandom"))
  }
}
