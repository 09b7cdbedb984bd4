#pragma once
#include <stdint.h>
#include <time.h>

static inline uint64_t clock_read(clockid_t id) {
	struct timespec t;
	clock_gettime(id, &t);
	return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

/** Nanoseconds of the clock that paces; never set back. */
static inline uint64_t monotonic_now(void) {
	return clock_read(CLOCK_MONOTONIC);
}

/** Nanoseconds of the clock that the kernel stamps received bytes with. */
static inline uint64_t wall_now(void) {
	return clock_read(CLOCK_REALTIME);
}
