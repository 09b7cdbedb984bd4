/**
 * Load generator: callers on Plivo's side of a bridge and the agents on its Ultravox side, 20 ms of audio both ways, every byte
 * checked. Prints the agents' port, reads what to call (read_subject), runs once, prints one line of JSON.
 */
#include "base64.h"
#include "call.h"
#include "clock.h"
#include "loop.h"
#include "mulaw.h"
#include "options.h"
#include "report.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

/** From the last connection to the first frame: a bridge learns of its agent's answer a little after we gave it. */
static const double SETTLE_SECONDS = 0.3;

World world;

_Noreturn void fail(const char *format, ...) {
	va_list values;
	va_start(values, format);
	fputs("The load generator stopped: ", stderr);
	vfprintf(stderr, format, values);
	fputs(".\n", stderr);
	va_end(values);
	exit(1);
}

static void allow_many_sockets(void) {
	struct rlimit limit;
	getrlimit(RLIMIT_NOFILE, &limit);
	limit.rlim_cur = limit.rlim_max;
	setrlimit(RLIMIT_NOFILE, &limit);
}

static void begin_agents(const Options *options) {
	world.tls = options->certificate != NULL;
	if (world.tls && !tls_available()) fail("it was compiled without OpenSSL");
	if (world.tls && !tls_init(options->certificate, options->key)) fail("the certificate cannot be used");
	link_init();
	uint16_t port;
	agent_listener = link_listen(&port);
	if (agent_listener < 0) fail("the agents cannot listen");
	printf("{\"agentPort\":%u,\"tls\":%s}\n", port, tls_available() ? "true" : "false");
	fflush(stdout);
}

int main(int count, char **arguments) {
	Options options = read_options(count, arguments);
	uint64_t random = options.seed * 0x9e3779b97f4a7c15u | 1;
	world.opaque = options.opaque;
	world.mulaw = options.mulaw;
	world.count = options.calls;
	world.calls = calloc(options.calls, sizeof(Call));
	allow_many_sockets();
	base64_init();
	mulaw_init();
	payload_init(options.mulaw, options.seed);
	begin_agents(&options);

	Subject subject = read_subject();
	report_before(&subject);
	connect_calls(subject.port);
	pump_for(SETTLE_SECONDS);
	uint64_t measures = monotonic_now() + (uint64_t)(options.warm * 1e9);
	uint64_t ends = measures + (uint64_t)(options.seconds * 1e9);
	send_until(measures, ends, options.burst, &random, report_begin);
	report_end();
	drain();
	report_print(&options);
	return 0;
}
