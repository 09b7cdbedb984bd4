import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import * as callData from '../../../../nodes/Ultravox/settings/callData';
import { callbacksSetting } from '../../../../nodes/Ultravox/settings/callbacks';
import { dataConnectionSetting } from '../../../../nodes/Ultravox/settings/dataConnection';
import { initialMessagesSetting } from '../../../../nodes/Ultravox/settings/initialMessages';
import { modelSetting, systemPromptSetting } from '../../../../nodes/Ultravox/settings/model';
import {
	durationsSetting,
	inactivityMessagesSetting,
	timeExceededMessageSetting,
} from '../../../../nodes/Ultravox/settings/timing';
import { vadSetting } from '../../../../nodes/Ultravox/settings/vad';
import type { Setting } from '../../../../nodes/Ultravox/settings/setting';
import { AGENT_CALL, CALL, chosen, expectTaken, read, TEMPLATE, values } from './reading';

const taken = (setting: Setting, given: IDataObject, ...schemas: string[]) => {
	const fields = read(setting, given);
	for (const schema of schemas) expectTaken(schema, fields);
	return fields;
};
const SECRET = '0123456789abcdef';

describe('model and prompt', () => {
	test('are sent as they are; a model can be typed', () => {
		expect(
			taken(modelSetting, { model: chosen('ultravox-v0.7'), temperature: '0.5' }, TEMPLATE, CALL),
		).toEqual({ model: 'ultravox-v0.7', temperature: 0.5 });
		expect(read(systemPromptSetting, { systemPrompt: ' Be kind. ' })).toEqual({
			systemPrompt: 'Be kind.',
		});
		expect(read(modelSetting, { model: chosen('', 'list') })).toEqual({});
	});

	test.each([-0.1, 1.1])('refuse a temperature of %p', (temperature) => {
		expect(() => read(modelSetting, { temperature })).toThrow(/has to be 0 to 1/);
	});
});

describe('times', () => {
	test('of a call are sent in their form', () => {
		expect(
			taken(durationsSetting, { joinTimeout: 45, maxDuration: '600s' }, TEMPLATE, CALL, AGENT_CALL),
		).toEqual({ joinTimeout: '45s', maxDuration: '600s' });
		expect(() => read(durationsSetting, { maxDuration: 0 })).toThrow(/1 seconds or more/);
	});

	test('of silence have their messages in order', () => {
		const rows = [
			{ duration: 15, message: 'Still there?', endBehavior: 'continue' },
			{ duration: '10s', message: 'Goodbye', endBehavior: 'END_BEHAVIOR_HANG_UP_SOFT' },
		];
		expect(
			taken(inactivityMessagesSetting, { inactivityMessages: values(rows) }, TEMPLATE, CALL),
		).toEqual({
			inactivityMessages: [
				{ duration: '15s', message: 'Still there?' },
				{ duration: '10s', message: 'Goodbye', endBehavior: 'END_BEHAVIOR_HANG_UP_SOFT' },
			],
		});
		const bad = (row: IDataObject) => () =>
			read(inactivityMessagesSetting, { inactivityMessages: values([{ ...rows[0], ...row }]) });
		expect(bad({ duration: '' })).toThrow("'After (Seconds)' is empty");
		expect(bad({ message: '' })).toThrow("'Message' is empty");
		expect(bad({ duration: 0 })).toThrow(/0.001 seconds or more/);
	});

	test('that are over have a last word', () => {
		expect(
			taken(timeExceededMessageSetting, { timeExceededMessage: 'Bye' }, TEMPLATE, CALL),
		).toEqual({ timeExceededMessage: 'Bye' });
	});

	test('of voice detection are durations, its threshold is 0.1 to 1', () => {
		const vadSettings = {
			turnEndpointDelay: 0.384,
			minimumTurnDuration: '0',
			minimumInterruptionDuration: '0.096s',
			frameActivationThreshold: 0.5,
		};
		expect(taken(vadSetting, { vadSettings }, TEMPLATE, CALL)).toEqual({
			vadSettings: {
				turnEndpointDelay: '0.384s',
				minimumTurnDuration: '0s',
				minimumInterruptionDuration: '0.096s',
				frameActivationThreshold: 0.5,
			},
		});
		expect(() => read(vadSetting, { vadSettings: { frameActivationThreshold: 0.05 } })).toThrow(
			/0.1 to 1/,
		);
		expect(read(vadSetting, { vadSettings: {} })).toEqual({});
	});
});

