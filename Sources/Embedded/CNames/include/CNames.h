#ifndef CNAMES_H
#define CNAMES_H

#include <stdint.h>

// What the standard library of Embedded Swift asks for when it compares text: its UnicodeData.h.
uint16_t _swift_stdlib_getNormData(uint32_t scalar);
uint32_t _swift_stdlib_getDecompositionEntry(uint32_t scalar);
uint32_t _swift_stdlib_getComposition(uint32_t first, uint32_t second);
extern const uint8_t *const _swift_stdlib_nfd_decompositions;

#endif
