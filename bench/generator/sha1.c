#include "sha1.h"
#include <string.h>

static uint32_t rotate(uint32_t value, int bits) {
	return value << bits | value >> (32 - bits);
}

static void add_block(uint32_t state[5], const uint8_t block[64]) {
	uint32_t w[80];
	for (int i = 0; i < 16; i++) {
		const uint8_t *p = block + 4 * i;
		w[i] = (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
	}
	for (int i = 16; i < 80; i++) w[i] = rotate(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
	uint32_t a = state[0], b = state[1], c = state[2], d = state[3], e = state[4];
	for (int i = 0; i < 80; i++) {
		uint32_t mix, constant;
		if (i < 20) mix = (b & c) | (~b & d), constant = 0x5a827999;
		else if (i < 40) mix = b ^ c ^ d, constant = 0x6ed9eba1;
		else if (i < 60) mix = (b & c) | (b & d) | (c & d), constant = 0x8f1bbcdc;
		else mix = b ^ c ^ d, constant = 0xca62c1d6;
		uint32_t next = rotate(a, 5) + mix + e + constant + w[i];
		e = d;
		d = c;
		c = rotate(b, 30);
		b = a;
		a = next;
	}
	state[0] += a;
	state[1] += b;
	state[2] += c;
	state[3] += d;
	state[4] += e;
}

void sha1_short(const char *text, size_t n, uint8_t digest[20]) {
	uint8_t blocks[128] = {0};
	size_t size = n < 56 ? 64 : 128;
	memcpy(blocks, text, n);
	blocks[n] = 0x80;
	for (int i = 0; i < 4; i++) blocks[size - 1 - i] = (uint8_t)(n * 8 >> 8 * i);
	uint32_t state[5] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
	for (size_t at = 0; at < size; at += 64) add_block(state, blocks + at);
	for (int i = 0; i < 20; i++) digest[i] = (uint8_t)(state[i / 4] >> (24 - 8 * (i % 4)));
}
