#include "base64.h"
#include <string.h>

static const char ALPHABET[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
/** Two characters for each 12 bits. */
static char pairs[4096][2];
/** The six bits of a character; NOT_BASE64 has bits that no value has. */
static uint32_t values[256];
static const uint32_t NOT_BASE64 = 1u << 31;

void base64_init(void) {
	for (int high = 0; high < 64; high++) {
		for (int low = 0; low < 64; low++) {
			pairs[high << 6 | low][0] = ALPHABET[high];
			pairs[high << 6 | low][1] = ALPHABET[low];
		}
	}
	for (int code = 0; code < 256; code++) values[code] = NOT_BASE64;
	for (uint32_t value = 0; value < 64; value++) values[(uint8_t)ALPHABET[value]] = value;
}

size_t base64_length(size_t bytes) {
	return (bytes + 2) / 3 * 4;
}

void base64_encode(const uint8_t *bytes, size_t n, char *text) {
	for (; n >= 3; n -= 3, bytes += 3, text += 4) {
		uint32_t bits = (uint32_t)bytes[0] << 16 | (uint32_t)bytes[1] << 8 | bytes[2];
		memcpy(text, pairs[bits >> 12], 2);
		memcpy(text + 2, pairs[bits & 0xfff], 2);
	}
	if (n == 0) return;
	uint32_t bits = (uint32_t)bytes[0] << 16 | (n == 2 ? (uint32_t)bytes[1] << 8 : 0);
	memcpy(text, pairs[bits >> 12], 2);
	text[2] = n == 2 ? ALPHABET[bits >> 6 & 63] : '=';
	text[3] = '=';
}

long base64_decode(const char *text, size_t n, uint8_t *bytes) {
	if (n == 0 || n % 4 != 0) return n == 0 ? 0 : -1;
	const uint8_t *codes = (const uint8_t *)text;
	size_t padding = codes[n - 2] == '=' ? 2 : codes[n - 1] == '=' ? 1 : 0;
	if (padding == 2 && codes[n - 1] != '=') return -1;
	uint8_t *start = bytes;
	uint32_t wrong = 0;
	for (size_t left = n - (padding ? 4 : 0); left > 0; left -= 4, codes += 4, bytes += 3) {
		uint32_t a = values[codes[0]], b = values[codes[1]], c = values[codes[2]], d = values[codes[3]];
		wrong |= a | b | c | d;
		uint32_t bits = a << 18 | b << 12 | c << 6 | d;
		bytes[0] = bits >> 16;
		bytes[1] = bits >> 8;
		bytes[2] = bits;
	}
	if (padding) {
		uint32_t c = padding == 1 ? values[codes[2]] : 0;
		wrong |= values[codes[0]] | values[codes[1]] | c;
		uint32_t bits = values[codes[0]] << 18 | values[codes[1]] << 12 | c << 6;
		if (bits & (padding == 1 ? 0xff : 0xffff)) return -1;
		*bytes++ = bits >> 16;
		if (padding == 1) *bytes++ = bits >> 8;
	}
	return wrong & NOT_BASE64 ? -1 : bytes - start;
}
