// Swift compares text by what Unicode takes for the same characters, for which the toolchain has tables
// of 32 KB. To git names are bytes: two that only look alike are two. Without the tables they are so
// to gitps1, too, where it takes a name for text. These stand in the place of the toolchain's own.
#include "CNames.h"

uint16_t _swift_stdlib_getNormData(uint32_t scalar) {
  (void)scalar;
  return 0; // It stays as it is.
}

uint32_t _swift_stdlib_getDecompositionEntry(uint32_t scalar) {
  (void)scalar;
  return 0;
}

uint32_t _swift_stdlib_getComposition(uint32_t first, uint32_t second) {
  (void)first;
  (void)second;
  return UINT32_MAX; // There is none.
}

const uint8_t *const _swift_stdlib_nfd_decompositions = 0;
