#ifndef CMUSL_H
#define CMUSL_H

#include <stddef.h>

// What Embedded Swift calls, and musl lacks or is slow at.

// arc4random_buf(3), for the seed of its hashes.
void arc4random_buf(void *buffer, size_t count);

// posix_memalign(3), for each object and array: musl's takes a larger piece and gives back the rest,
// also where malloc(3) is aligned well enough.
int posix_memalign(void **place, size_t alignment, size_t size);

#endif
