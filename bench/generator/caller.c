#include "call.h"
#include "base64.h"
#include "random.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char KEY[] = "cGxpdm8tdWx0cmF2b3gtYg==";
static uint64_t mask_state = 0x9e3779b97f4a7c15u;

/** RFC 6455 §5.3: a client masks, each frame with another key. */
static uint32_t next_mask(void) {
	return (uint32_t)random_next(&mask_state) | 1;
}

static void send_text(Call *call, const char *text, size_t n) {
	uint8_t frame[1024 + WS_LONGEST_HEADER];
	link_send(call->caller, frame, ws_write(frame, WS_TEXT, text, n, next_mask()));
}

void caller_dial(Call *call, uint16_t port) {
	call->caller = link_dial(port);
	if (call->caller == NULL) fail("nothing listens on port %u", port);
	call->caller->call = call;
	char request[4096];
	int n = snprintf(request, sizeof request,
	                 "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%u\r\nUpgrade: websocket\r\n"
	                 "Connection: Upgrade\r\nSec-WebSocket-Key: %s\r\n"
	                 "Sec-WebSocket-Version: 13\r\n\r\n",
	                 call->path, port, KEY);
	link_send(call->caller, (uint8_t *)request, (size_t)n);
}

/** The first message (plivo.md §8.1). */
static void send_start(Call *call) {
	char text[1024];
	int n = snprintf(text, sizeof text,
	                 "{\"event\":\"start\",\"sequenceNumber\":1,\"start\":{\"callId\":\"%s\","
	                 "\"streamId\":\"%s\",\"accountId\":\"MAXXXXXXXXXXXXXXXXXX\","
	                 "\"tracks\":[\"inbound\"],\"mediaFormat\":{\"encoding\":\"%s\","
	                 "\"sampleRate\":%d}},\"extra_headers\":\"{}\"}",
	                 call->call_uuid, call->stream_id, world.mulaw ? "audio/x-mulaw" : "audio/x-l16",
	                 world.mulaw ? 8000 : 16000);
	send_text(call, text, (size_t)n);
}

size_t caller_upgraded(Call *call, const char *text, size_t n) {
	const char *end = memmem(text, n, "\r\n\r\n", 4);
	if (end == NULL) return 0;
	size_t length = (size_t)(end - text) + 4;
	char accept[WS_ACCEPT_LENGTH];
	ws_accept(KEY, sizeof KEY - 1, accept);
	if (strncmp(text, "HTTP/1.1 101 ", 13) != 0 ||
	    memmem(text, length, accept, sizeof accept) == NULL) {
		fail("the bridge refused a call: %.*s", (int)strcspn(text, "\r"), text);
	}
	call->caller->open = true;
	send_start(call);
	return length;
}

static char *add(char *at, const char *text) {
	size_t n = strlen(text);
	memcpy(at, text, n);
	return at + n;
}

static char *add_number(char *at, uint64_t number) {
	char digits[20];
	int n = 0;
	do digits[n++] = (char)('0' + number % 10);
	while ((number /= 10) > 0);
	while (n > 0) *at++ = digits[--n];
	return at;
}

/** A media message as in plivo.md §8.1. */
static size_t write_media(const Call *call, const FrameLabel *label, char *text) {
	char *at = add(text, "{\"event\":\"media\",\"sequenceNumber\":");
	at = add_number(at, label->counter + 2);
	at = add(at, ",\"streamId\":\"");
	at = add(at, call->stream_id);
	at = add(at, "\",\"media\":{\"track\":\"inbound\",\"timestamp\":\"");
	at = add_number(at, label->sent_at / 1000000);
	at = add(at, "\",\"chunk\":");
	at = add_number(at, label->counter + 1);
	at = add(at, ",\"payload\":\"");
	payload_for_plivo(label, at);
	at = add(at + plivo_frame_characters, "\"},\"extra_headers\":\"{}\"}");
	return (size_t)(at - text);
}

void caller_send(Call *call) {
	char text[2048];
	uint8_t frame[2048 + WS_LONGEST_HEADER];
	FrameLabel label = flow_next(call, UP);
	size_t n = write_media(call, &label, text);
	n = ws_write(frame, WS_TEXT, text, n, next_mask());
	if (!link_send(call->caller, frame, n)) world.totals[UP].refused++;
}

static bool has(const Message *message, const char *text) {
	size_t n = message->length < 300 ? message->length : 300;
	return memmem(message->data, n, text, strlen(text)) != NULL;
}

/** plivo.md §8.2: in the stream's own format, without ";rate=". */
static void take_audio(Call *call, const Message *message, uint64_t stamp) {
	static uint8_t bytes[1 << 20];
	size_t n;
	const char *format = world.mulaw ? "\"audio/x-mulaw\"" : "\"audio/x-l16\"";
	const char *text = payload_text(message, &n);
	long length = text && has(message, format) && has(message, world.mulaw ? "8000" : "16000")
	                  ? base64_decode(text, n, bytes)
	                  : -1;
	if (length < 0) world.totals[DOWN].altered++;
	else flow_take(call, DOWN, bytes, (size_t)length, stamp);
}

/** All audio counts as played at once: the agent sends no faster than real time. */
static void answer_checkpoint(Call *call, const Message *message) {
	const char *name = memmem(message->data, message->length, "\"name\":\"", 8);
	if (name == NULL) return;
	size_t left = message->length - (size_t)(name + 8 - (const char *)message->data);
	const char *quote = memchr(name + 8, '"', left);
	if (quote == NULL || quote - name > 200) return;
	char text[512];
	int n = snprintf(text, sizeof text,
	                 "{\"event\":\"playedStream\",\"sequenceNumber\":%u,\"streamId\":\"%s\","
	                 "\"name\":\"%.*s\"}",
	                 call->flows[UP].sent + 2, call->stream_id, (int)(quote - name - 8), name + 8);
	send_text(call, text, (size_t)n);
}

void caller_take(Call *call, const Message *message, uint64_t stamp) {
	if (message->opcode == WS_TEXT && has(message, "\"playAudio\"")) {
		take_audio(call, message, stamp);
		return;
	}
	world.control_messages++;
	if (message->opcode == WS_TEXT && has(message, "\"checkpoint\"")) {
		answer_checkpoint(call, message);
	} else if (message->opcode == WS_PING) {
		uint8_t frame[256 + WS_LONGEST_HEADER];
		size_t n = message->length < 126 ? message->length : 125;
		link_send(call->caller, frame, ws_write(frame, WS_PONG, message->data, n, next_mask()));
	}
}
