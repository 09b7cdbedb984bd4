import { AN_API_ID, dialedCall, texts, waitingCall } from './callActionsLab';
import type { PhoneLab } from './phoneLab';
import { response, until } from './phoneLab';
import { streamElement } from './streamLab';

let lab: PhoneLab;
afterEach(async () => await lab.stop());

/** Documents for both ends. */
function documents(): { aleg_url: string; bleg_url: string } {
	lab.customer.on('/aleg', response('<Speak>for the caller</Speak>'));
	lab.customer.on('/bleg', response('<Speak>for the dialed one</Speak>'));
	return { aleg_url: `${lab.customer.url}/aleg`, bleg_url: `${lab.customer.url}/bleg` };
}

describe('transferring a call (plivo.md §5.3)', () => {
	it('moves the call when no legs are named, by the method that is asked for', async () => {
		const { call, path, ...rest } = await waitingCall();
		({ lab } = rest);
		const { aleg_url } = documents();
		expect(await lab.api('POST', `${path}/`, { aleg_url, aleg_method: 'GET' })).toEqual({
			status: 202,
			body: { api_id: AN_API_ID, message: 'call transferred', call_uuids: [call.uuid] },
		});
		await call.waitForEnd();
		expect(texts(call)).toEqual(['for the caller']);
		expect(lab.customer.at('/aleg').map(({ method }) => method)).toEqual(['GET']);
	});

	it('moves the call out of its Dial, and hangs up on who was dialed', async () => {
		const { call, leg, path, ...rest } = await dialedCall();
		({ lab } = rest);
		await lab.api('POST', `${path}/`, { legs: 'aleg', aleg_url: documents().aleg_url });
		await call.waitForEnd();
		expect(texts(call)).toEqual(['for the caller']);
		expect(leg.status).toBe('completed');
		expect(leg.heard).toEqual([]);
	});

	it('moves who was dialed; the call goes on after its Dial', async () => {
		const { call, leg, path, ...rest } = await dialedCall();
		({ lab } = rest);
		const answer = await lab.api('POST', `${path}/`, {
			legs: 'bleg',
			bleg_url: documents().bleg_url,
		});
		expect(answer).toEqual({
			status: 202,
			body: { api_id: AN_API_ID, message: 'call transferred', call_uuids: [leg.uuid] },
		});
		expect(await call.waitForEnd()).toMatchObject({ hangupCauseCode: 4010 });
		expect(texts(call)).toEqual(['after the dial']);
		await until(() => texts(leg).length > 0);
		expect(texts(leg)).toEqual(['for the dialed one']);
		expect(lab.customer.at('/bleg')[0]?.fields).toMatchObject({
			ALegUUID: call.uuid,
			CallUUID: leg.uuid,
			CallStatus: 'in-progress',
			Direction: 'outbound',
		});
	});

	it('moves both, each to a document of their own', async () => {
		const { call, leg, path, ...rest } = await dialedCall();
		({ lab } = rest);
		const answer = await lab.api('POST', `${path}/`, { legs: 'both', ...documents() });
		expect(answer.body.call_uuids).toEqual([call.uuid, leg.uuid]);
		const moved = lab.plivo.calls.all().find(({ uuid }) => uuid === leg.uuid);
		expect(await moved?.waitForEnd()).toMatchObject({ hangupCauseCode: 4010 });
		await call.waitForEnd();
		expect([texts(call), texts(leg)]).toEqual([['for the caller'], ['for the dialed one']]);
	});

	it('does not make who was moved begin their script again', async () => {
		const { call, leg, path, ...rest } = await dialedCall({}, [{ say: 'this is the desk' }]);
		({ lab } = rest);
		await call.waitForHeard(/this is the desk/);
		await until(() => leg.person.mouth.idle);
		lab.customer.on('/parked', response('<Wait length="60"/>'));
		await lab.api('POST', `${path}/`, { legs: 'bleg', bleg_url: `${lab.customer.url}/parked` });
		expect(lab.plivo.calls.findLive(leg.uuid)?.person).toBe(leg.person);
		expect(leg.person.mouth.idle).toBe(true);
	});

	it('lets who was moved be acted on and hang up by themselves', async () => {
		const { leg, path, ...rest } = await dialedCall();
		({ lab } = rest);
		lab.customer.on('/parked', response('<Wait length="60"/>'));
		await lab.api('POST', `${path}/`, { legs: 'bleg', bleg_url: `${lab.customer.url}/parked` });
		const moved = lab.plivo.calls.findLive(leg.uuid);
		await lab.api('POST', `/Call/${leg.uuid}/Speak/`, { text: 'hello again' });
		await until(() => texts(leg).includes('hello again'));
		moved?.hangUp();
		expect(moved?.endState).toMatchObject({ hangupCauseCode: 4000, hangupSource: 'Callee' });
	});

	it.each([
		[{}, 'aleg_url parameter is missing'],
		[{ legs: 'aleg', bleg_url: 'https://example.com/' }, 'aleg_url parameter is missing'],
		[{ legs: 'bleg', aleg_url: 'https://example.com/' }, 'bleg_url parameter is missing'],
		[{ legs: 'both', aleg_url: 'https://example.com/' }, 'bleg_url parameter is missing'],
		[{ legs: 'both', bleg_url: 'https://example.com/' }, 'aleg_url parameter is missing'],
		[{ legs: 'cleg', aleg_url: 'https://example.com/' }, 'legs must be one of aleg, bleg, both'],
		[{ aleg_url: 'example.com' }, 'aleg_url is not a valid URL'],
		[{ aleg_url: 'https://example.com/', aleg_method: 'PUT' }, 'aleg_method must be GET or POST'],
	])('refuses %j', async (body, error) => {
		const { call, path, ...rest } = await waitingCall();
		({ lab } = rest);
		expect(await lab.api('POST', `${path}/`, body)).toEqual({
			status: 400,
			body: { api_id: AN_API_ID, error },
		});
		expect(call.documents).toHaveLength(1);
	});

	it.each([
		['refused', 400],
		['ignored', 202],
	] as const)('when nobody was dialed: %s', async (missingBridgedLeg, status) => {
		const { call, path, ...rest } = await waitingCall({ missingBridgedLeg });
		({ lab } = rest);
		const { bleg_url } = documents();
		const answer = await lab.api('POST', `${path}/`, { legs: 'bleg', bleg_url });
		expect(answer.status).toBe(status);
		expect(answer.body.call_uuids).toEqual(status === 202 ? [] : undefined);
		expect(call.state).toBe('in-progress');
	});

	it('is spelled the old way in that variant', async () => {
		const { path, ...rest } = await waitingCall({ transferMessage: 'call transfered' });
		({ lab } = rest);
		const { aleg_url } = documents();
		const { body } = await lab.api('POST', `${path}/`, { aleg_url });
		expect(body.message).toBe('call transfered');
	});

	it('finds no call that is over', async () => {
		const { call, path, ...rest } = await waitingCall();
		({ lab } = rest);
		call.hangUp();
		const { aleg_url } = documents();
		expect((await lab.api('POST', `${path}/`, { aleg_url })).status).toBe(404);
	});

	it('waits for the end of a stream that keeps the call alive', async () => {
		const { call, path, ...rest } = await waitingCall();
		({ lab } = rest);
		lab.customer.on('/streaming', response(streamElement(lab.customer)));
		const { aleg_url } = documents();
		await lab.api('POST', `${path}/`, { aleg_url: `${lab.customer.url}/streaming` });
		const peer = await lab.customer.nextStream();
		await peer.waitForEvent('start');
		expect((await lab.api('POST', `${path}/`, { aleg_url })).status).toBe(202);
		const before = peer.of('media').length;
		await peer.waitForCount('media', before + 10);
		expect(lab.customer.at('/aleg')).toEqual([]);
		peer.socket.close();
		await call.waitForEnd();
		expect(texts(call)).toEqual(['for the caller']);
	});

	it('ends such a stream at once in that variant', async () => {
		const { call, path, ...rest } = await waitingCall({ transferDuringStream: 'endsStream' });
		({ lab } = rest);
		lab.customer.on('/streaming', response(streamElement(lab.customer)));
		const { aleg_url } = documents();
		await lab.api('POST', `${path}/`, { aleg_url: `${lab.customer.url}/streaming` });
		const peer = await lab.customer.nextStream();
		await peer.waitForEvent('start');
		expect((await lab.api('POST', `${path}/`, { aleg_url })).status).toBe(202);
		await peer.closed;
		await call.waitForEnd();
		expect(texts(call)).toEqual(['for the caller']);
	});
});
