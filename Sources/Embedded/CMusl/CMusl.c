#include "CMusl.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/random.h>

// Weak, so that where the C library has it, the library's own counts.
__attribute__((weak)) void arc4random_buf(void *buffer, size_t count) {
  unsigned char *next = buffer;
  while (count > 0) {
    ssize_t read = getrandom(next, count, 0);
    // It is interrupted by no signal for this few bytes, and fails only where the kernel lacks it.
    if (read <= 0) __builtin_trap();
    next += read;
    count -= (size_t)read;
  }
}

int posix_memalign(void **place, size_t alignment, size_t size) {
  if (alignment < sizeof(void *) || (alignment & (alignment - 1)) != 0) return EINVAL;
  void *found = alignment <= _Alignof(max_align_t) ? malloc(size) : aligned_alloc(alignment, size);
  if (found == NULL) return ENOMEM;
  *place = found;
  return 0;
}
