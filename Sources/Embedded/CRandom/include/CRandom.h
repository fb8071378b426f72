#ifndef CRANDOM_H
#define CRANDOM_H

#include <stddef.h>

// arc4random_buf(3), which Embedded Swift calls for the seed of its hashes: musl has none.
void arc4random_buf(void *buffer, size_t count);

#endif
