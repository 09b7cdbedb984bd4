#include "mulaw.h"

static int16_t samples[256];
static int16_t codes_of[65536];

/** ITU-T G.711: the code is inverted; sign, three bits of exponent, four of mantissa, a bias of 132. */
static int16_t decode(uint8_t code) {
	uint8_t bits = (uint8_t)~code;
	int magnitude = (((bits & 15) << 3) + 132) << (bits >> 4 & 7);
	return (int16_t)(bits & 0x80 ? 132 - magnitude : magnitude - 132);
}

void mulaw_init(void) {
	for (int i = 0; i < 65536; i++) codes_of[i] = -1;
	for (int code = 0; code < 256; code++) {
		samples[code] = decode((uint8_t)code);
		codes_of[(uint16_t)samples[code]] = (int16_t)code;
	}
}

void mulaw_to_samples(const uint8_t *codes, size_t n, uint8_t *bytes) {
	for (size_t i = 0; i < n; i++) {
		uint16_t sample = (uint16_t)samples[codes[i]];
		bytes[2 * i] = (uint8_t)sample;
		bytes[2 * i + 1] = (uint8_t)(sample >> 8);
	}
}

bool mulaw_from_samples(const uint8_t *bytes, size_t n, uint8_t *codes) {
	for (size_t i = 0; i < n; i++) {
		int code = codes_of[bytes[2 * i] | bytes[2 * i + 1] << 8];
		if (code < 0) return false;
		codes[i] = (uint8_t)code;
	}
	return true;
}
