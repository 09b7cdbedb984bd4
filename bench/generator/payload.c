#include "payload.h"
#include "base64.h"
#include "mulaw.h"
#include "random.h"
#include <string.h>

/** Direction, variant, call, counter and time; half a byte in each byte, so that every code is an audible one of mu-law. */
enum { LABEL_BYTES = 18, LABEL_CODES = 2 * LABEL_BYTES, LABEL_CHARACTERS = LABEL_CODES / 3 * 4 };
/** Different bodies, prepared: a prime, so that neither calls nor frames repeat in step with anything. */
enum { VARIANTS = 61 };
enum { LONGEST_BODY = LONGEST_FRAME - LABEL_CODES };

typedef struct {
	uint8_t codes[LONGEST_BODY];
	uint8_t samples[LONGEST_BODY];
	char text[(LONGEST_BODY + 2) / 3 * 4];
} Body;

size_t plivo_frame_bytes, plivo_frame_characters, agent_frame_bytes;
static bool is_mulaw;
static Body bodies[DIRECTIONS][VARIANTS];

static void prepare(Body *body, uint64_t *random) {
	size_t n = plivo_frame_bytes - LABEL_CODES;
	for (size_t i = 0; i < n; i++) {
		uint8_t code = (uint8_t)(random_next(random) >> 24);
		body->codes[i] = is_mulaw && code == MULAW_NEGATIVE_ZERO ? MULAW_ZERO : code;
	}
	if (is_mulaw) mulaw_to_samples(body->codes, n, body->samples);
	base64_encode(body->codes, n, body->text);
}

void payload_init(bool mulaw, uint64_t seed) {
	is_mulaw = mulaw;
	plivo_frame_bytes = mulaw ? 160 : 640;
	agent_frame_bytes = mulaw ? 320 : 640;
	plivo_frame_characters = base64_length(plivo_frame_bytes);
	uint64_t random = seed * 2654435761u + 88172645463325252u;
	for (int direction = 0; direction < DIRECTIONS; direction++) {
		for (int variant = 0; variant < VARIANTS; variant++) {
			prepare(&bodies[direction][variant], &random);
		}
	}
}

static const Body *body_of(const FrameLabel *label) {
	return &bodies[label->direction][(label->call * 7 + label->counter) % VARIANTS];
}

static void write_label(const FrameLabel *label, uint8_t codes[LABEL_CODES]) {
	uint8_t bytes[LABEL_BYTES] = {(uint8_t)label->direction, (uint8_t)~label->direction};
	memcpy(bytes + 2, &label->call, 4);
	memcpy(bytes + 6, &label->counter, 4);
	memcpy(bytes + 10, &label->sent_at, 8);
	for (int i = 0; i < LABEL_BYTES; i++) {
		codes[2 * i] = 0x80 | bytes[i] >> 4;
		codes[2 * i + 1] = 0x80 | (bytes[i] & 15);
	}
}

static bool read_label(const uint8_t codes[LABEL_CODES], FrameLabel *label) {
	uint8_t bytes[LABEL_BYTES];
	for (int i = 0; i < LABEL_BYTES; i++) {
		uint8_t high = codes[2 * i], low = codes[2 * i + 1];
		if ((high & 0xf0) != 0x80 || (low & 0xf0) != 0x80) return false;
		bytes[i] = (uint8_t)(high << 4 | (low & 15));
	}
	if (bytes[0] >= DIRECTIONS || (bytes[0] ^ bytes[1]) != 0xff) return false;
	label->direction = (Direction)bytes[0];
	memcpy(&label->call, bytes + 2, 4);
	memcpy(&label->counter, bytes + 6, 4);
	memcpy(&label->sent_at, bytes + 10, 8);
	return true;
}

void payload_for_plivo(const FrameLabel *label, char *text) {
	uint8_t codes[LABEL_CODES];
	write_label(label, codes);
	base64_encode(codes, LABEL_CODES, text);
	memcpy(text + LABEL_CHARACTERS, body_of(label)->text, plivo_frame_characters - LABEL_CHARACTERS);
}

void payload_for_agent(const FrameLabel *label, uint8_t *bytes) {
	uint8_t codes[LABEL_CODES];
	write_label(label, codes);
	const Body *body = body_of(label);
	if (is_mulaw) {
		mulaw_to_samples(codes, LABEL_CODES, bytes);
		memcpy(bytes + 2 * LABEL_CODES, body->samples, agent_frame_bytes - 2 * LABEL_CODES);
	} else {
		memcpy(bytes, codes, LABEL_CODES);
		memcpy(bytes + LABEL_CODES, body->codes, agent_frame_bytes - LABEL_CODES);
	}
}

bool payload_from_plivo(const uint8_t *bytes, FrameLabel *label) {
	if (!read_label(bytes, label)) return false;
	size_t n = plivo_frame_bytes - LABEL_CODES;
	return memcmp(bytes + LABEL_CODES, body_of(label)->codes, n) == 0;
}

bool payload_from_agent(const uint8_t *bytes, FrameLabel *label) {
	if (!is_mulaw) return payload_from_plivo(bytes, label);
	uint8_t codes[LABEL_CODES];
	if (!mulaw_from_samples(bytes, LABEL_CODES, codes) || !read_label(codes, label)) return false;
	size_t n = agent_frame_bytes - 2 * LABEL_CODES;
	return memcmp(bytes + 2 * LABEL_CODES, body_of(label)->samples, n) == 0;
}
