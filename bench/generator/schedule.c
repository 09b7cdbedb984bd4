#include "schedule.h"
#include "random.h"
#include <stdlib.h>

static int by_phase(const void *left, const void *right) {
	uint32_t a = ((const Turn *)left)->phase, b = ((const Turn *)right)->phase;
	return (a > b) - (a < b);
}

void schedule_init(Schedule *schedule, uint32_t calls, uint64_t period, uint64_t begins, uint64_t *random) {
	*schedule = (Schedule){calloc(calls, sizeof(Turn)), calls, period, begins, 0};
	for (uint32_t call = 0; call < calls; call++) {
		schedule->turns[call] = (Turn){(uint32_t)((random_next(random) >> 16) % period), call};
	}
	qsort(schedule->turns, calls, sizeof(Turn), by_phase);
}

uint64_t schedule_due(const Schedule *schedule) {
	return schedule->began + schedule->turns[schedule->next].phase;
}

uint32_t schedule_take(Schedule *schedule) {
	uint32_t call = schedule->turns[schedule->next].call;
	if (++schedule->next == schedule->count) {
		schedule->next = 0;
		schedule->began += schedule->period;
	}
	return call;
}
