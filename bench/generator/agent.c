#include "call.h"
#include "base64.h"
#include "clock.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/** 640 bytes as a playAudio message have less than 1000. */
enum { LONGEST_MESSAGE = 1024, MOST_FRAMES = 16 };

/** The number at the end of the request's path. */
static Call *requested_call(const char *text) {
	const char *path = strchr(text, ' ');
	size_t n = path ? strcspn(path + 1, " ?\r\n") : 0;
	while (n > 0 && path[n] >= '0' && path[n] <= '9') n--;
	unsigned long index = path ? strtoul(path + n + 1, NULL, 10) : world.count;
	if (index >= world.count) fail("the bridge asked the agent for an unknown call");
	return &world.calls[index];
}

size_t agent_upgrade(Link *link, const char *text, size_t n) {
	char request[8192];
	const char *end = memmem(text, n, "\r\n\r\n", 4);
	if (end == NULL) return 0;
	size_t length = (size_t)(end - text) + 4;
	if (length >= sizeof request) fail("the bridge sent the agent a request that is too long");
	memcpy(request, text, length);
	request[length] = 0;
	const char *key = strcasestr(request, "\r\nsec-websocket-key:");
	if (key == NULL) fail("the bridge sent the agent a request without a WebSocket key");
	key += 20;
	key += strspn(key, " ");
	Call *call = requested_call(request);
	if (call->agent != NULL) fail("the bridge dialled the agent twice for one call");
	call->agent = link;
	link->call = call;
	link->open = true;
	char accept[WS_ACCEPT_LENGTH];
	ws_accept(key, strcspn(key, " \r"), accept);
	char answer[512];
	int size = snprintf(answer, sizeof answer,
	                    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
	                    "Connection: Upgrade\r\nSec-WebSocket-Accept: %.*s\r\n\r\n",
	                    WS_ACCEPT_LENGTH, accept);
	link_send(link, (uint8_t *)answer, (size_t)size);
	if (!world.opaque) {
		static const char STARTED[] = "{\"type\":\"call_started\",\"callId\":\"benchmark\"}";
		uint8_t frame[sizeof STARTED + WS_LONGEST_HEADER];
		link_send(link, frame, ws_write(frame, WS_TEXT, STARTED, sizeof STARTED - 1, 0));
	}
	return length;
}

static size_t write_binary(const FrameLabel *label, uint8_t *frame) {
	payload_for_agent(label, frame + ws_header_length(agent_frame_bytes, false));
	ws_finish(frame, WS_BINARY, agent_frame_bytes, 0);
	return ws_header_length(agent_frame_bytes, false) + agent_frame_bytes;
}

/** What a bridge would have made of the frame: for those that pass everything on. */
static size_t write_play_audio(const FrameLabel *label, uint8_t *frame) {
	static const char START[] = "{\"event\":\"playAudio\",\"media\":{\"contentType\":\"audio/x-l16\","
	                            "\"sampleRate\":16000,\"payload\":\"";
	char text[LONGEST_MESSAGE];
	memcpy(text, START, sizeof START - 1);
	payload_for_plivo(label, text + sizeof START - 1);
	size_t n = sizeof START - 1 + plivo_frame_characters;
	memcpy(text + n, "\"}}", 3);
	return ws_write(frame, WS_TEXT, text, n + 3, 0);
}

void agent_send(Call *call, int frames) {
	static uint8_t out[MOST_FRAMES * (LONGEST_MESSAGE + WS_LONGEST_HEADER)];
	size_t n = 0;
	for (int i = 0; i < frames && i < MOST_FRAMES; i++) {
		FrameLabel label = flow_next(call, DOWN);
		n += world.opaque ? write_play_audio(&label, out + n) : write_binary(&label, out + n);
	}
	if (!link_send(call->agent, out, n)) world.totals[DOWN].refused += (uint64_t)frames;
}

static void take_opaque(Call *call, const Message *message, uint64_t stamp) {
	uint8_t bytes[2 * LONGEST_FRAME];
	size_t n = 0;
	const char *text = payload_text(message, &n);
	if (text == NULL) {
		world.control_messages++;
		return;
	}
	long length = n > sizeof bytes ? -1 : base64_decode(text, n, bytes);
	if (length < 0) world.totals[UP].altered++;
	else flow_take(call, UP, bytes, (size_t)length, stamp);
}

void agent_take(Call *call, const Message *message, uint64_t stamp) {
	if (message->opcode == WS_BINARY && !world.opaque) {
		flow_take(call, UP, message->data, message->length, stamp);
	} else if (message->opcode == WS_TEXT && world.opaque) {
		take_opaque(call, message, stamp);
	} else {
		world.control_messages++;
		if (message->opcode != WS_PING) return;
		uint8_t frame[256 + WS_LONGEST_HEADER];
		size_t n = message->length < 126 ? message->length : 125;
		link_send(call->agent, frame, ws_write(frame, WS_PONG, message->data, n, 0));
	}
}
