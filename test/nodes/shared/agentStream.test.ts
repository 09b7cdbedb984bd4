import type { AgentCall } from '../../../nodes/shared/agentCall';
import { agentStream } from '../../../nodes/shared/agentCall';
import { bridgeSettings } from '../../../nodes/shared/bridgeSettings';
import type { StreamClaims } from '../../../nodes/shared/streamToken';
import { LONGEST_URL, openToken } from '../../../nodes/shared/streamToken';

const SECRET = 'a secret of the unit test';
const NOW = new Date('2026-11-20T10:00:00Z');

const call = (joinUrl = 'wss://voice.ultravox.ai/calls/1/server_web_socket'): AgentCall => ({
	callId: '33333333-3333-4333-8333-333333333333',
	joinUrl,
	audioPath: 'bridge',
	object: {},
});

function addressOf(
	options: Parameters<typeof bridgeSettings>[0],
	agentCall = call(),
	isTest = false,
): string {
	const { content } = agentStream(agentCall, {
		callUuid: '9834029e-58b6-11e1-b8b7-a5bd0e4e126f',
		contentType: 'audio/x-l16;rate=16000',
		bridge: {
			publicUrl: 'wss://bridge.example.com',
			controlUrl: 'https://bridge.example.com',
			sharedSecret: SECRET,
		},
		eventsUrl: 'https://n8n.example.com/webhook/5d0f6a52/plivo?event=bridge',
		settings: bridgeSettings(options),
		isTest,
		now: NOW,
	});
	return String(content);
}

function claimsOf(options: Parameters<typeof bridgeSettings>[0], isTest = false): StreamClaims {
	const token = addressOf(options, call(), isTest).split('/').pop() ?? '';
	return openToken(token, { secret: SECRET, audience: 'stream', now: NOW }) as StreamClaims;
}

describe('what the bridge is told to do besides relaying', () => {
	test('nothing but to resume, unless the user says otherwise', () => {
		expect(claimsOf({})).toMatchObject({ resume: true });
		expect(Object.keys(claimsOf({}))).not.toContain('notInterruptible');
		expect(Object.keys(claimsOf({}))).not.toContain('record');
	});

	test.each([
		[{ interruptible: false }, { notInterruptible: true }],
		[{ interruptible: 'false' }, { notInterruptible: true }],
		[{ recordOnBridge: true }, { record: true }],
		[{ recordOnBridge: 'true' }, { record: true }],
		[{ interruptible: true, recordOnBridge: false, resume: true }, { resume: true }],
		[{ resume: false, recordOnBridge: true }, { record: true }],
	])('%j: %j', (options, expected) => {
		const { notInterruptible, record, resume } = claimsOf(options);
		const given = Object.entries({ notInterruptible, record, resume }).filter(([, value]) => value);
		const wantsResume = (options as { resume?: boolean }).resume !== false;
		expect(Object.fromEntries(given)).toEqual({
			...(wantsResume ? { resume: true } : {}),
			...expected,
		});
	});

	test('to tell what n8n acts on, and no more', () => {
		expect(claimsOf({}).events).toEqual(['resumed', 'ending', 'ended']);
	});

	test("in the editor's test, whose URL answers once, to tell and to ask nothing", () => {
		expect(claimsOf({ resume: true }, true)).toMatchObject({ events: [] });
		expect(Object.keys(claimsOf({ resume: true }, true))).not.toContain('resume');
	});

	test('with all of it the longest address that Plivo takes still counts', () => {
		const all = { interruptible: false, recordOnBridge: true, resume: true };
		const joinUrl = (length: number) =>
			call(`wss://voice.ultravox.ai/calls/1/server_web_socket?k=${'x'.repeat(length)}`);
		expect(addressOf(all, joinUrl(700)).length).toBeLessThanOrEqual(LONGEST_URL);
		expect(() => addressOf(all, joinUrl(1_500))).toThrow(/Plivo takes at most 2048/);
	});
});
