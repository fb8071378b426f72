// The instructions for SHA-1 and SHA-256 of x86-64 and AArch64, which Swift has no names for.
//
// The functions process whole blocks of 64 bytes. Call them only if the processor has the
// instructions. They have no loop over the rounds: the compiler does not always unroll one, and the
// words of a block are to stay in registers. `a` to `d` below are the last sixteen words, four each.
#pragma once
#include <stddef.h>
#include <stdint.h>

// The round constants of SHA-256: FIPS 180-4, 4.2.2.
static const uint32_t detour_sha256_constants[64] = {
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

#if defined(__x86_64__)

#include <cpuid.h>
#include <immintrin.h>

// Whether the processor has SHA-NI, and SSSE3 and SSE4.1, which are used beside it: cpuid.
static inline int detour_sha_available(void) {
  unsigned a, b, c, d;
  if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & bit_SSSE3) || !(c & bit_SSE41)) return 0;
  return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & bit_SHA) != 0;
}

#define DETOUR_LOAD(index) _mm_shuffle_epi8(_mm_loadu_si128(block + index), swap)

// Four rounds, and the next four words before them.
#define DETOUR_SHA1_ROUNDS(a, function)                      \
  next = _mm_sha1nexte_epu32(e, a);                          \
  e = abcd;                                                  \
  abcd = _mm_sha1rnds4_epu32(abcd, next, function);
#define DETOUR_SHA1_STEP(a, b, c, d, function)               \
  a = _mm_sha1msg2_epu32(_mm_xor_si128(_mm_sha1msg1_epu32(a, b), c), d); \
  DETOUR_SHA1_ROUNDS(a, function)

__attribute__((target("sha,sse4.1")))
static inline void detour_sha1_blocks(uint32_t *state, const void *bytes, size_t count) {
  const __m128i swap = _mm_set_epi64x(0x0001020304050607, 0x08090a0b0c0d0e0f);
  const __m128i *block = (const __m128i *)bytes;
  __m128i abcd = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)state), 0x1b);
  __m128i e = _mm_set_epi32((int)state[4], 0, 0, 0);
  for (; count > 0; count--, block += 4) {
    const __m128i abcd_before = abcd, e_before = e;
    __m128i a = DETOUR_LOAD(0), b = DETOUR_LOAD(1), c = DETOUR_LOAD(2), d = DETOUR_LOAD(3);
    __m128i next = _mm_add_epi32(e, a);
    e = abcd;
    abcd = _mm_sha1rnds4_epu32(abcd, next, 0);
    DETOUR_SHA1_ROUNDS(b, 0)
    DETOUR_SHA1_ROUNDS(c, 0)
    DETOUR_SHA1_ROUNDS(d, 0)
    DETOUR_SHA1_STEP(a, b, c, d, 0)
    DETOUR_SHA1_STEP(b, c, d, a, 1)
    DETOUR_SHA1_STEP(c, d, a, b, 1)
    DETOUR_SHA1_STEP(d, a, b, c, 1)
    DETOUR_SHA1_STEP(a, b, c, d, 1)
    DETOUR_SHA1_STEP(b, c, d, a, 1)
    DETOUR_SHA1_STEP(c, d, a, b, 2)
    DETOUR_SHA1_STEP(d, a, b, c, 2)
    DETOUR_SHA1_STEP(a, b, c, d, 2)
    DETOUR_SHA1_STEP(b, c, d, a, 2)
    DETOUR_SHA1_STEP(c, d, a, b, 2)
    DETOUR_SHA1_STEP(d, a, b, c, 3)
    DETOUR_SHA1_STEP(a, b, c, d, 3)
    DETOUR_SHA1_STEP(b, c, d, a, 3)
    DETOUR_SHA1_STEP(c, d, a, b, 3)
    DETOUR_SHA1_STEP(d, a, b, c, 3)
    abcd = _mm_add_epi32(abcd, abcd_before);
    e = _mm_sha1nexte_epu32(e, e_before);
  }
  _mm_storeu_si128((__m128i *)state, _mm_shuffle_epi32(abcd, 0x1b));
  state[4] = (uint32_t)_mm_extract_epi32(e, 3);
}

// Four rounds, and the next four words before them.
#define DETOUR_SHA256_ROUNDS(a, index)                       \
  wk = _mm_add_epi32(a, _mm_loadu_si128(constants + index)); \
  cdgh = _mm_sha256rnds2_epu32(cdgh, abef, wk);              \
  abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(wk, 0x0e));
#define DETOUR_SHA256_STEP(a, b, c, d, index)                \
  a = _mm_sha256msg2_epu32(                                  \
    _mm_add_epi32(_mm_sha256msg1_epu32(a, b), _mm_alignr_epi8(d, c, 4)), d); \
  DETOUR_SHA256_ROUNDS(a, index)

