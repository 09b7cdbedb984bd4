#include "histogram.h"

/** Below 64 ns a bucket a nanosecond; above, 64 buckets for each power of two. */
static int bucket_of(uint64_t nanoseconds) {
	if (nanoseconds < 64) return (int)nanoseconds;
	int power = 63 - __builtin_clzll(nanoseconds);
	int bucket = (power - 5) * 64 + (int)(nanoseconds >> (power - 6) & 63);
	return bucket < HISTOGRAM_BUCKETS ? bucket : HISTOGRAM_BUCKETS - 1;
}

static double upper_edge(int bucket) {
	if (bucket < 64) return bucket;
	int power = bucket / 64 + 5;
	return (double)((uint64_t)(64 + bucket % 64 + 1) << (power - 6));
}

void histogram_add(Histogram *histogram, uint64_t nanoseconds) {
	histogram->count++;
	histogram->buckets[bucket_of(nanoseconds)]++;
	if (nanoseconds > histogram->largest) histogram->largest = nanoseconds;
}

double histogram_at(const Histogram *histogram, double share) {
	if (histogram->count == 0) return -1;
	uint64_t wanted = (uint64_t)(share * (double)histogram->count);
	uint64_t seen = 0;
	for (int bucket = 0; bucket < HISTOGRAM_BUCKETS; bucket++) {
		seen += histogram->buckets[bucket];
		if (seen <= wanted) continue;
		double edge = upper_edge(bucket);
		double largest = (double)histogram->largest;
		return (edge < largest ? edge : largest) / 1e6;
	}
	return (double)histogram->largest / 1e6;
}
