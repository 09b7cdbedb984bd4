import { arrive } from './arrive';
import { ultravoxCall } from './fakeWebhook';

describe('Inbound Call Trigger: a call that is told more than once', () => {
	test('two deliveries at once run a workflow that decides only once', async () => {
		const options = {
			parameters: { answerWith: 'workflow' },
			fields: { CallUUID: '0f0f0f0f-0000-4000-8000-00000000000b', SessionStart: '' },
			ultravox: () => ({ results: [], next: null }),
		};
		const both = await Promise.all([arrive(options), arrive(options)]);
		expect(both.filter(({ result }) => result.workflowData)).toHaveLength(1);
	});

	test('a repeat in the same process gets the same XML and no second execution', async () => {
		const first = await arrive();
		const again = await arrive({ fields: first.fields });
		expect(again.xml).toBe(first.xml);
		expect(again.result.workflowData).toBeUndefined();
		expect(again.requests).toHaveLength(0);
	});

	test('two deliveries at once make one Ultravox call', async () => {
		const shared = { CallUUID: '00000000-0000-4000-8000-000000000000' };
		const [one, two] = await Promise.all([arrive({ fields: shared }), arrive({ fields: shared })]);
		expect(one.xml).toBe(two.xml);
		expect(one.requests.length + two.requests.length).toBe(1);
		expect([one, two].filter(({ result }) => result.workflowData)).toHaveLength(1);
	});

	test('a call another process answered is found by its metadata before a second one is made', async () => {
		const { requests, xml, result } = await arrive({
			fields: {
				CallUUID: '00000001-0000-4000-8000-000000000000',
				SessionStart: '2026-11-20 09:00:00.000000',
			},
			ultravox: (request) =>
				request.method === 'GET'
					? {
							results: [
								ultravoxCall({
									metadata: { plivoCallUuid: '00000001-0000-4000-8000-000000000000' },
								}),
							],
							next: null,
						}
					: ultravoxCall(),
		});
		expect(requests.map(({ method }) => method)).toEqual(['GET']);
		expect(xml).toContain('/calls/33333333/telephony');
		expect(result.workflowData).toBeUndefined();
	});

	test('a repeat does not take a call that the bridge is to join for one of its own', async () => {
		const metadata = { plivoCallUuid: '00000009-0000-4000-8000-000000000000' };
		const { xml, requests } = await arrive({
			fields: {
				CallUUID: metadata.plivoCallUuid,
				SessionStart: '2026-11-20 09:00:00.000000',
			},
			ultravox: () => ({
				results: [
					ultravoxCall({
						callId: '55555555-5555-4555-8555-555555555555',
						metadata: { ...metadata, bridgeLostCallId: '33333333-3333-4333-8333-333333333333' },
					}),
					ultravoxCall({ metadata, joined: 'x', ended: 'y', endReason: 'connection_error' }),
				],
				next: null,
			}),
		});
		expect(requests.map(({ method }) => method)).toEqual(['GET']);
		expect(xml).not.toContain('<Stream');
		expect(xml).toContain('callId=33333333-3333-4333-8333-333333333333');
	});

	test('a repeat that comes after the agent was gone asks how that ended, and makes no second agent', async () => {
		const { requests, xml, result } = await arrive({
			fields: {
				CallUUID: '00000002-0000-4000-8000-000000000000',
				SessionStart: '2026-11-20 09:00:00.000000',
			},
			ultravox: () => ({
				results: [
					ultravoxCall({
						metadata: { plivoCallUuid: '00000002-0000-4000-8000-000000000000' },
						ended: 'y',
						endReason: 'hangup',
					}),
				],
				next: null,
			}),
		});
		expect(requests.map(({ method }) => method)).toEqual(['GET']);
		expect(xml).toContain('step=0&amp;callId=33333333-3333-4333-8333-333333333333');
		expect(result.workflowData).toBeUndefined();
	});

	test('a workflow that decides is not run a second time for a call another process answered', async () => {
		const { xml, result } = await arrive({
			parameters: { answerWith: 'workflow', audioPath: 'direct' },
			fields: {
				CallUUID: '00000003-0000-4000-8000-000000000000',
				SessionStart: '2026-11-20 09:00:00.000000',
			},
			ultravox: () => ({
				results: [
					ultravoxCall({ metadata: { plivoCallUuid: '00000003-0000-4000-8000-000000000000' } }),
				],
				next: null,
			}),
		});
		expect(xml).toContain('<Stream');
		expect(result.workflowData).toBeUndefined();
	});

	test('an old call that nobody answered yet is answered now', async () => {
		const { requests, result } = await arrive({
			fields: { SessionStart: '2026-11-20 09:00:00.000000' },
			ultravox: (request) =>
				request.method === 'GET' ? { results: [], next: null } : ultravoxCall(),
		});
		expect(requests.map(({ method }) => method)).toEqual(['GET', 'POST']);
		expect(result.workflowData).toBeDefined();
	});
});
