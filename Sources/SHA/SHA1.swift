/// Processes blocks by SHA-1 (FIPS 180-4, 6.1.2) without special instructions.
func compressSHA1(_ state: UnsafeMutablePointer<UInt32>, _ blocks: UnsafeRawBufferPointer) {
  var (a, b, c, d, e) = (state[0], state[1], state[2], state[3], state[4])
  withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 80) { schedule in
    guard let w = schedule.baseAddress else { return }
    for start in stride(from: 0, to: blocks.count, by: 64) {
      for t in 0..<16 { w[t] = blocks.bigEndianWord(at: start &+ t &* 4) }
      for t in 16..<80 { w[t] = (w[t &- 3] ^ w[t &- 8] ^ w[t &- 14] ^ w[t &- 16]).rotatedLeft(1) }
      for t in stride(from: 0, to: 20, by: 5) {
        rounds(&a, &b, &c, &d, &e, w + t, 0x5a82_7999) { $2 ^ ($0 & ($1 ^ $2)) }
      }
      for t in stride(from: 20, to: 40, by: 5) {
        rounds(&a, &b, &c, &d, &e, w + t, 0x6ed9_eba1) { $0 ^ $1 ^ $2 }
      }
      for t in stride(from: 40, to: 60, by: 5) {
        rounds(&a, &b, &c, &d, &e, w + t, 0x8f1b_bcdc) { ($0 & $1) | ($2 & ($0 | $1)) }
      }
      for t in stride(from: 60, to: 80, by: 5) {
        rounds(&a, &b, &c, &d, &e, w + t, 0xca62_c1d6) { $0 ^ $1 ^ $2 }
      }
      a &+= state[0]
      b &+= state[1]
      c &+= state[2]
      d &+= state[3]
      e &+= state[4]
      (state[0], state[1], state[2], state[3], state[4]) = (a, b, c, d, e)
    }
  }
}

/// Five rounds: after them each variable has its own name again.
@inline(__always)
private func rounds(
  _ a: inout UInt32, _ b: inout UInt32, _ c: inout UInt32, _ d: inout UInt32, _ e: inout UInt32,
  _ w: UnsafeMutablePointer<UInt32>, _ constant: UInt32,
  _ function: (UInt32, UInt32, UInt32) -> UInt32
) {
  e = e &+ a.rotatedLeft(5) &+ function(b, c, d) &+ constant &+ w[0]
  b = b.rotatedLeft(30)
  d = d &+ e.rotatedLeft(5) &+ function(a, b, c) &+ constant &+ w[1]
  a = a.rotatedLeft(30)
  c = c &+ d.rotatedLeft(5) &+ function(e, a, b) &+ constant &+ w[2]
  e = e.rotatedLeft(30)
  b = b &+ c.rotatedLeft(5) &+ function(d, e, a) &+ constant &+ w[3]
  d = d.rotatedLeft(30)
  a = a &+ b.rotatedLeft(5) &+ function(c, d, e) &+ constant &+ w[4]
  c = c.rotatedLeft(30)
}

extension UInt32 {
  @inline(__always)
  func rotatedLeft(_ count: UInt32) -> UInt32 { self &<< count | self &>> (32 &- count) }

  @inline(__always)
  func rotatedRight(_ count: UInt32) -> UInt32 { self &>> count | self &<< (32 &- count) }
}

extension UnsafeRawBufferPointer {
  @inline(__always)
  func bigEndianWord(at offset: Int) -> UInt32 {
    UInt32(bigEndian: loadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }
}
