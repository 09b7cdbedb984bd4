#include "loop.h"
#include "call.h"
#include "clock.h"
#include "schedule.h"
#include <stdlib.h>
#include <sys/epoll.h>

enum { FRAME_MS = 20, AT_ONCE = 256 };
/** Not woken by each frame: the kernel stamps what arrives, so looking every tenth of a millisecond is enough. */
static const uint64_t TICK = 100000;
/** Calls that are connecting at the same time. */
static const uint32_t CONNECTING = 24;
static const double CONNECT_SECONDS = 60;

int agent_listener = -1;
Histogram lateness;

static void lose(Link *link) {
	if (!link->closed) world.closed_links++;
	link_close(link);
}

static void take_message(Link *link, const Message *message, uint64_t stamp) {
	if (message->opcode == WS_CLOSE) lose(link);
	else if (link->role == CALLER) caller_take(link->call, message, stamp);
	else agent_take(link->call, message, stamp);
}

static size_t shake_hands(Link *link, const uint8_t *bytes, size_t n) {
	const char *text = (const char *)bytes;
	return link->role == CALLER ? caller_upgraded(link->call, text, n) : agent_upgrade(link, text, n);
}

static void read_link(Link *link) {
	uint8_t *bytes;
	uint64_t stamp;
	long n = link_read(link, &bytes, &stamp);
	if (n < 0) lose(link);
	if (n <= 0) return;
	size_t at = 0, end = (size_t)n;
	if (!link->open) at = shake_hands(link, bytes, end);
	while (link->open && at < end) {
		Message message;
		long used = ws_read(bytes + at, end - at, link->role == AGENT, &message);
		if (used == 0) break;
		if (used < 0) {
			world.protocol_errors++;
			lose(link);
			return;
		}
		take_message(link, &message, stamp);
		at += (size_t)used;
	}
	link_keep(link, bytes + at, end - at);
}

int pump(int milliseconds) {
	struct epoll_event events[AT_ONCE];
	int n = epoll_wait(link_epoll, events, AT_ONCE, milliseconds);
	for (int i = 0; i < n; i++) {
		Link *link = events[i].data.ptr;
		if (link == NULL) {
			while (link_accept(agent_listener, world.tls) != NULL) continue;
			continue;
		}
		if (events[i].events & EPOLLOUT) link_flush(link);
		if (events[i].events & ~(uint32_t)EPOLLOUT && !link->closed) read_link(link);
	}
	return n > 0 ? n : 0;
}

void pump_for(double seconds) {
	uint64_t ends = monotonic_now() + (uint64_t)(seconds * 1e9);
	while (monotonic_now() < ends) pump(1);
}

static bool is_up(const Call *call) {
	return call->agent && call->agent->open && call->caller->open;
}

void connect_calls(uint16_t port) {
	uint64_t limit = monotonic_now() + (uint64_t)(CONNECT_SECONDS * 1e9);
	uint32_t dialled = 0, up = 0;
	while (up < world.count) {
		if (dialled < world.count && dialled - up < CONNECTING) caller_dial(&world.calls[dialled++], port);
		pump(dialled < world.count && dialled - up < CONNECTING ? 0 : 1);
		while (up < dialled && is_up(&world.calls[up])) up++;
		if (world.closed_links > 0) fail("the bridge closed call %u while it was connecting", up);
		if (monotonic_now() > limit) fail("only %u of %u calls were connected in time", up, world.count);
	}
}

static void sleep_to(uint64_t time) {
	struct timespec until = {(time_t)(time / 1000000000u), (long)(time % 1000000000u)};
	clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL);
}

/** Takes turns that are due, the earlier first; some at a time, so that what arrives is read in between. */
static void send_due(Schedule *up, Schedule *down, int burst, uint64_t now) {
	for (int turns = 0; turns < 16; turns++) {
		Schedule *first = schedule_due(up) <= schedule_due(down) ? up : down;
		uint64_t due = schedule_due(first);
		if (due > now) return;
		if (world.measured_to > 0) histogram_add(&lateness, now - due);
		Call *call = &world.calls[schedule_take(first)];
		if (first == up) caller_send(call);
		else agent_send(call, burst);
	}
}

void send_until(uint64_t measures, uint64_t ends, int burst, uint64_t *random, void (*on_measure)(void)) {
	Schedule up, down;
	uint64_t begins = monotonic_now() + 5 * 1000000;
	uint64_t frame = (uint64_t)FRAME_MS * 1000000;
	schedule_init(&up, world.count, frame, begins, random);
	schedule_init(&down, world.count, frame * (uint64_t)burst, begins, random);
	uint64_t tick = begins;
	for (uint64_t now; (now = monotonic_now()) < ends;) {
		if (world.measured_to == 0 && now >= measures) on_measure();
		send_due(&up, &down, burst, now);
		int handled = pump(0);
		now = monotonic_now();
		if (handled == AT_ONCE || schedule_due(&up) <= now || schedule_due(&down) <= now) continue;
		tick = tick + TICK > now ? tick + TICK : now;
		if (tick > now) sleep_to(tick);
	}
	free(up.turns);
	free(down.turns);
}

static uint64_t arrived(void) {
	return world.totals[UP].received + world.totals[DOWN].received;
}

static uint64_t sent(void) {
	uint64_t total = 0;
	for (uint32_t i = 0; i < world.count; i++) {
		total += world.calls[i].flows[UP].sent + world.calls[i].flows[DOWN].sent;
	}
	return total;
}

void drain(void) {
	uint64_t wanted = sent(), before = arrived();
	uint64_t quiet_since = monotonic_now();
	while (arrived() < wanted && monotonic_now() - quiet_since < 1000000000u) {
		pump(1);
		if (arrived() == before) continue;
		before = arrived();
		quiet_since = monotonic_now();
	}
}
