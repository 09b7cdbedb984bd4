'use strict';

const { appendFileSync, existsSync } = require('node:fs');
const http = require('node:http');

/**
 * Kills this process at the moment it is answered 200 to the POST of an `ended` event, before it can take a note of that. It does so once:
 * the file that ENDED_ANSWERS names has the event's id and the status of every such answer, also of those to the process after it.
 */
const { ENDED_ANSWERS } = process.env;
const { request } = http;
http.request = (...given) => {
	const sent = request(...given);
	const { end } = sent;
	sent.end = (...body) => {
		const event = eventIn(body[0]);
		if (event?.type === 'ended') watch(sent, event.eventId);
		return end.apply(sent, body);
	};
	return sent;
};

function watch(sent, eventId) {
	sent.prependListener('response', ({ statusCode }) => {
		const isFirst = !existsSync(ENDED_ANSWERS);
		if (isFirst && statusCode !== 200) return;
		appendFileSync(ENDED_ANSWERS, `${eventId} ${statusCode}\n`);
		if (isFirst) process.kill(process.pid, 'SIGKILL');
	});
}

function eventIn(body) {
	try {
		return JSON.parse(body);
	} catch {
		return undefined;
	}
}
