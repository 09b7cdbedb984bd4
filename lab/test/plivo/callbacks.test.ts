import { acceptedSignatures } from './signatureOracle';
import { CALLER, NUMBER, PhoneLab, response, until } from './phoneLab';

let lab: PhoneLab;
afterEach(async () => await lab.stop());

const ALL_ACCEPTED = { v3: true, 'ma-v3': true, v2: true, 'ma-v2': true };

describe('the answer request (plivo.md §6.1)', () => {
	it('is a signed form POST with the fields of an inbound call', async () => {
		lab = await PhoneLab.start();
		lab.answerWith('<Hangup/>');
		const call = lab.call({
			fields: { 'X-PH-Order': '4 7+1', CallerName: 'Ada Löwe', ForwardedFrom: '14155550199' },
			sessionStart: new Date('2024-10-25T14:13:37.779Z'),
		});
		await call.settled;
		const [request] = lab.customer.at('/answer');
		expect(request).toMatchObject({
			method: 'POST',
			contentType: 'application/x-www-form-urlencoded',
			fields: {
				CallUUID: call.uuid,
				From: CALLER.slice(1),
				To: NUMBER.slice(1),
				Direction: 'inbound',
				CallStatus: 'ringing',
				Event: 'StartApp',
				SessionStart: '2024-10-25 14:13:37.779297',
				ParentAuthID: lab.plivo.account.authId,
				'X-PH-Order': '4 7+1',
				CallerName: 'Ada Löwe',
				ForwardedFrom: '14155550199',
			},
		});
		expect(request?.fields).not.toHaveProperty('ALegUUID');
		expect(request && acceptedSignatures(request, lab.customer.url)).toEqual(ALL_ACCEPTED);
	});

	it('is a signed GET when the application says so, with the query it has anyway', async () => {
		lab = await PhoneLab.start();
		lab.application.answer_method = 'GET';
		lab.application.answer_url = `${lab.customer.url}/answer?zeta=1&alpha=a%20b`;
		lab.answerWith('<Hangup/>');
		await lab.call({ fields: { 'X-PH-Note': 'a&b=c d' } }).settled;
		const [request] = lab.customer.at('/answer');
		expect(request?.method).toBe('GET');
		expect(request?.fields).toMatchObject({ zeta: '1', alpha: 'a b', 'X-PH-Note': 'a&b=c d' });
		expect(request && acceptedSignatures(request, lab.customer.url)).toEqual(ALL_ACCEPTED);
	});

	it('signs a POST over its query too, but neither sends nor signs the fragment', async () => {
		lab = await PhoneLab.start();
		lab.application.answer_url = `${lab.customer.url}/answer?b=2&a=1#rt=3000&rc=0`;
		lab.answerWith('<Hangup/>');
		await lab.call().settled;
		const [request] = lab.customer.at('/answer');
		expect(request?.url).toBe('/answer?b=2&a=1');
		expect(request && acceptedSignatures(request, lab.customer.url)).toEqual(ALL_ACCEPTED);
	});
});

