#pragma once
#include <stdint.h>

enum { HISTOGRAM_BUCKETS = 64 * 40 };

/** Counts of durations in buckets that are 1.6 % wide or less, up to 2^40 ns (18 minutes). */
typedef struct {
	uint64_t count;
	uint64_t largest;
	uint32_t buckets[HISTOGRAM_BUCKETS];
} Histogram;

void histogram_add(Histogram *histogram, uint64_t nanoseconds);

/** The duration in milliseconds that `share` (0 to 1) of all do not exceed; -1 when there are none. */
double histogram_at(const Histogram *histogram, double share);
