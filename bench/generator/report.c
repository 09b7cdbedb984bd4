#include "report.h"
#include "call.h"
#include "clock.h"
#include "loop.h"
#include "usage.h"
#include <inttypes.h>
#include <stdio.h>

/** What was used up to a moment. */
typedef struct {
	uint64_t at, own;
	MachineCpu machine;
	uint64_t cpu[MOST_PROCESSES];
} Reading;

static const Subject *subject;
static Reading first, last;
static long memory_before, memory_after;
static long calls_of[MOST_PROCESSES];

static void read_usage(Reading *reading) {
	reading->machine = machine_cpu();
	reading->own = own_cpu() + (subject->front ? process_cpu(subject->front) : 0);
	for (int i = 0; i < subject->processes; i++) reading->cpu[i] = process_cpu(subject->pids[i]);
	reading->at = monotonic_now();
}

static long memory(void) {
	long total = 0;
	for (int i = 0; i < subject->processes; i++) total += process_memory(subject->pids[i]);
	return total;
}

void report_before(const Subject *measured) {
	subject = measured;
	memory_before = memory();
}

void report_begin(void) {
	read_usage(&first);
	world.measured_from = wall_now();
	world.measured_to = UINT64_MAX;
}

void report_end(void) {
	world.measured_to = wall_now();
	read_usage(&last);
	memory_after = memory();
	for (int i = 0; i < subject->processes; i++) {
		calls_of[i] = process_connections(subject->pids[i], subject->port);
	}
}

static double seconds(uint64_t from, uint64_t to) {
	return (double)(to - from) / 1e9;
}

static uint64_t sent(Direction direction) {
	uint64_t total = 0;
	for (uint32_t i = 0; i < world.count; i++) total += world.calls[i].flows[direction].sent;
	return total;
}

static void print_direction(const char *name, Direction direction) {
	const Totals *totals = &world.totals[direction];
	const Histogram *latency = &totals->latency;
	printf("\"%s\":{\"p50\":%.4f,\"p99\":%.4f,\"p999\":%.4f,\"max\":%.4f,\"measured\":%" PRIu64
	       ",\"sent\":%" PRIu64 ",\"lost\":%" PRIu64 ",\"altered\":%" PRIu64 ",\"reordered\":%" PRIu64
	       ",\"refused\":%" PRIu64 "},",
	       name, histogram_at(latency, .5), histogram_at(latency, .99), histogram_at(latency, .999),
	       histogram_at(latency, 1), latency->count, sent(direction), sent(direction) - totals->received,
	       totals->altered, totals->reordered, totals->refused);
}

static void print_processes(double duration) {
	printf("\"processes\":[");
	for (int i = 0; i < subject->processes; i++) {
		printf("%s{\"cores\":%.4f,\"calls\":%ld}", i ? "," : "",
		       seconds(first.cpu[i], last.cpu[i]) / duration, calls_of[i]);
	}
	printf("],");
}

void report_print(const Options *options) {
	double duration = seconds(first.at, last.at);
	double own = seconds(first.own, last.own), busy = seconds(first.machine.busy, last.machine.busy);
	double cpu = 0;
	for (int i = 0; i < subject->processes; i++) cpu += seconds(first.cpu[i], last.cpu[i]);
	double foreign = busy - cpu - own > 0 ? busy - cpu - own : 0;
	printf("{\"calls\":%u,\"seconds\":%.3f,", world.count, duration);
	print_direction("up", UP);
	print_direction("down", DOWN);
	print_processes(duration);
	printf("\"cpuPerCallMinute\":%.3f,\"cores\":%.4f,\"generatorCores\":%.4f,\"foreignCores\":%.4f,"
	       "\"stolenCores\":%.4f,\"lateP99\":%.4f,\"kilobytesPerCall\":%.2f,\"kilobytesBefore\":%ld,"
	       "\"filled\":%" PRIu64 ",\"closed\":%" PRIu64 ",\"protocolErrors\":%" PRIu64
	       ",\"controlMessages\":%" PRIu64 ",\"burst\":%d}\n",
	       cpu * 1000 * 60 / duration / world.count, cpu / duration, own / duration,
	       foreign / duration, seconds(first.machine.stolen, last.machine.stolen) / duration,
	       histogram_at(&lateness, .99), (double)(memory_after - memory_before) / world.count,
	       memory_before, world.filled, world.closed_links, world.protocol_errors,
	       world.control_messages, options->burst);
}