describe('delivery (plivo.md §6.8)', () => {
	it('repeats by default only when there was no answer in time, and once', async () => {
		lab = await PhoneLab.start();
		lab.customer.on('/answer', 'drop');
		const call = lab.call();
		expect(await call.waitForEnd()).toMatchObject({ hangupCauseCode: 7011 });
		expect(lab.customer.at('/answer')).toHaveLength(2);
		expect(call.answerDeliveries[0]?.attempts.map(({ failure }) => failure)).toEqual(['rt', 'rt']);
	});

	it('repeats with a new nonce, and takes the second answer', async () => {
		lab = await PhoneLab.start();
		lab.customer.on('/answer', () =>
			lab.customer.at('/answer').length === 1 ? 'drop' : response('<Hangup/>'),
		);
		expect(await lab.call().waitForEnd()).toMatchObject({ hangupCauseCode: 4000 });
		const nonces = lab.customer
			.at('/answer')
			.map(({ headers }) => headers['x-plivo-signature-v3-nonce']);
		expect(new Set(nonces).size).toBe(2);
	});

	it.each([
		['', 500, 1],
		['#rp=5xx', 500, 2],
		['#rp=5xx', 404, 1],
		['#rp=4xx,5xx&rc=3', 404, 4],
		['#rp=all&rc=2', 302, 3],
		['#rp=ct,rt&rc=5', 503, 1],
		['#rc=0', 'drop' as const, 1],
		['#rc=5', 'drop' as const, 6],
	])('with the fragment "%s" asks after %s %i times', async (fragment, answer, times) => {
		lab = await PhoneLab.start();
		lab.application.answer_url += fragment;
		lab.customer.on('/answer', answer === 'drop' ? 'drop' : { status: answer, body: '' });
		expect(await lab.call().waitForEnd()).toMatchObject({ hangupCauseCode: 7011 });
		expect(lab.customer.at('/answer')).toHaveLength(times);
	});

	it('gives up reading after rt', async () => {
		lab = await PhoneLab.start();
		lab.application.answer_url += '#rt=100&rc=0';
		lab.customer.on('/answer', 'hang');
		const call = lab.call();
		expect(await call.waitForEnd()).toMatchObject({ hangupCauseCode: 7011 });
		expect(call.answerDeliveries[0]?.attempts).toEqual([
			{ at: expect.any(Number) as number, status: null, failure: 'rt' },
		]);
	});

	it('stops repeating when tt is over', async () => {
		lab = await PhoneLab.start();
		lab.application.answer_url += '#rt=100&tt=150&rc=5';
		lab.customer.on('/answer', 'hang');
		await lab.call().waitForEnd();
		const count = lab.customer.at('/answer').length;
		expect(count).toBeGreaterThan(0);
		expect(count).toBeLessThan(4);
	});

	it('counts a refused connection as ct', async () => {
		lab = await PhoneLab.start();
		lab.application.answer_url = 'http://127.0.0.1:1/answer';
		const call = lab.call();
		await call.waitForEnd();
		expect(call.answerDeliveries[0]?.attempts.map(({ failure }) => failure)).toEqual(['ct', 'ct']);
	});

	it('keeps defaults for what the fragment says wrongly, and says so', async () => {
		lab = await PhoneLab.start();
		lab.application.answer_url += '#rc=9&nonsense=1&rp=sometimes&er=frankfurt';
		lab.customer.on('/answer', 'drop');
		await lab.call().waitForEnd();
		expect(lab.customer.at('/answer')).toHaveLength(2);
		expect(lab.unknownFields()).toEqual([
			expect.stringContaining('rc=9'),
			expect.stringContaining('nonsense=1'),
			expect.stringContaining('rp=sometimes'),
		]);
	});
});

describe('the fallback URL (plivo.md §6.4)', () => {
	const withFallback = { fallback_answer_url: 'set below' };
	async function start(variants = {}): Promise<void> {
		lab = await PhoneLab.start(variants, withFallback);
		lab.application.fallback_answer_url = `${lab.customer.url}/fallback`;
		lab.customer.on('/fallback', response('<Hangup/>'));
	}

	it('is asked with the same fields when the answer URL fails', async () => {
		await start();
		lab.customer.on('/answer', { status: 503, body: 'down' });
		expect(await lab.call().waitForEnd()).toMatchObject({
			hangupCauseCode: 4000,
			hangupSource: 'Answer XML',
		});
		const [answer] = lab.customer.at('/answer');
		const [fallback] = lab.customer.at('/fallback');
		expect(fallback?.fields).toEqual(answer?.fields);
		expect(fallback && acceptedSignatures(fallback, lab.customer.url)).toEqual(ALL_ACCEPTED);
	});

	it('is asked with its own method', async () => {
		await start();
		lab.application.fallback_method = 'GET';
		lab.customer.on('/answer', { status: 503, body: 'down' });
		await lab.call().waitForEnd();
		expect(lab.customer.at('/fallback')[0]?.method).toBe('GET');
	});

	it.each([
		[true, 1, 4000],
		[false, 0, 8011],
	])('after invalid XML, when the variant says %s', async (variant, asked, code) => {
		await start({ fallbackOnInvalidXml: variant });
		lab.answerWith('<Say>Twilio</Say>');
		expect(await lab.call().waitForEnd()).toMatchObject({ hangupCauseCode: code });
		expect(lab.customer.at('/fallback')).toHaveLength(asked);
	});

	it('that fails too ends the call with 7011', async () => {
		await start();
		lab.customer.on('/answer', { status: 503, body: 'down' });
		lab.customer.on('/fallback', { status: 503, body: 'down' });
		expect(await lab.call().waitForEnd()).toMatchObject({
			hangupCauseCode: 7011,
			hangupCauseName: 'Error Reaching Answer URL',
		});
	});
});

