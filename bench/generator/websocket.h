#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** RFC 6455, as much as two well-behaved ends need: whole messages, no extensions. */

enum { WS_TEXT = 1, WS_BINARY = 2, WS_CLOSE = 8, WS_PING = 9, WS_PONG = 10 };
enum { WS_LONGEST_HEADER = 14, WS_ACCEPT_LENGTH = 28 };

typedef struct {
	int opcode;
	uint8_t *data;
	size_t length;
} Message;

/** Whole frame into `out`, which has WS_LONGEST_HEADER bytes more room than `n`; returns its length. A mask of 0 means none. */
size_t ws_write(uint8_t *out, int opcode, const void *data, size_t n, uint32_t mask);

/** The same in two steps, for data that is made in place: where the data goes, then the frame around it. */
size_t ws_header_length(size_t n, bool masked);
void ws_finish(uint8_t *frame, int opcode, size_t n, uint32_t mask);

/**
 * Reads the frame at the beginning of `bytes` and unmasks it in place.
 * @return its length; 0 when it is not complete; -1 when it is no frame this end may get (fragments, extensions, a mask where there
 * must be none or none where there must be one)
 */
long ws_read(uint8_t *bytes, size_t n, bool masked, Message *message);

/** Sec-WebSocket-Accept for a key: WS_ACCEPT_LENGTH characters. */
void ws_accept(const char *key, size_t key_length, char *accept);