__attribute__((target("sha,sse4.1")))
static inline void detour_sha256_blocks(uint32_t *state, const void *bytes, size_t count) {
  const __m128i swap = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
  const __m128i *block = (const __m128i *)bytes;
  const __m128i *constants = (const __m128i *)detour_sha256_constants;
  const __m128i cdab = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)state), 0xb1);
  const __m128i efgh = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)state + 1), 0x1b);
  __m128i abef = _mm_alignr_epi8(cdab, efgh, 8);
  __m128i cdgh = _mm_blend_epi16(efgh, cdab, 0xf0);
  for (; count > 0; count--, block += 4) {
    const __m128i abef_before = abef, cdgh_before = cdgh;
    __m128i a = DETOUR_LOAD(0), b = DETOUR_LOAD(1), c = DETOUR_LOAD(2), d = DETOUR_LOAD(3), wk;
    DETOUR_SHA256_ROUNDS(a, 0)
    DETOUR_SHA256_ROUNDS(b, 1)
    DETOUR_SHA256_ROUNDS(c, 2)
    DETOUR_SHA256_ROUNDS(d, 3)
    DETOUR_SHA256_STEP(a, b, c, d, 4)
    DETOUR_SHA256_STEP(b, c, d, a, 5)
    DETOUR_SHA256_STEP(c, d, a, b, 6)
    DETOUR_SHA256_STEP(d, a, b, c, 7)
    DETOUR_SHA256_STEP(a, b, c, d, 8)
    DETOUR_SHA256_STEP(b, c, d, a, 9)
    DETOUR_SHA256_STEP(c, d, a, b, 10)
    DETOUR_SHA256_STEP(d, a, b, c, 11)
    DETOUR_SHA256_STEP(a, b, c, d, 12)
    DETOUR_SHA256_STEP(b, c, d, a, 13)
    DETOUR_SHA256_STEP(c, d, a, b, 14)
    DETOUR_SHA256_STEP(d, a, b, c, 15)
    abef = _mm_add_epi32(abef, abef_before);
    cdgh = _mm_add_epi32(cdgh, cdgh_before);
  }
  const __m128i feba = _mm_shuffle_epi32(abef, 0x1b), dchg = _mm_shuffle_epi32(cdgh, 0xb1);
  _mm_storeu_si128((__m128i *)state, _mm_blend_epi16(feba, dchg, 0xf0));
  _mm_storeu_si128((__m128i *)state + 1, _mm_alignr_epi8(dchg, feba, 8));
}

#elif defined(__aarch64__) && defined(__ARM_NEON) && !defined(__AARCH64EB__)

#include <arm_neon.h>
#include <sys/auxv.h>

// Whether the processor has both of the extensions: HWCAP_SHA1 and HWCAP_SHA2 of getauxval(3).
static inline int detour_sha_available(void) {
  const unsigned long both = 1UL << 5 | 1UL << 6;
  return (getauxval(AT_HWCAP) & both) == both;
}

#define DETOUR_LOAD(index) vreinterpretq_u32_u8(vrev32q_u8(vld1q_u8(block + 16 * index)))

// Four rounds by the function `c`, `p` or `m`, and the next four words before them.
#define DETOUR_SHA1_ROUNDS(a, constant, function)            \
  wk = vaddq_u32(a, vdupq_n_u32(constant));                  \
  next = vsha1h_u32(vgetq_lane_u32(abcd, 0));                \
  abcd = vsha1##function##q_u32(abcd, e, wk);                \
  e = next;
#define DETOUR_SHA1_STEP(a, b, c, d, constant, function)     \
  a = vsha1su1q_u32(vsha1su0q_u32(a, b, c), d);              \
  DETOUR_SHA1_ROUNDS(a, constant, function)

