#pragma once
#include <zlib.h>

// inflateInit is a macro.
static inline int detour_inflate_begin(z_stream *stream) {
  return inflateInit(stream);
}
