#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/**
 * The audio of one 20 ms frame: who sent it, which one it is and when it left, then bytes that are known from that. A frame that
 * arrives shows by itself whether it was altered, lost, sent twice or given to another call.
 */

typedef enum { UP, DOWN, DIRECTIONS } Direction;

typedef struct {
	Direction direction;
	uint32_t call;
	uint32_t counter;
	/** wall_now() just before it was sent. */
	uint64_t sent_at;
} FrameLabel;

/** Largest frame on either leg: 20 ms of 16 kHz samples. */
enum { LONGEST_FRAME = 640 };

/** L16 at 16 kHz on both legs, or mu-law at 8 kHz on Plivo's and L16 at 8 kHz on the agent's. */
void payload_init(bool mulaw, uint64_t seed);

/** Bytes of a frame on Plivo's leg, in base64, and on the agent's leg. */
extern size_t plivo_frame_bytes, plivo_frame_characters, agent_frame_bytes;

/** Writes the base64 of a frame for Plivo's leg. */
void payload_for_plivo(const FrameLabel *label, char *text);

/** Writes a frame for the agent's leg. */
void payload_for_agent(const FrameLabel *label, uint8_t *bytes);

/** Reads a frame of Plivo's leg; false when a single byte is not as it was sent. */
bool payload_from_plivo(const uint8_t *bytes, FrameLabel *label);

/** Reads a frame of the agent's leg; false when a single byte is not as it was sent. */
bool payload_from_agent(const uint8_t *bytes, FrameLabel *label);
