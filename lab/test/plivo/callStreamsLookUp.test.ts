import { AN_API_ID, texts, waitingCall } from './callActionsLab';
import { startStream, statuses } from './callStreamsLab';
import type { PhoneLab } from './phoneLab';
import { until } from './phoneLab';
import { connectStream } from './streamLab';

let lab: PhoneLab;
afterEach(async () => await lab.stop());

/** `2024-10-25 19:43:37.779000+05:30`: in the account's zone. */
const A_TIME = expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}\+05:30$/) as string;

describe('the end of a stream (plivo.md §5.4, §6.7, §8.4)', () => {
	it('is heard at the socket and told to the status callback when it is stopped', async () => {
		const { call, path, peer, streamId, ...rest } = await startStream();
		({ lab } = rest);
		expect(await lab.api('DELETE', `${path}/Stream/${streamId}/`)).toEqual({
			status: 204,
			body: {},
		});
		expect(await peer.closed).toBe(1000);
		await until(() => statuses(lab).length === 2);
		expect(statuses(lab)).toEqual(['StartStream', 'StopStream']);
		expect(lab.customer.at('/status')[1]?.fields).toMatchObject({
			CallUUID: call.uuid,
			Direction: 'inbound',
			StatusReason: 'stopped',
			StreamID: streamId,
		});
		expect(call.state).toBe('in-progress');
		expect((await lab.api('DELETE', `${path}/Stream/${streamId}/`)).status).toBe(404);
	});

	it('comes for all streams at once', async () => {
		const { path, peer, ...rest } = await startStream({}, { streamStatusNames: 'B' });
		({ lab } = rest);
		expect(await lab.api('DELETE', `${path}/Stream/`)).toEqual({ status: 204, body: {} });
		await peer.closed;
		await until(() => statuses(lab).length === 2);
		expect(statuses(lab)).toEqual(['started', 'stopped']);
		expect((await lab.api('DELETE', `${path}/Stream/`)).status).toBe(204);
	});

	it('comes at its timeout', async () => {
		const { call, peer, ...rest } = await startStream(
			{ stream_timeout: 1 },
			{ sendsStopEvent: true },
		);
		({ lab } = rest);
		expect(await peer.waitForEvent('stop')).toMatchObject({ reason: 'timeout' });
		await until(() => statuses(lab).includes('StopStream'));
		expect(call.state).toBe('in-progress');
	});

	it('comes at once when nobody takes the connection', async () => {
		const { call, path, ...rest } = await waitingCall();
		({ lab } = rest);
		lab.customer.on('/status', '');
		lab.customer.refuseUpgrade = () => 403;
		const { body } = await lab.api('POST', `${path}/Stream/`, {
			service_url: `${lab.customer.wsUrl}/service`,
			status_callback_url: `${lab.customer.url}/status`,
			status_callback_method: 'GET',
		});
		await until(() => statuses(lab).length === 1);
		expect(statuses(lab)).toEqual(['DroppedStream']);
		expect(lab.customer.at('/status')[0]?.method).toBe('GET');
		expect(lab.customer.upgrades).toHaveLength(3);
		const stream = await lab.api('GET', `${path}/Stream/${String(body.stream_id)}/`);
		expect(stream.body).toMatchObject({ status: 'failed', start_time: null, bill_duration: 0 });
		expect(call.state).toBe('in-progress');
	});

	it('lets the document go on when it kept the call alive', async () => {
		const { call, streamId, ...rest } = await connectStream({ after: '<Speak>goodbye</Speak>' });
		({ lab } = rest);
		const path = `/Call/${call.uuid}/Stream/${streamId}/`;
		expect((await lab.api('GET', path)).body).toMatchObject({ status: 'started' });
		expect((await lab.api('DELETE', path)).status).toBe(204);
		expect(await call.waitForEnd()).toMatchObject({ hangupCauseCode: 4010 });
		expect(texts(call)).toEqual(['goodbye']);
	});
});

describe('looking streams up (plivo.md §5.4)', () => {
	it('shows a stream while it runs and after it', async () => {
		const { call, path, peer, streamId, ...rest } = await startStream({
			bidirectional: true,
			content_type: 'audio/x-mulaw;rate=8000',
		});
		({ lab } = rest);
		const item = `${path}/Stream/${streamId}/`;
		const running = {
			audio_track: 'inbound',
			bidirectional: true,
			bill_duration: 0,
			billed_amount: '0.00000',
			call_uuid: call.uuid,
			content_type: 'audio/x-mulaw;rate=8000',
			created_at: A_TIME,
			end_time: null,
			plivo_auth_id: 'MALABPHONE0000000000',
			resource_uri: `/v1/Account/MALABPHONE0000000000${item}`,
			rounded_bill_duration: '0',
			service_url: `${lab.customer.wsUrl}/service?x=1`,
			start_time: A_TIME,
			status: 'started',
			status_callback_url: `${lab.customer.url}/status`,
			stream_id: streamId,
		};
		expect(await lab.api('GET', item)).toEqual({
			status: 200,
			body: { api_id: AN_API_ID, ...running },
		});
		peer.socket.close();
		await until(() => call.streams[0]?.over === true);
		call.hangUp();
		expect((await lab.api('GET', item)).body).toMatchObject({
			bill_duration: 1,
			end_time: A_TIME,
			rounded_bill_duration: '60',
			status: 'stopped',
		});
	});

	it.each(['count', 'total_count'] as const)(
		'lists the streams of a call, with %s',
		async (name) => {
			const { path, peer, streamId, ...rest } = await startStream({}, { streamListTotal: name });
			({ lab } = rest);
			peer.socket.close();
			const service_url = `${lab.customer.wsUrl}/again`;
			await until(
				async () => (await lab.api('POST', `${path}/Stream/`, { service_url })).status === 202,
			);
			const listed = await lab.api('GET', `${path}/Stream/?limit=1`);
			expect(listed).toEqual({
				status: 200,
				body: {
					api_id: AN_API_ID,
					meta: {
						limit: 1,
						offset: 0,
						[name]: 2,
						next: `/v1/Account/MALABPHONE0000000000${path}/Stream/?limit=1&offset=1`,
						previous: null,
					},
					objects: [expect.objectContaining({ stream_id: streamId, status: 'stopped' }) as unknown],
				},
			});
			const second = await lab.api('GET', `${path}/Stream/?offset=1`);
			expect(second.body.objects).toMatchObject([{ service_url }]);
		},
	);

	it('finds neither the stream of another call nor an unknown call', async () => {
		const { streamId, ...rest } = await startStream();
		({ lab } = rest);
		const other = lab.call();
		await until(() => other.state === 'in-progress');
		for (const uuid of [other.uuid, '7d5a3a1e-0000-4000-8000-000000000000']) {
			const item = `/Call/${uuid}/Stream/${streamId}/`;
			expect((await lab.api('GET', item)).status).toBe(404);
			expect((await lab.api('DELETE', item)).status).toBe(404);
		}
		const unknown = await lab.api('GET', '/Call/7d5a3a1e-0000-4000-8000-000000000000/Stream/');
		expect(unknown.status).toBe(404);
	});
});