describe('what a call keeps and tells', () => {
	test('metadata are texts, and never the own keys of Ultravox', () => {
		const rows = [
			{ name: 'customer', value: 7 },
			{ name: 'note', value: '' },
		];
		expect(taken(callData.metadataSetting, { metadata: values(rows) }, CALL, AGENT_CALL)).toEqual({
			metadata: { customer: '7', note: '' },
		});
		const bad = (name: string) => () =>
			read(callData.metadataSetting, { metadata: values([{ name, value: 'x' }]) });
		expect(bad('ultravox.sip')).toThrow(/begins with 'ultravox.'/);
		expect(bad(' ')).toThrow("'Key' is empty");
		expect(bad('__proto__')).toThrow(/cannot be/);
		expect(() =>
			read(callData.metadataSetting, { metadata: values([...rows, { name: 'note' }]) }),
		).toThrow("'Key' 'note' stands there twice");
	});

	test('whatever the metadata, the document takes them', () => {
		const key = fc.string({ minLength: 1 }).filter((one) => {
			const name = one.trim();
			return name !== '' && name !== '__proto__' && !name.startsWith('ultravox.');
		});
		fc.assert(
			fc.property(fc.uniqueArray(key, { selector: (one) => one.trim() }), (names) => {
				fc.pre(!names.some((name) => ['prototype', 'constructor'].includes(name.trim())));
				const rows = names.map((name, index) => ({ name, value: index }));
				taken(callData.metadataSetting, { metadata: values(rows) }, CALL, AGENT_CALL);
			}),
		);
	});

	test('retention is spelled as requests spell it', () => {
		const retentionPolicy = 'CALL_RETENTION_POLICY_AUTO_DELETE';
		expect(
			taken(callData.retentionSetting, { retentionPolicy }, TEMPLATE, CALL, AGENT_CALL),
		).toEqual({ retentionPolicy });
		expect(() => read(callData.retentionSetting, { retentionPolicy: 'auto_delete' })).toThrow(
			/'Retention' has no choice 'auto_delete'/,
		);
	});

	test('output, recording, state and experiments go through', () => {
		expect(
			taken(
				callData.outputMediumSetting,
				{ initialOutputMedium: 'MESSAGE_MEDIUM_TEXT' },
				TEMPLATE,
				CALL,
				AGENT_CALL,
			),
		).toEqual({ initialOutputMedium: 'MESSAGE_MEDIUM_TEXT' });
		expect(taken(callData.recordingSetting, { recordingEnabled: false }, TEMPLATE, CALL)).toEqual({
			recordingEnabled: false,
		});
		expect(taken(callData.initialStateSetting, { initialState: '{"a":[1]}' }, CALL)).toEqual({
			initialState: { a: [1] },
		});
		expect(
			taken(callData.experimentalSetting, { experimentalSettings: { a: 1 } }, CALL, AGENT_CALL),
		).toEqual({ experimentalSettings: { a: 1 } });
		expect(() => read(callData.initialStateSetting, { initialState: '[1]' })).toThrow(
			"'Initial State' is not a JSON object",
		);
		expect(
			taken(callData.contextSchemaSetting, { contextSchema: '{"type":"object"}' }, TEMPLATE),
		).toEqual({ contextSchema: { type: 'object' } });
	});

	test('shared secrets have 16 to 127 characters, and are typed unseen', () => {
		const secrets = (...all: string[]) =>
			taken(
				callData.sharedSecretsSetting,
				{ sharedSecrets: values(all.map((secret) => ({ secret }))) },
				TEMPLATE,
				CALL,
				AGENT_CALL,
			);
		expect(secrets(SECRET, 'x'.repeat(127))).toEqual({
			sharedSecrets: [SECRET, 'x'.repeat(127)],
		});
		expect(() => secrets(SECRET.slice(1))).toThrow(
			"'Secret' has 15 characters, and has to have 16 to 127",
		);
		expect(() => secrets('x'.repeat(128))).toThrow(/128 characters/);
	});

	test('callbacks have an address each, and secrets', () => {
		const callbacks = {
			ended: { url: 'https://example.com/ended', secrets: values([{ secret: 's3cret' }]) },
			joined: { url: 'https://example.com/joined' },
		};
		expect(taken(callbacksSetting, { callbacks }, CALL, AGENT_CALL)).toEqual({
			callbacks: {
				ended: { url: 'https://example.com/ended', secrets: ['s3cret'] },
				joined: { url: 'https://example.com/joined' },
			},
		});
		expect(() => read(callbacksSetting, { callbacks: { billed: { url: 'example' } } })).toThrow(
			"'URL' is not a web address",
		);
		expect(read(callbacksSetting, {})).toEqual({});
	});

	test('a data connection is a WebSocket, with what it is sent', () => {
		const connection = {
			websocketUrl: 'wss://example.com/listen',
			headers: values([{ name: 'Authorization', value: 'Bearer x' }]),
			audioConfig: { sampleRate: 8000, channelMode: 'CHANNEL_MODE_MIXED' },
			dataMessages: { transcript: true },
		};
		expect(
			taken(
				dataConnectionSetting,
				{ dataConnection: values(connection) },
				TEMPLATE,
				CALL,
				AGENT_CALL,
			),
		).toEqual({
			dataConnection: { ...connection, headers: { Authorization: 'Bearer x' } },
		});
		expect(() =>
			read(dataConnectionSetting, { dataConnection: values({ websocketUrl: 'https://x.com' }) }),
		).toThrow("'Address' is not a web address");
		expect(() => read(dataConnectionSetting, { dataConnection: values({}) })).toThrow(
			"'Address' is empty",
		);
	});

	test('initial messages are of people and of tools', () => {
		const rows = [
			{ role: 'MESSAGE_ROLE_USER', text: 'Hello', medium: 'unspecified' },
			{ role: 'MESSAGE_ROLE_AGENT', text: 'Hi', medium: 'MESSAGE_MEDIUM_VOICE' },
			{ role: 'MESSAGE_ROLE_TOOL_CALL', text: '{}', toolName: 'book', invocationId: '1' },
			{ role: 'MESSAGE_ROLE_TOOL_RESULT', text: 'done', toolName: 'book', invocationId: '1' },
		];
		expect(
			taken(initialMessagesSetting, { initialMessages: values(rows) }, CALL, AGENT_CALL),
		).toEqual({
			initialMessages: [{ role: 'MESSAGE_ROLE_USER', text: 'Hello' }, ...rows.slice(1)],
		});
		const bad = (row: IDataObject) => () =>
			read(initialMessagesSetting, { initialMessages: values([row]) });
		expect(bad({ role: 'MESSAGE_ROLE_USER', text: '' })).toThrow("'Text' is empty");
		expect(bad({ role: 'MESSAGE_ROLE_TOOL_CALL', text: '{}', toolName: 'a' })).toThrow(
			"'Invocation ID' is empty",
		);
	});
});
