import * as bridge from './bridgeDoubles';
import { DEDICATED, FakeN8n, PRODUCTION_URL } from './fakeN8n';
import { FakePlivo } from './fakePlivo';

jest.mock('../../../../nodes/InboundCallTrigger/answer/fallback', () =>
	jest.requireActual('./bridgeDoubles'),
);
jest.mock('../../../../nodes/shared/bridgeRequest', () => jest.requireActual('./bridgeDoubles'));

const ONE = '+14155550100';
const TWO = '+14155550101';

describe('a copy of a published workflow, with its static data', () => {
	let plivo: FakePlivo;
	let copy: FakeN8n;
	let published: unknown;

	beforeEach(async () => {
		bridge.noBridge();
		plivo = new FakePlivo();
		plivo.addNumber(ONE, plivo.addApplication({ app_name: 'pbx', answer_url: 'https://p.com' }));
		plivo.addNumber(TWO);
		const production = new FakeN8n(plivo, { phoneNumbers: [ONE] });
		await production.register();
		published = plivo.state();
		copy = new FakeN8n(plivo, { phoneNumbers: [ONE] });
		copy.staticData = structuredClone(production.staticData);
	});

	describe('on another n8n, while the original is alive', () => {
		beforeEach(() => {
			copy.host = 'https://staging.example.com';
			copy.statusAt = (url) => (url === PRODUCTION_URL ? 403 : 404);
		});

		it('leaves everything alone when it is unpublished, and says so', async () => {
			await copy.unpublish();
			expect(plivo.state()).toEqual(published);
			expect(copy.log.at(-1)).toMatchObject({ level: 'warn' });
			expect(copy.log.at(-1)?.message).toContain(PRODUCTION_URL);
		});

		it('makes an Application of its own when it is published', async () => {
			const original = structuredClone(plivo.named(DEDICATED));
			await copy.republish({ phoneNumbers: [TWO] });
			await copy.graceOver();
			expect(plivo.named(DEDICATED)).toEqual(original);
			expect(plivo.linkOf(ONE)).toBe(original?.app_id);
			expect(plivo.linkOf(TWO)).not.toBe(original?.app_id);
			expect(await copy.checkExists()).toBe(true);
		});

		it('gives a number that it took back to the original', async () => {
			const id = plivo.linkOf(ONE);
			await copy.register();
			expect(plivo.linkOf(ONE)).not.toBe(id);
			await copy.unpublish();
			expect(plivo.linkOf(ONE)).toBe(id);
		});
	});

	it('is the workflow itself at a new address when nobody answers at the old one', async () => {
		copy.host = 'https://new.example.com';
		copy.statusAt = () => 404;
		await copy.register();
		expect(plivo.linkOf(ONE)).toBe(plivo.named(DEDICATED)?.app_id);
		expect(String(plivo.named(DEDICATED)?.answer_url)).toContain('https://new.example.com/');
	});

	it('under another workflow id knows nothing', async () => {
		copy.workflowId = 'aCopy';
		await copy.unpublish();
		expect(plivo.state()).toEqual(published);
		copy.webhookId = 'another-webhook-id';
		copy.parameters.phoneNumbers = [TWO];
		await copy.register();
		expect(plivo.linkOf(ONE)).toBe(plivo.named(DEDICATED)?.app_id);
	});
});
