import type { IDataObject } from 'n8n-workflow';
import { mediumSetting, optionalMediumSetting } from '../../../../nodes/Ultravox/settings/medium';
import { isOutgoing } from '../../../../nodes/Ultravox/settings/medium/outgoing';
import { AGENT_CALL, CALL, expectTaken, read, TEMPLATE, values } from './reading';

const medium = (given: IDataObject) => {
	const fields = read(mediumSetting, given);
	for (const schema of [TEMPLATE, CALL, AGENT_CALL]) expectTaken(schema, fields);
	return fields.medium;
};
const called = { direction: 'outgoing', to: '+14155550100', from: '+14155550199' };

describe('the medium', () => {
	test('P2.1 is Plivo when nothing else is chosen', () => {
		expect(mediumSetting.properties.find(({ name }) => name === 'medium')?.default).toBe('plivo');
		expect(medium({ medium: 'plivo', direction: 'incoming' })).toEqual({ plivo: {} });
	});

	test.each([
		['exotel', {}, { exotel: {} }],
		['telnyx', {}, { telnyx: {} }],
		['twilio', {}, { twilio: {} }],
		['webRtc', {}, { webRtc: {} }],
		['sip', {}, { sip: { incoming: {} } }],
		['serverWebSocket', { inputSampleRate: 8000 }, { serverWebSocket: { inputSampleRate: 8000 } }],
	])('P2.1 can be %s', (kind, given, sent) => {
		expect(medium({ medium: kind, ...given })).toEqual(sent);
		expect(isOutgoing(sent)).toBe(false);
	});

	test.each(['plivo', 'twilio', 'telnyx'])(
		'P2.5 %s calls a number, with what else its provider is told untouched',
		(kind) => {
			const sent = medium({
				medium: kind,
				...called,
				to: '(415) 555-0100',
				defaultCountry: 'US',
				additionalParams: '{ "machine_detection": "true", "ring_timeout": 30 }',
			});
			expect(sent).toEqual({
				[kind]: {
					outgoing: {
						to: '+14155550100',
						from: '+14155550199',
						additionalParams: { machine_detection: 'true', ring_timeout: 30 },
					},
				},
			});
			expect(isOutgoing(sent)).toBe(true);
		},
	);

	test('P2.5 without additional parameters none are sent', () => {
		expect(medium({ medium: 'plivo', ...called, additionalParams: '{}' })).toEqual({
			plivo: { outgoing: { to: '+14155550100', from: '+14155550199' } },
		});
	});

	test.each(['plivo', 'twilio', 'telnyx', 'sip'])(
		'P2.5 %s rings one phone, never several',
		(kind) => {
			const to = kind === 'sip' ? 'sip:a@b.c<sip:d@e.f' : '+14155550100<+14155550111';
			expect(() => medium({ medium: kind, ...called, from: 'sip:me@b.c', to })).toThrow(
				kind === 'sip' ? /is not one SIP address/ : /'To' contains '<', which would ring several/,
			);
		},
	);

	test('addresses of SIP go where the provider takes them, and are one', () => {
		expect(medium({ medium: 'plivo', ...called, to: 'sip:anna@example.com' })).toEqual({
			plivo: { outgoing: { to: 'sip:anna@example.com', from: '+14155550199' } },
		});
		expect(medium({ medium: 'twilio', ...called, from: 'client:anna' })).toEqual({
			twilio: { outgoing: { to: '+14155550100', from: 'client:anna' } },
		});
		expect(() => medium({ medium: 'telnyx', ...called, to: 'sip:anna@example.com' })).toThrow(
			/letters/,
		);
		expect(() => medium({ medium: 'plivo', ...called, from: 'client:anna' })).toThrow(/letters/);
		expect(() => medium({ medium: 'plivo', ...called, to: '' })).toThrow("'To' is empty");
		expect(() => medium({ medium: 'plivo', ...called, from: '5551234' })).toThrow(/'From': /);
	});

	test('SIP calls a SIP address, never a bare number, with a login if there is one', () => {
		const sip = { medium: 'sip', direction: 'outgoing', to: 'sip:a@b.com', from: 'sip:me@c.com' };
		expect(medium(sip)).toEqual({ sip: { outgoing: { to: 'sip:a@b.com', from: 'sip:me@c.com' } } });
		expect(medium({ ...sip, sipLogin: { username: 'me', password: 'secret word' } })).toEqual({
			sip: {
				outgoing: {
					to: 'sip:a@b.com',
					from: 'sip:me@c.com',
					username: 'me',
					password: 'secret word',
				},
			},
		});
		expect(() => medium({ ...sip, to: '+14155550100' })).toThrow(/'To' is not one SIP address/);
		expect(() => medium({ ...sip, sipLogin: { password: 'secret word' } })).toThrow(
			"'Username' is empty",
		);
	});

	test.each(['plivo', 'twilio', 'telnyx', 'exotel'])('%s hands pressed keys on as told', (kind) => {
		expect(medium({ medium: kind, dtmfHandling: 'ignore' })).toEqual({
			[kind]: { dtmfHandling: { ignore: true } },
		});
		expect(
			medium({
				medium: kind,
				dtmfHandling: 'text',
				dtmfText: 'Keys: {digits}',
				dtmfUrgency: 'URGENCY_SOON',
			}),
		).toEqual({
			[kind]: {
				dtmfHandling: { userTextMessage: { text: 'Keys: {digits}', urgency: 'URGENCY_SOON' } },
			},
		});
	});

	test('a server says its sample rate, and all else if it wants to', () => {
		expect(
			medium({
				medium: 'serverWebSocket',
				inputSampleRate: 16_000,
				socketOptions: { outputSampleRate: 8000, clientBufferSizeMs: 0, mediaIdleTimeout: '30' },
				dataMessages: { debug: true, pong: false },
			}),
		).toEqual({
			serverWebSocket: {
				inputSampleRate: 16_000,
				outputSampleRate: 8000,
				clientBufferSizeMs: 0,
				mediaIdleTimeout: '30s',
				dataMessages: { debug: true, pong: false },
			},
		});
		expect(() => medium({ medium: 'serverWebSocket' })).toThrow("'Input Sample Rate' is empty");
		expect(() =>
			medium({
				medium: 'serverWebSocket',
				inputSampleRate: 8000,
				socketOptions: { mediaIdleTimeout: 9 },
			}),
		).toThrow(/has to be 10 seconds or more/);
	});

	test('may be left out of a template', () => {
		expect(read(optionalMediumSetting, {})).toEqual({});
		const given = values({ medium: 'plivo', direction: 'incoming', dtmfHandling: 'ignore' });
		expect(read(optionalMediumSetting, { mediumSettings: given })).toEqual({
			medium: { plivo: { dtmfHandling: { ignore: true } } },
		});
	});
});
