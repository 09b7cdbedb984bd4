#include "options.h"
#include "call.h"
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct option NAMES[] = {
	{"calls", required_argument, NULL, 'n'},   {"seconds", required_argument, NULL, 's'},
	{"warm", required_argument, NULL, 'w'},    {"burst", required_argument, NULL, 'b'},
	{"opaque", no_argument, NULL, 'o'},        {"mulaw", no_argument, NULL, 'm'},
	{"certificate", required_argument, NULL, 'c'}, {"key", required_argument, NULL, 'k'},
	{"seed", required_argument, NULL, 'r'},    {NULL, 0, NULL, 0},
};

Options read_options(int count, char **arguments) {
	Options options = {.calls = 10, .warm = 1, .seconds = 3, .burst = 1, .seed = 1};
	for (int name; (name = getopt_long(count, arguments, "", NAMES, NULL)) != -1;) {
		switch (name) {
		case 'n': options.calls = (uint32_t)strtoul(optarg, NULL, 10); break;
		case 's': options.seconds = atof(optarg); break;
		case 'w': options.warm = atof(optarg); break;
		case 'b': options.burst = atoi(optarg); break;
		case 'o': options.opaque = true; break;
		case 'm': options.mulaw = true; break;
		case 'c': options.certificate = optarg; break;
		case 'k': options.key = optarg; break;
		case 'r': options.seed = strtoull(optarg, NULL, 10); break;
		default: exit(2);
		}
	}
	if (options.calls == 0 || options.seconds <= 0) fail("calls and seconds must be more than 0");
	if (options.burst < 1 || options.burst > 16) fail("a burst has 1 to 16 frames");
	if (options.opaque && options.mulaw) fail("opaque runs carry L16");
	return options;
}

Subject read_subject(void) {
	Subject subject = {0};
	char *line = NULL;
	size_t capacity = 0;
	if (getline(&line, &capacity, stdin) < 0) fail("stdin ended before the bridge's port");
	char *at = line;
	subject.port = (uint16_t)strtoul(at, &at, 10);
	do subject.pids[subject.processes++] = (pid_t)strtol(at + 1, &at, 10);
	while (*at == ',' && subject.processes < MOST_PROCESSES);
	subject.front = (pid_t)strtol(at, &at, 10);
	for (uint32_t i = 0; i < world.count; i++) {
		Call *call = &world.calls[i];
		if (getline(&line, &capacity, stdin) < 0) fail("stdin ended before the last call");
		char *space = strchr(line, ' ');
		if (space == NULL) fail("a call needs a path and an id");
		call->index = i;
		call->path = strndup(line, (size_t)(space - line));
		call->call_uuid = strndup(space + 1, strcspn(space + 1, "\n"));
		snprintf(call->stream_id, sizeof call->stream_id, "%08x-f610-433b-8758-%012x",
		         i * 2654435761u, i);
	}
	free(line);
	return subject;
}
