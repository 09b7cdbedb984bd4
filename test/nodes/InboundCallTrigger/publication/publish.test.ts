import * as bridge from './bridgeDoubles';
import { DEDICATED, FakeN8n, PRODUCTION_URL } from './fakeN8n';
import { FakePlivo } from './fakePlivo';

jest.mock('../../../../nodes/InboundCallTrigger/answer/fallback', () =>
	jest.requireActual('./bridgeDoubles'),
);
jest.mock('../../../../nodes/shared/bridgeRequest', () => jest.requireActual('./bridgeDoubles'));

const ONE = '+14155550100';
const TWO = '+14155550101';

describe('publish', () => {
	let plivo: FakePlivo;
	let n8n: FakeN8n;

	beforeEach(() => {
		bridge.noBridge();
		plivo = new FakePlivo();
		plivo.addNumber(ONE);
		plivo.addNumber(TWO);
		n8n = new FakeN8n(plivo, { phoneNumbers: [ONE, TWO] });
	});

	it('D4.1 creates a dedicated Application with the answer URL preset and remembers its id', async () => {
		await n8n.register();
		const application = plivo.named(DEDICATED);
		expect(application).toBeDefined();
		expect(plivo.applications.size).toBe(1);
		expect(JSON.stringify(n8n.staticData)).toContain(String(application?.app_id));
	});

	it('D4.2 sets answer, hangup and fallback with methods and timing', async () => {
		await n8n.register();
		const application = plivo.named(DEDICATED) ?? {};
		expect(application).toMatchObject({
			answer_method: 'POST',
			hangup_method: 'POST',
			fallback_answer_url: '',
			fallback_method: 'POST',
		});
		const [answer, answerTiming] = String(application.answer_url).split('#');
		const [hangup, hangupTiming] = String(application.hangup_url).split('#');
		expect(answer).toBe(PRODUCTION_URL);
		expect(hangup).toBe(`${PRODUCTION_URL}?event=hangup`);
		for (const timing of [answerTiming, hangupTiming]) {
			const options = new URLSearchParams(timing);
			expect([...options.keys()]).toEqual(['ct', 'rt', 'tt', 'rc', 'rp']);
			expect(options.get('rp')).toBe('all');
		}
		const total = Number(new URLSearchParams(answerTiming).get('tt'));
		expect(total).toBeGreaterThan(5_000);
		expect(total).toBeLessThanOrEqual(15_000);
	});

	it('D4.4 links all numbers to the one Application', async () => {
		await n8n.register();
		const id = plivo.named(DEDICATED)?.app_id;
		expect(plivo.linkOf(ONE)).toBe(id);
		expect(plivo.linkOf(TWO)).toBe(id);
	});

	it('sets the URL before a number leads to it', async () => {
		await n8n.register();
		expect(plivo.writes.map(({ method, path }) => `${method} ${path}`)).toEqual([
			'POST /Application/',
			'POST /Number/14155550100/',
			'POST /Number/14155550101/',
		]);
	});

	it('is idempotent: nothing is written the second time, even when n8n forgot everything', async () => {
		await n8n.register();
		const before = plivo.state();
		plivo.exchanges.length = 0;
		await n8n.register();
		expect(await n8n.checkExists()).toBe(true);
		n8n.staticData = {};
		expect(await n8n.checkExists()).toBe(false);
		await n8n.register();
		expect(plivo.writes).toEqual([]);
		expect(plivo.state()).toEqual(before);
	});

	it('asks Plivo nothing before the first publish', async () => {
		expect(await n8n.checkExists()).toBe(false);
		expect(plivo.exchanges).toEqual([]);
	});

	it.each([
		['answer_url', 'https://elsewhere.example.com/answer'],
		['answer_url', `${PRODUCTION_URL}`],
		['answer_method', 'GET'],
		['hangup_url', PRODUCTION_URL],
		['hangup_method', 'GET'],
		['fallback_answer_url', 'https://elsewhere.example.com/fallback'],
		['fallback_method', 'GET'],
	])('repairs what others changed: %s', async (field, value) => {
		await n8n.register();
		const before = plivo.state();
		Object.assign(plivo.named(DEDICATED) ?? {}, { [field]: value });
		expect(await n8n.checkExists()).toBe(false);
		await n8n.register();
		expect(plivo.state()).toEqual(before);
		expect(await n8n.checkExists()).toBe(true);
	});

	it('repairs a number that was linked elsewhere, and an Application that was deleted', async () => {
		const other = plivo.addApplication({
			app_name: 'other',
			answer_url: 'https://other.example.com',
		});
		await n8n.register();
		plivo.addNumber(ONE, other);
		await n8n.register();
		expect(plivo.linkOf(ONE)).toBe(plivo.named(DEDICATED)?.app_id);

		for (const number of [ONE, TWO]) plivo.addNumber(number);
		plivo.applications.delete(String(plivo.named(DEDICATED)?.app_id));
		await n8n.register();
		expect(plivo.linkOf(TWO)).toBe(plivo.named(DEDICATED)?.app_id);
		expect(plivo.linkOf(TWO)).not.toBeNull();
	});

	it('finds its Application among hundreds with names that begin alike', async () => {
		for (let index = 0; index < 45; index++) {
			plivo.addApplication({
				app_name: `${DEDICATED}${index}`,
				answer_url: 'https://a.example.com',
			});
		}
		const own = plivo.addApplication({ app_name: DEDICATED, answer_url: PRODUCTION_URL });
		await n8n.register();
		expect(plivo.linkOf(ONE)).toBe(own);
	});

	it('leaves the Application of another n8n with the same workflow alone', async () => {
		const foreign = {
			app_name: DEDICATED,
			answer_url: 'https://staging.example.com/webhook/x/plivo',
		};
		const staging = plivo.addApplication(foreign);
		await n8n.register();
		expect(plivo.applications.get(staging)).toMatchObject(foreign);
		const own = plivo.linkOf(ONE);
		expect(own).not.toBe(staging);
		expect(plivo.applications.get(String(own))?.app_name).toMatch(new RegExp(`^${DEDICATED}-`));
		expect(await n8n.checkExists()).toBe(true);
	});

	it('follows when the public address of n8n changes', async () => {
		await n8n.register();
		const id = plivo.linkOf(ONE);
		n8n.host = 'https://new.example.com';
		expect(await n8n.checkExists()).toBe(false);
		await n8n.republish();
		expect(plivo.linkOf(ONE)).toBe(id);
		expect(String(plivo.named(DEDICATED)?.answer_url)).toContain('https://new.example.com/');
		expect(plivo.applications.size).toBe(1);
	});

	describe('what answers while n8n does not', () => {
		const bridgeUrl = 'https://bridge.example.com/fallback/token';
		const before = { answer_url: 'https://pbx.example.com/answer', answer_method: 'GET' };

		it('is nothing when nothing answered before', async () => {
			await n8n.register();
			expect(plivo.named(DEDICATED)?.fallback_answer_url).toBe('');
			expect(plivo.writes[0]?.body).not.toHaveProperty('fallback_answer_url');
		});

		it('is the party that answered before, asked its own way', async () => {
			plivo.addNumber(ONE, plivo.addApplication({ app_name: 'pbx', ...before }));
			await n8n.register();
			const { fallback_answer_url, fallback_method } = plivo.named(DEDICATED) ?? {};
			expect(String(fallback_answer_url)).toMatch(/^https:\/\/pbx\.example\.com\/answer#ct=\d+/);
			expect(fallback_method).toBe('GET');
			expect(await n8n.checkExists()).toBe(true);
		});

		it('is nothing when the numbers already led here by hand', async () => {
			const byHand = { app_name: 'by-hand', answer_url: PRODUCTION_URL };
			plivo.addNumber(ONE, plivo.addApplication(byHand));
			await n8n.register();
			expect(plivo.named(DEDICATED)?.fallback_answer_url).toBe('');
		});

		it('is nothing when several parties answered before', async () => {
			plivo.addNumber(ONE, plivo.addApplication({ app_name: 'pbx', ...before }));
			plivo.addNumber(
				TWO,
				plivo.addApplication({ app_name: 'two', answer_url: 'https://2.example.com' }),
			);
			await n8n.register();
			expect(plivo.named(DEDICATED)?.fallback_answer_url).toBe('');
		});

		it('is the bridge when there is one', async () => {
			plivo.addNumber(ONE, plivo.addApplication({ app_name: 'pbx', ...before }));
			bridge.fallbackAnswerUrl.mockResolvedValue(bridgeUrl);
			await n8n.register();
			const { fallback_answer_url, fallback_method } = plivo.named(DEDICATED) ?? {};
			expect(String(fallback_answer_url).split('#')[0]).toBe(bridgeUrl);
			expect(fallback_method).toBe('POST');
			expect(await n8n.checkExists()).toBe(true);
			bridge.fallbackAnswerUrl.mockResolvedValue(`${bridgeUrl}2`);
			expect(await n8n.checkExists()).toBe(false);
		});

		it('is refused by name when the steps do not fit', async () => {
			bridge.fallbackAnswerUrl.mockRejectedValue(new Error('The ladder is too long.'));
			await expect(n8n.register()).rejects.toThrow(
				"'If the Agent Cannot Be Reached': The ladder is too long.",
			);
			expect(plivo.writes).toEqual([]);
		});
	});

	it('asks the bridge whether it understands the tokens, before anything is sent to Plivo', async () => {
		n8n.parameters.audioPath = 'bridge';
		bridge.assertBridgeUnderstandsTokens.mockRejectedValue(new Error('update the bridge'));
		await expect(n8n.register()).rejects.toThrow('update the bridge');
		expect(plivo.exchanges).toEqual([]);
		n8n.parameters.audioPath = 'direct';
		await n8n.register();
		expect(bridge.assertBridgeUnderstandsTokens).toHaveBeenCalledTimes(1);
	});

	it('D4.17 speaks to the base URL of the credential only', async () => {
		n8n.credential = { ...n8n.credential, advanced: true, baseUrl: 'http://127.0.0.1:4010/' };
		await n8n.register();
		await n8n.unpublish();
		const hosts = new Set(plivo.exchanges.map(({ url }) => new URL(url).origin));
		expect([...hosts]).toEqual(['http://127.0.0.1:4010']);
	});
});
