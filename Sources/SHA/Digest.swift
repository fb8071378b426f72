import CSHA

/// A hash of FIPS 180-4, computed as the bytes come.
///
/// These hashes name content; nothing here relies on them being hard to forge.
public struct Digest: Sendable {
  public enum Function: Sendable {
    case sha1, sha256
  }

  private let function: Function
  /// Whether the processor's own instructions are used.
  private let isAccelerated: Bool
  /// Five words for SHA-1, eight for SHA-256.
  private var state: InlineArray<8, UInt32>
  /// The beginning of a block that is not yet complete.
  private var partial = InlineArray<64, UInt8>(repeating: 0)
  private var count: UInt64 = 0

  /// Starts the hash of no bytes.
  public init(_ function: Function) {
    self.init(function, isAccelerated: detour_sha_available() != 0)
  }

  init(_ function: Function, isAccelerated: Bool) {
    self.function = function
    self.isAccelerated = isAccelerated
    state =
      switch function {
      case .sha1: [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0, 0, 0, 0]
      case .sha256:
        [
          0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c,
          0x1f83_d9ab, 0x5be0_cd19,
        ]
      }
  }

  /// Continues the hash with `bytes`.
  public mutating func add(_ bytes: Span<UInt8>) {
    bytes.withUnsafeBytes { add($0) }
  }

  /// The hash of all bytes so far: 20 bytes, or 32.
  @export(interface) public func finished() -> [UInt8] {
    var last = self
    let bits = count << 3
    var padding: [UInt8] = [0x80]
    // The number of bits ends the last block.
    let used = (Int(truncatingIfNeeded: count) + 1) % 64
    padding.append(contentsOf: repeatElement(0, count: (64 + 56 - used) % 64))
    for shift in stride(from: UInt64(56), through: 0, by: -8) {
      padding.append(UInt8(truncatingIfNeeded: bits >> shift))
    }
    last.add(padding.span)
    var result: [UInt8] = []
    for index in 0..<(function == .sha1 ? 5 : 8) {
      for shift in stride(from: UInt32(24), through: 0, by: -8) {
        result.append(UInt8(truncatingIfNeeded: last.state[index] >> shift))
      }
    }
    return result
  }

  private mutating func add(_ bytes: UnsafeRawBufferPointer) {
    var rest = bytes[...]
    let waiting = Int(truncatingIfNeeded: count) % 64
    count += UInt64(bytes.count)
    if waiting > 0 {
      let more = rest.prefix(64 - waiting)
      for (index, byte) in more.enumerated() { partial[waiting + index] = byte }
      guard waiting + more.count == 64 else { return }
      rest = rest.dropFirst(more.count)
      let block = partial
      block.span.withUnsafeBytes { compress($0) }
    }
    let whole = rest.prefix(rest.count & ~63)
    if !whole.isEmpty { compress(UnsafeRawBufferPointer(rebasing: whole)) }
    for (index, byte) in rest.dropFirst(whole.count).enumerated() { partial[index] = byte }
  }

  /// Processes whole blocks of 64 bytes.
  private mutating func compress(_ blocks: UnsafeRawBufferPointer) {
    guard let start = blocks.baseAddress else { return }
    var words = state.mutableSpan
    words.withUnsafeMutableBufferPointer { state in
      guard let state = state.baseAddress else { return }
      switch (function, isAccelerated) {
      case (.sha1, true): detour_sha1_blocks(state, start, blocks.count / 64)
      case (.sha256, true): detour_sha256_blocks(state, start, blocks.count / 64)
      case (.sha1, false): compressSHA1(state, blocks)
      case (.sha256, false): compressSHA256(state, blocks)
      }
    }
  }
}
