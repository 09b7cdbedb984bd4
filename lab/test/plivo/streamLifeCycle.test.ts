import { encodeUtterance } from '../../src/audio/utterance';
import { acceptedSignatures } from './signatureOracle';
import { PhoneLab, response, until } from './phoneLab';
import type { ConnectOptions, ConnectedStream } from './streamLab';
import { connectStream, playAudio, playLong, streamElement } from './streamLab';

let lab: PhoneLab;
afterEach(async () => await lab.stop());

async function connected(options?: ConnectOptions): Promise<ConnectedStream> {
	const stream = await connectStream(options);
	lab = stream.lab;
	return stream;
}

function statusEvents(): string[] {
	return lab.customer.at('/status').map(({ fields }) => fields.Event ?? '');
}

describe('connecting (plivo.md §8.4)', () => {
	it('is tried three times, then the document goes on', async () => {
		lab = await PhoneLab.start();
		lab.customer.refuseUpgrade = () => 403;
		lab.customer.on('/status', '');
		const statusCallbackUrl = `${lab.customer.url}/status`;
		lab.answerWith(
			streamElement(lab.customer, { statusCallbackUrl }),
			'<Speak>nobody there</Speak>',
		);
		const call = lab.call();
		expect(await call.waitForEnd()).toMatchObject({ hangupCauseCode: 4010 });
		expect(lab.customer.upgrades).toHaveLength(3);
		const nonces = lab.customer.upgrades.map(
			({ headers }) => headers['x-plivo-signature-v3-nonce'],
		);
		expect(new Set(nonces).size).toBe(3);
		expect(call.heard.map(({ text }) => text)).toEqual(['nobody there']);
		expect(call.streams[0]?.ending).toBe('connect-failed');
		await until(() => statusEvents().length > 0);
		expect(statusEvents()).toEqual(['DroppedStream']);
	});

	it('succeeds at the third attempt', async () => {
		lab = await PhoneLab.start();
		lab.customer.refuseUpgrade = () => (lab.customer.upgrades.length < 3 ? 503 : undefined);
		lab.answerWith(streamElement(lab.customer));
		const call = lab.call();
		const peer = await lab.customer.nextStream();
		expect(await peer.waitForEvent('start')).toMatchObject({ start: { callId: call.uuid } });
		expect(call.streams[0]?.counts.connects).toBe(1);
	});

	it('takes a message that comes with the answer to the upgrade', async () => {
		lab = await PhoneLab.start({ streamStartDelayMs: 50 });
		lab.answerWith(streamElement(lab.customer));
		const call = lab.call();
		const peer = await lab.customer.nextStream();
		peer.send(playAudio(encodeUtterance('early', 16000)));
		await call.waitForHeard(/early/);
	});

	it('refuses a second stream while one runs', async () => {
		lab = await PhoneLab.start();
		lab.answerWith(
			streamElement(lab.customer, { keepCallAlive: 'false' }),
			streamElement(lab.customer),
			'<Wait length="60"/>',
		);
		const call = lab.call();
		await lab.customer.nextStream();
		await until(() => lab.log.find(({ kind }) => kind === 'refused') !== undefined);
		expect(call.streams).toHaveLength(1);
	});
});

describe('the end (plivo.md §8.4)', () => {
	it('comes when the service closes: the document goes on', async () => {
		const { call, peer } = await connected({ after: '<Speak>after the agent</Speak>' });
		peer.socket.close();
		expect(await call.waitForEnd()).toMatchObject({ hangupCauseCode: 4010 });
		expect(call.heard.map(({ text }) => text)).toEqual(['after the agent']);
		expect(call.streams[0]?.ending).toBe('service-closed');
		await until(() => statusEvents().includes('StopStream'));
	});

	it('comes when the call ends: Plivo closes the socket and reports no status', async () => {
		const { call, peer } = await connected();
		call.hangUp();
		expect(await peer.closed).toBe(1000);
		await call.settled;
		await until(() => call.streams[0]?.over === true);
		expect(call.streams[0]?.ending).toBe('call-ended');
		expect(peer.of('stop')).toEqual([]);
		expect(statusEvents()).toEqual(['StartStream']);
	});

	it('comes at once without keepCallAlive, when nothing follows: 4010', async () => {
		lab = await PhoneLab.start();
		lab.answerWith(streamElement(lab.customer, { keepCallAlive: 'false' }));
		expect(await lab.call().waitForEnd()).toMatchObject({ hangupCauseCode: 4010 });
	});

	it('comes with streamTimeout', async () => {
		const { call, peer } = await connected({
			attributes: { streamTimeout: '1' },
			after: '<Speak>time is over</Speak>',
		});
		expect(await peer.closed).toBe(1000);
		await call.waitForHeard(/time is over/);
		expect(call.streams[0]?.ending).toBe('timeout');
	});

	it('comes when the socket is lost: dropped, and the document goes on', async () => {
		const { call, peer } = await connected({ after: '<Speak>lost it</Speak>' });
		peer.socket.terminate();
		await call.waitForHeard(/lost it/);
		expect(call.streams[0]?.ending).toBe('lost');
		await until(() => statusEvents().includes('DroppedStream'));
		expect(lab.customer.upgrades).toHaveLength(1);
	});

	it('is waited for by a transfer, whose document comes then (plivo.md §5.3)', async () => {
		const { call, peer } = await connected({ after: '<Speak>never</Speak>' });
		lab.customer.on('/transfer', response('<Speak>transferred</Speak>'));
		await lab.api('POST', `/Call/${call.uuid}/`, { aleg_url: `${lab.customer.url}/transfer` });
		const frames = call.streams[0]?.counts.mediaSent ?? 0;
		await peer.waitForCount('media', frames + 3);
		expect(lab.customer.at('/transfer')).toEqual([]);
		peer.socket.close();
		await call.waitForEnd();
		expect(call.heard.map(({ text }) => text)).toEqual(['transferred']);
	});

	it('without a close of the service ends with the API call', async () => {
		const { call, peer } = await connected();
		await lab.api('DELETE', `/Call/${call.uuid}/`);
		expect(await peer.closed).toBe(1000);
		expect(call.endState).toMatchObject({ hangupSource: 'API Request' });
	});
});

describe('status callbacks (plivo.md §6.7)', () => {
	it('are signed and complete, and a fragment has no effect on them', async () => {
		lab = await PhoneLab.start();
		lab.customer.on('/status', { status: 500 });
		lab.answerWith(
			streamElement(lab.customer, {
				statusCallbackUrl: `${lab.customer.url}/status#rc=5&amp;rp=all`,
			}),
		);
		const call = lab.call();
		await lab.customer.nextStream();
		await until(() => statusEvents().length > 0);
		call.hangUp();
		await call.settled;
		expect(statusEvents()).toEqual(['StartStream']);
		const [request] = lab.customer.at('/status');
		expect(request?.fields).toEqual({
			CallUUID: call.uuid,
			StreamID: call.streams[0]?.streamId,
			Event: 'StartStream',
			Timestamp: expect.stringMatching(/^\d+$/) as string,
			From: '14155550100',
			To: '14155550123',
			Direction: 'inbound',
			StatusReason: 'connected',
			Duration: '0',
		});
		expect(request && acceptedSignatures(request, lab.customer.url)).toMatchObject({ v3: true });
	});

	it('complain about a filling buffer, at 30, 60 and 90 percent', async () => {
		const { peer } = await connected();
		playLong(peer, new Int16Array(16000 * 39));
		await until(() => statusEvents().length === 4);
		expect(statusEvents().filter((event) => event === 'DegradedStream')).toHaveLength(3);
	});
});