describe('repeated deliveries', () => {
	it('come with the same fields at the same time', async () => {
		lab = await PhoneLab.start();
		lab.answerWith('<Hangup/>');
		const call = lab.call({ deliverAnswerTwice: 'concurrently' });
		await call.settled;
		await until(() => call.answerDeliveries.length === 2);
		const [one, other] = lab.customer.at('/answer');
		expect(other?.fields).toEqual(one?.fields);
	});

	it('come with the same fields while the document runs', async () => {
		lab = await PhoneLab.start();
		lab.answerWith('<Wait length="60"/>');
		const call = lab.call({ deliverAnswerTwice: 'after' });
		await until(() => call.answerDeliveries.length === 2);
		const [one, other] = lab.customer.at('/answer');
		expect(other?.fields).toEqual(one?.fields);
		expect(call.documents).toHaveLength(1);
	});

	it('of the hang-up callback', async () => {
		lab = await PhoneLab.start();
		lab.answerWith('<Hangup/>');
		await lab.call({ deliverHangupTwice: true }).settled;
		const [one, other] = lab.customer.at('/hangup');
		expect(other?.fields).toEqual(one?.fields);
	});
});

describe('signedRequest', () => {
	it('sends a genuine webhook', async () => {
		lab = await PhoneLab.start();
		lab.customer.on('/hook', { status: 202, body: 'taken', type: 'text/plain' });
		const answer = await lab.plivo.signedRequest({
			url: `${lab.customer.url}/hook?x=1`,
			fields: { CallUUID: 'u1', Event: 'StartApp' },
		});
		expect(answer).toEqual({ status: 202, body: 'taken' });
		const [request] = lab.customer.at('/hook');
		expect(request && acceptedSignatures(request, lab.customer.url)).toEqual(ALL_ACCEPTED);
	});

	it('signs with the tokens of a subaccount and the main account', async () => {
		lab = await PhoneLab.start();
		lab.customer.on('/hook', '');
		const tokens = { authToken: 'sub-token', mainAuthToken: 'main-token' };
		await lab.plivo.signedRequest({ url: `${lab.customer.url}/hook`, tokens });
		const [request] = lab.customer.at('/hook');
		const accepted = (own: string, main: string) =>
			request && acceptedSignatures(request, lab.customer.url, { own, main });
		expect(accepted('sub-token', 'main-token')).toEqual(ALL_ACCEPTED);
		expect(accepted('main-token', 'sub-token')).toEqual({
			v3: false,
			'ma-v3': false,
			v2: false,
			'ma-v2': false,
		});
	});

	it('spoils what was signed', async () => {
		lab = await PhoneLab.start();
		lab.customer.on('/hook', '');
		await lab.plivo.signedRequest({
			url: `${lab.customer.url}/hook`,
			fields: { From: '14155550100' },
			tamper: (outgoing) => ({ ...outgoing, fields: { From: '14155550199' } }),
		});
		const [request] = lab.customer.at('/hook');
		expect(request?.fields).toEqual({ From: '14155550199' });
		expect(request && acceptedSignatures(request, lab.customer.url)).toMatchObject({ v3: false });
	});
});