__attribute__((target("sha2")))
static inline void detour_sha1_blocks(uint32_t *state, const void *bytes, size_t count) {
  const uint8_t *block = (const uint8_t *)bytes;
  uint32x4_t abcd = vld1q_u32(state);
  uint32_t e = state[4];
  for (; count > 0; count--, block += 64) {
    const uint32x4_t abcd_before = abcd;
    const uint32_t e_before = e;
    uint32x4_t a = DETOUR_LOAD(0), b = DETOUR_LOAD(1), c = DETOUR_LOAD(2), d = DETOUR_LOAD(3), wk;
    uint32_t next;
    DETOUR_SHA1_ROUNDS(a, 0x5a827999, c)
    DETOUR_SHA1_ROUNDS(b, 0x5a827999, c)
    DETOUR_SHA1_ROUNDS(c, 0x5a827999, c)
    DETOUR_SHA1_ROUNDS(d, 0x5a827999, c)
    DETOUR_SHA1_STEP(a, b, c, d, 0x5a827999, c)
    DETOUR_SHA1_STEP(b, c, d, a, 0x6ed9eba1, p)
    DETOUR_SHA1_STEP(c, d, a, b, 0x6ed9eba1, p)
    DETOUR_SHA1_STEP(d, a, b, c, 0x6ed9eba1, p)
    DETOUR_SHA1_STEP(a, b, c, d, 0x6ed9eba1, p)
    DETOUR_SHA1_STEP(b, c, d, a, 0x6ed9eba1, p)
    DETOUR_SHA1_STEP(c, d, a, b, 0x8f1bbcdc, m)
    DETOUR_SHA1_STEP(d, a, b, c, 0x8f1bbcdc, m)
    DETOUR_SHA1_STEP(a, b, c, d, 0x8f1bbcdc, m)
    DETOUR_SHA1_STEP(b, c, d, a, 0x8f1bbcdc, m)
    DETOUR_SHA1_STEP(c, d, a, b, 0x8f1bbcdc, m)
    DETOUR_SHA1_STEP(d, a, b, c, 0xca62c1d6, p)
    DETOUR_SHA1_STEP(a, b, c, d, 0xca62c1d6, p)
    DETOUR_SHA1_STEP(b, c, d, a, 0xca62c1d6, p)
    DETOUR_SHA1_STEP(c, d, a, b, 0xca62c1d6, p)
    DETOUR_SHA1_STEP(d, a, b, c, 0xca62c1d6, p)
    abcd = vaddq_u32(abcd, abcd_before);
    e += e_before;
  }
  vst1q_u32(state, abcd);
  state[4] = e;
}

// Four rounds, and the next four words before them.
#define DETOUR_SHA256_ROUNDS(a, index)                       \
  wk = vaddq_u32(a, vld1q_u32(detour_sha256_constants + 4 * index)); \
  before = abcd;                                             \
  abcd = vsha256hq_u32(abcd, efgh, wk);                      \
  efgh = vsha256h2q_u32(efgh, before, wk);
#define DETOUR_SHA256_STEP(a, b, c, d, index)                \
  a = vsha256su1q_u32(vsha256su0q_u32(a, b), c, d);          \
  DETOUR_SHA256_ROUNDS(a, index)

__attribute__((target("sha2")))
static inline void detour_sha256_blocks(uint32_t *state, const void *bytes, size_t count) {
  const uint8_t *block = (const uint8_t *)bytes;
  uint32x4_t abcd = vld1q_u32(state), efgh = vld1q_u32(state + 4);
  for (; count > 0; count--, block += 64) {
    const uint32x4_t abcd_before = abcd, efgh_before = efgh;
    uint32x4_t a = DETOUR_LOAD(0), b = DETOUR_LOAD(1), c = DETOUR_LOAD(2), d = DETOUR_LOAD(3);
    uint32x4_t wk, before;
    DETOUR_SHA256_ROUNDS(a, 0)
    DETOUR_SHA256_ROUNDS(b, 1)
    DETOUR_SHA256_ROUNDS(c, 2)
    DETOUR_SHA256_ROUNDS(d, 3)
    DETOUR_SHA256_STEP(a, b, c, d, 4)
    DETOUR_SHA256_STEP(b, c, d, a, 5)
    DETOUR_SHA256_STEP(c, d, a, b, 6)
    DETOUR_SHA256_STEP(d, a, b, c, 7)
    DETOUR_SHA256_STEP(a, b, c, d, 8)
    DETOUR_SHA256_STEP(b, c, d, a, 9)
    DETOUR_SHA256_STEP(c, d, a, b, 10)
    DETOUR_SHA256_STEP(d, a, b, c, 11)
    DETOUR_SHA256_STEP(a, b, c, d, 12)
    DETOUR_SHA256_STEP(b, c, d, a, 13)
    DETOUR_SHA256_STEP(c, d, a, b, 14)
    DETOUR_SHA256_STEP(d, a, b, c, 15)
    abcd = vaddq_u32(abcd, abcd_before);
    efgh = vaddq_u32(efgh, efgh_before);
  }
  vst1q_u32(state, abcd);
  vst1q_u32(state + 4, efgh);
}

#else

static inline int detour_sha_available(void) { return 0; }
static inline void detour_sha1_blocks(uint32_t *state, const void *bytes, size_t count) {
  (void)state, (void)bytes, (void)count;
}
static inline void detour_sha256_blocks(uint32_t *state, const void *bytes, size_t count) {
  (void)state, (void)bytes, (void)count;
}

#endif
