#pragma once
#include <stddef.h>
#include <stdint.h>

/** SHA-1 (FIPS 180-4) of at most 119 bytes: all that a WebSocket handshake hashes. */
void sha1_short(const char *text, size_t n, uint8_t digest[20]);
