#pragma once
#include <stdint.h>

/** Marsaglia's xorshift64: phases, masks and audio need no better. */
static inline uint64_t random_next(uint64_t *state) {
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}
