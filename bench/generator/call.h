#pragma once
#include "histogram.h"
#include "link.h"
#include "payload.h"
#include "websocket.h"

/** One direction of one call: what its sender sent and its receiver has seen. */
typedef struct {
	uint32_t sent;
	/** The counter that must come next, and which of the 64 before it have come: bit 0 is the one just before. */
	uint32_t next;
	uint64_t seen;
	/** The beginning of a frame whose end has not come: a bridge may cut audio anywhere. */
	size_t held;
	uint8_t partial[LONGEST_FRAME];
} Flow;

typedef struct Call {
	uint32_t index;
	/** Where the bridge under test takes this call: the path of Plivo's URL. */
	char *path;
	char *call_uuid;
	char stream_id[40];
	Link *caller, *agent;
	Flow flows[DIRECTIONS];
} Call;

/** What all calls of one direction add up to. */
typedef struct {
	uint64_t received, altered, reordered, refused;
	Histogram latency;
} Totals;

typedef struct {
	/** The agent speaks Plivo's JSON: the bridge under test reads nothing and passes everything on. */
	bool opaque;
	bool mulaw;
	bool tls;
	uint32_t count;
	Call *calls;
	Totals totals[DIRECTIONS];
	/** Frames of silence that the bridge put in, in the measured time, because it saw nothing from Plivo. */
	uint64_t filled;
	uint64_t control_messages, closed_links, protocol_errors;
	/** Frames sent from this moment to that one are measured, in wall_now() time. */
	uint64_t measured_from, measured_to;
} World;

extern World world;

/** Ends the program with one sentence on stderr. */
_Noreturn void fail(const char *format, ...) __attribute__((format(printf, 1, 2)));

/** Takes audio that arrived: any number of bytes, in the coding of its receiver's leg. */
void flow_take(Call *call, Direction direction, const uint8_t *bytes, size_t n, uint64_t stamp);

/** Labels the next frame of a direction and counts it as sent. */
FrameLabel flow_next(Call *call, Direction direction);

/** The base64 in a media or playAudio message; NULL when it has none. */
const char *payload_text(const Message *message, size_t *length);

/** Plivo's side: connects, and sends the upgrade request. */
void caller_dial(Call *call, uint16_t port);
/** Reads the answer to it; 0 while incomplete, else its length. Sends `start`. */
size_t caller_upgraded(Call *call, const char *text, size_t n);
void caller_send(Call *call);
void caller_take(Call *call, const Message *message, uint64_t stamp);

/** The agent's side: answers an upgrade request and finds its call; 0 while incomplete, else its length. */
size_t agent_upgrade(Link *link, const char *text, size_t n);
/** Sends this many frames in one go. */
void agent_send(Call *call, int frames);
void agent_take(Call *call, const Message *message, uint64_t stamp);
