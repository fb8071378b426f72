/// The hash that names objects by default: FIPS 180-4, section 6.1.
///
/// It tells here whether content is the same as before, and guards nothing.
struct SHA1: BlockHash {
  static let size = 20
  private var state: (UInt32, UInt32, UInt32, UInt32, UInt32) = (
    0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0
  )

  init() {}

  mutating func take(_ block: Span<UInt8>) {
    var words = [16 of UInt32](repeating: 0)
    for index in 0..<16 { words[index] = block.word(at: index * 4) }
    var (a, b, c, d, e) = state
    for round in 0..<80 {
      if round >= 16 {
        let mixed =
          words[(round + 13) & 15] ^ words[(round + 8) & 15] ^ words[(round + 2) & 15]
          ^ words[round & 15]
        words[round & 15] = mixed << 1 | mixed >> 31
      }
      let (choice, constant): (UInt32, UInt32) =
        switch round {
        case 0..<20: (b & c | ~b & d, 0x5a82_7999)
        case 20..<40: (b ^ c ^ d, 0x6ed9_eba1)
        case 40..<60: (b & c | b & d | c & d, 0x8f1b_bcdc)
        default: (b ^ c ^ d, 0xca62_c1d6)
        }
      let next = (a << 5 | a >> 27) &+ choice &+ e &+ constant &+ words[round & 15]
      (e, d, c, b, a) = (d, c, b << 30 | b >> 2, a, next)
    }
    state.0 &+= a
    state.1 &+= b
    state.2 &+= c
    state.3 &+= d
    state.4 &+= e
  }

  var words: [UInt32] { [state.0, state.1, state.2, state.3, state.4] }
}
