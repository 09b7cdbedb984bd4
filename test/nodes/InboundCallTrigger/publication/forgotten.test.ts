import * as bridge from './bridgeDoubles';
import { DEDICATED, FakeN8n } from './fakeN8n';
import { FakePlivo } from './fakePlivo';

jest.mock('../../../../nodes/InboundCallTrigger/answer/fallback', () =>
	jest.requireActual('./bridgeDoubles'),
);
jest.mock('../../../../nodes/shared/bridgeRequest', () => jest.requireActual('./bridgeDoubles'));

const ONE = '+14155550100';
const TOKEN = 'AbCdEfGhIjKlMnOpQrStUvWxYz0123456789_-AbCdEf';

describe('when n8n has forgotten what was before', () => {
	let plivo: FakePlivo;
	let n8n: FakeN8n;

	beforeEach(() => {
		bridge.noBridge();
		plivo = new FakePlivo();
		const answer_url = 'https://pbx.example.com/answer?line=1';
		plivo.addNumber(
			ONE,
			plivo.addApplication({ app_name: 'pbx', answer_url, answer_method: 'GET' }),
		);
		n8n = new FakeN8n(plivo, { phoneNumbers: [ONE] });
	});

	const fallback = () => {
		const { fallback_answer_url, fallback_method } = plivo.named(DEDICATED) ?? {};
		return [fallback_answer_url, fallback_method];
	};

	it('an unpublish says so and names the workflow', async () => {
		await n8n.register();
		n8n.staticData = {};
		await n8n.unpublish();
		const line = n8n.log.at(-1);
		expect(line?.level).toBe('warn');
		expect(line?.message).toContain("'Calls'");
	});

	it('the end of a test says nothing of it', async () => {
		await n8n.listen();
		await n8n.stopListening();
		expect(n8n.log).toEqual([]);
	});

	it('a publish keeps the party that its Application names for while n8n is down', async () => {
		await n8n.register();
		const kept = fallback();
		expect(kept[0]).toContain('pbx.example.com');
		n8n.staticData = {};
		await n8n.republish();
		expect(fallback()).toEqual(kept);
		expect(await n8n.checkExists()).toBe(true);
		await n8n.republish();
		expect(fallback()).toEqual(kept);
	});

	it('a publish clears the fallback of a bridge that is no longer chosen', async () => {
		bridge.fallbackAnswerUrl.mockResolvedValue(`https://bridge.example.com/fallback/${TOKEN}`);
		await n8n.register();
		n8n.staticData = {};
		bridge.fallbackAnswerUrl.mockResolvedValue(null);
		await n8n.register();
		expect(fallback()).toEqual(['', 'POST']);
	});
});
