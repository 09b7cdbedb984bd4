#include "websocket.h"
#include "base64.h"
#include "sha1.h"
#include <string.h>

static const char GUID[] = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

static void apply_mask(uint8_t *bytes, size_t n, uint32_t mask) {
	uint64_t twice = (uint64_t)mask << 32 | mask;
	size_t i = 0;
	for (; i + 8 <= n; i += 8) {
		uint64_t word;
		memcpy(&word, bytes + i, 8);
		word ^= twice;
		memcpy(bytes + i, &word, 8);
	}
	for (; i < n; i++) bytes[i] ^= (uint8_t)(mask >> 8 * (i % 4));
}

size_t ws_header_length(size_t n, bool masked) {
	return (n < 126 ? 2 : n < 65536 ? 4 : 10) + (masked ? 4 : 0);
}

void ws_finish(uint8_t *frame, int opcode, size_t n, uint32_t mask) {
	size_t at = 2;
	frame[0] = (uint8_t)(0x80 | opcode);
	if (n < 126) {
		frame[1] = (uint8_t)n;
	} else {
		int bytes = n < 65536 ? 2 : 8;
		frame[1] = bytes == 2 ? 126 : 127;
		for (int i = bytes - 1; i >= 0; i--) frame[at++] = (uint8_t)(n >> 8 * i);
	}
	if (mask == 0) return;
	frame[1] |= 0x80;
	memcpy(frame + at, &mask, 4);
	apply_mask(frame + at + 4, n, mask);
}

size_t ws_write(uint8_t *out, int opcode, const void *data, size_t n, uint32_t mask) {
	size_t header = ws_header_length(n, mask != 0);
	memcpy(out + header, data, n);
	ws_finish(out, opcode, n, mask);
	return header + n;
}

static bool is_known(int opcode) {
	return opcode == WS_TEXT || opcode == WS_BINARY || (opcode >= WS_CLOSE && opcode <= WS_PONG);
}

long ws_read(uint8_t *bytes, size_t n, bool masked, Message *message) {
	if (n < 2) return 0;
	if ((bytes[0] & 0xf0) != 0x80 || !is_known(bytes[0] & 15)) return -1;
	if ((bytes[1] >> 7) != masked) return -1;
	uint64_t length = bytes[1] & 127;
	size_t at = 2;
	if (length >= 126) {
		size_t size = length == 126 ? 2 : 8;
		if (n < 2 + size) return 0;
		for (length = 0; size > 0; size--) length = length << 8 | bytes[at++];
	}
	if (length > 1u << 20) return -1;
	if (masked) at += 4;
	if (n < at + length) return 0;
	if (masked) {
		uint32_t mask;
		memcpy(&mask, bytes + at - 4, 4);
		apply_mask(bytes + at, length, mask);
	}
	*message = (Message){bytes[0] & 15, bytes + at, length};
	return (long)(at + length);
}

void ws_accept(const char *key, size_t key_length, char *accept) {
	char text[119];
	if (key_length > sizeof text - sizeof GUID) key_length = sizeof text - sizeof GUID;
	memcpy(text, key, key_length);
	memcpy(text + key_length, GUID, sizeof GUID - 1);
	uint8_t digest[20];
	sha1_short(text, key_length + sizeof GUID - 1, digest);
	base64_encode(digest, sizeof digest, accept);
}
