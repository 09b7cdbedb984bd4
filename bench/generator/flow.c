#include "call.h"
#include "base64.h"
#include "clock.h"
#include <string.h>

FrameLabel flow_next(Call *call, Direction direction) {
	return (FrameLabel){direction, call->index, call->flows[direction].sent++, wall_now()};
}

static bool is_silence(const uint8_t *bytes, size_t n) {
	return bytes[0] == 0 && memcmp(bytes, bytes + 1, n - 1) == 0;
}

static bool is_for_agent(Direction direction) {
	return direction == UP && !world.opaque;
}

/** Notes that a frame has come; false when it has come before, or is so late that nobody knows. */
static bool is_new(Flow *flow, uint32_t counter) {
	if (counter < flow->next) {
		uint32_t back = flow->next - 1 - counter;
		if (back >= 64 || (flow->seen >> back & 1)) return false;
		flow->seen |= (uint64_t)1 << back;
		return true;
	}
	uint32_t ahead = counter - flow->next + 1;
	flow->seen = (ahead < 64 ? flow->seen << ahead : 0) | 1;
	flow->next = counter + 1;
	return true;
}

static void check(Call *call, Direction direction, const uint8_t *bytes, size_t n, uint64_t stamp) {
	Flow *flow = &call->flows[direction];
	Totals *totals = &world.totals[direction];
	FrameLabel label;
	if (is_for_agent(direction) && is_silence(bytes, n)) {
		if (stamp >= world.measured_from && stamp < world.measured_to) world.filled++;
		return;
	}
	bool intact = is_for_agent(direction) ? payload_from_agent(bytes, &label)
	                                      : payload_from_plivo(bytes, &label);
	if (!intact || label.call != call->index || label.direction != direction ||
	    label.counter >= flow->sent) {
		totals->altered++;
		return;
	}
	if (label.counter < flow->next) totals->reordered++;
	if (!is_new(flow, label.counter)) return;
	totals->received++;
	if (label.sent_at < world.measured_from || label.sent_at >= world.measured_to) return;
	histogram_add(&totals->latency, stamp > label.sent_at ? stamp - label.sent_at : 0);
}

void flow_take(Call *call, Direction direction, const uint8_t *bytes, size_t n, uint64_t stamp) {
	Flow *flow = &call->flows[direction];
	size_t frame = is_for_agent(direction) ? agent_frame_bytes : plivo_frame_bytes;
	if (flow->held > 0) {
		size_t part = frame - flow->held < n ? frame - flow->held : n;
		memcpy(flow->partial + flow->held, bytes, part);
		flow->held += part;
		bytes += part;
		n -= part;
		if (flow->held < frame) return;
		flow->held = 0;
		check(call, direction, flow->partial, frame, stamp);
	}
	for (; n >= frame; bytes += frame, n -= frame) check(call, direction, bytes, frame, stamp);
	memcpy(flow->partial, bytes, n);
	flow->held = n;
}

const char *payload_text(const Message *message, size_t *length) {
	static const char KEY[] = "\"payload\":\"";
	const char *text = (const char *)message->data;
	const char *end = text + message->length;
	const char *found = memmem(text, message->length, KEY, sizeof KEY - 1);
	if (found == NULL) return NULL;
	found += sizeof KEY - 1;
	const char *quote = memchr(found, '"', (size_t)(end - found));
	if (quote == NULL) return NULL;
	*length = (size_t)(quote - found);
	return found;
}
