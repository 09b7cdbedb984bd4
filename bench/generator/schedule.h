#pragma once
#include <stdint.h>

/** When each call sends, again and again: a random phase each, the same in every period. */
typedef struct {
	uint32_t phase;
	uint32_t call;
} Turn;

typedef struct {
	Turn *turns;
	uint32_t count;
	/** Nanoseconds. */
	uint64_t period;
	/** When the running period began, in monotonic_now() time, and whose turn is next in it. */
	uint64_t began;
	uint32_t next;
} Schedule;

void schedule_init(Schedule *schedule, uint32_t calls, uint64_t period, uint64_t begins, uint64_t *random);

/** When the next turn is. */
uint64_t schedule_due(const Schedule *schedule);

/** Whose it is; goes on to the one after it. */
uint32_t schedule_take(Schedule *schedule);
