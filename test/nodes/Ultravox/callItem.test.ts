import { contextOf } from '../../../nodes/Ultravox/callItem';

const call = { callId: '3f7f8a1e-0c2b-4c56-9a52-1d0a4a9b7c11', metadata: {} };

describe('who calls whom in a call of Ultravox', () => {
	test.each(['plivo', 'twilio', 'telnyx'])('dialled over %s', (medium) => {
		const outgoing = { to: '14155550123', from: '+14155550100' };
		expect(contextOf({ ...call, medium: { [medium]: { outgoing } } })).toMatchObject({
			direction: 'outbound',
			from: '+14155550100',
			to: '+14155550123',
		});
	});

	test('dialled over SIP', () => {
		const outgoing = { to: 'sip:bob@example.com', from: 'sip:anna@example.com' };
		expect(contextOf({ ...call, medium: { sip: { outgoing } } })).toMatchObject({
			direction: 'outbound',
			from: 'sip:anna@example.com',
			to: 'sip:bob@example.com',
		});
	});

	test.each([{ plivo: {} }, { webRtc: {} }, { serverWebSocket: { inputSampleRate: 8000 } }, null])(
		'not known of %j',
		(medium) => {
			expect(contextOf({ ...call, medium })).toMatchObject({
				direction: null,
				from: null,
				to: null,
			});
		},
	);

	test.each([null, 'From=1', [], { From: '14155550123' }, { CallUUID: ['a'] }])(
		'a request context of another shape says nothing wrong: %j',
		(requestContext) => {
			const context = contextOf({ ...call, requestContext } as never);
			expect(context.from).toBeNull();
			expect(context.callId).toBe(call.callId);
		},
	);

	test.each([
		['by themselves', (fields: object) => fields],
		["under the provider's name", (fields: object) => ({ plivo: fields })],
	])("a call that came in over telephony_xml, Plivo's fields %s", (_where, shaped) => {
		const requestContext = shaped({
			CallUUID: 'c2c1',
			Direction: 'inbound',
			From: '14155550123',
			To: '14155550100',
		});
		expect(contextOf({ ...call, requestContext } as never)).toMatchObject({
			callUuid: 'c2c1',
			direction: 'inbound',
			from: '+14155550123',
			to: '+14155550100',
		});
	});

	test('what Ultravox shows as null is not set: nobody was dialled', () => {
		const medium = { plivo: { outgoing: null }, sip: null };
		expect(contextOf({ ...call, medium } as never).direction).toBeNull();
	});

	test("the metadata knows Plivo's call", () => {
		expect(contextOf({ ...call, metadata: { plivoCallUuid: 'c2c1' } }).callUuid).toBe('c2c1');
	});
});
