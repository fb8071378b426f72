import CSHA

/// Processes blocks by SHA-256 (FIPS 180-4, 6.2.2) without special instructions.
func compressSHA256(_ state: UnsafeMutablePointer<UInt32>, _ blocks: UnsafeRawBufferPointer) {
  withUnsafeBytes(of: detour_sha256_constants) { constants in
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { schedule in
      guard let w = schedule.baseAddress,
        let k = constants.assumingMemoryBound(to: UInt32.self).baseAddress
      else { return }
      for start in stride(from: 0, to: blocks.count, by: 64) {
        for t in 0..<16 { w[t] = blocks.bigEndianWord(at: start &+ t &* 4) }
        for t in 16..<64 {
          let (two, fifteen) = (w[t &- 2], w[t &- 15])
          w[t] =
            (two.rotatedRight(17) ^ two.rotatedRight(19) ^ two &>> 10) &+ w[t &- 7]
            &+ (fifteen.rotatedRight(7) ^ fifteen.rotatedRight(18) ^ fifteen &>> 3) &+ w[t &- 16]
        }
        compress(state, w, k)
      }
    }
  }
}

@inline(__always)
private func compress(
  _ state: UnsafeMutablePointer<UInt32>, _ w: UnsafeMutablePointer<UInt32>,
  _ k: UnsafePointer<UInt32>
) {
  var (a, b, c, d) = (state[0], state[1], state[2], state[3])
  var (e, f, g, h) = (state[4], state[5], state[6], state[7])
  // Eight rounds at a time: after them each variable has its own name again.
  for t in stride(from: 0, to: 64, by: 8) {
    round(a, b, c, &d, e, f, g, &h, w[t] &+ k[t])
    round(h, a, b, &c, d, e, f, &g, w[t &+ 1] &+ k[t &+ 1])
    round(g, h, a, &b, c, d, e, &f, w[t &+ 2] &+ k[t &+ 2])
    round(f, g, h, &a, b, c, d, &e, w[t &+ 3] &+ k[t &+ 3])
    round(e, f, g, &h, a, b, c, &d, w[t &+ 4] &+ k[t &+ 4])
    round(d, e, f, &g, h, a, b, &c, w[t &+ 5] &+ k[t &+ 5])
    round(c, d, e, &f, g, h, a, &b, w[t &+ 6] &+ k[t &+ 6])
    round(b, c, d, &e, f, g, h, &a, w[t &+ 7] &+ k[t &+ 7])
  }
  state[0] &+= a
  state[1] &+= b
  state[2] &+= c
  state[3] &+= d
  state[4] &+= e
  state[5] &+= f
  state[6] &+= g
  state[7] &+= h
}

@inline(__always)
private func round(
  _ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: inout UInt32, _ e: UInt32, _ f: UInt32, _ g: UInt32,
  _ h: inout UInt32, _ wk: UInt32
) {
  let choice = g ^ (e & (f ^ g))
  let sum = e.rotatedRight(6) ^ e.rotatedRight(11) ^ e.rotatedRight(25)
  let first = h &+ sum &+ choice &+ wk
  let majority = (a & b) | (c & (a | b))
  d = d &+ first
  h = first &+ (a.rotatedRight(2) ^ a.rotatedRight(13) ^ a.rotatedRight(22)) &+ majority
}
