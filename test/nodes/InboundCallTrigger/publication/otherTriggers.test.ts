import * as bridge from './bridgeDoubles';
import { DEDICATED, FakeN8n, PRODUCTION_URL } from './fakeN8n';
import { FakePlivo } from './fakePlivo';

jest.mock('../../../../nodes/InboundCallTrigger/answer/fallback', () =>
	jest.requireActual('./bridgeDoubles'),
);
jest.mock('../../../../nodes/shared/bridgeRequest', () => jest.requireActual('./bridgeDoubles'));

const ONE = '+14155550100';

describe('two triggers that name the same number', () => {
	let plivo: FakePlivo;
	let n8n: FakeN8n;
	let pbx: string;

	beforeEach(async () => {
		bridge.noBridge();
		plivo = new FakePlivo();
		pbx = plivo.addApplication({
			app_name: 'pbx',
			answer_url: 'https://pbx.example.com',
			answer_method: 'GET',
		});
		plivo.addNumber(ONE, pbx);
		n8n = new FakeN8n(plivo, { phoneNumbers: [ONE] });
		await n8n.register();
	});

	it('of two workflows: unpublished one after the other, somebody living answers', async () => {
		const other = new FakeN8n(plivo, { phoneNumbers: [ONE] }, 'otherWorkflow');
		other.webhookId = 'another-webhook-id';
		await other.register();
		await n8n.unpublish();
		await other.unpublish();
		const end = plivo.applications.get(String(plivo.linkOf(ONE)));
		expect(String(end?.answer_url)).toMatch(/^https:\/\/pbx\.example\.com/);
		expect(end?.answer_method).toBe('GET');
	});

	it('the next publish sets its dedicated Application anew, also when n8n forgot it', async () => {
		const published = plivo.state();
		await n8n.unpublish();
		const id = plivo.named(DEDICATED)?.app_id;
		await n8n.register();
		expect(plivo.state()).toEqual(published);
		await n8n.unpublish();
		n8n.staticData = {};
		await n8n.register();
		expect(plivo.linkOf(ONE)).toBe(id);
		expect(String(plivo.named(DEDICATED)?.answer_url)).toContain(PRODUCTION_URL);
	});

	it('its dedicated Application is left alone when nobody else is known, or it is not ours', async () => {
		await n8n.unpublish();
		await n8n.register();
		Object.assign(plivo.named(DEDICATED) ?? {}, { answer_url: 'https://third.example.com' });
		await n8n.unpublish();
		expect(plivo.named(DEDICATED)?.answer_url).toBe('https://third.example.com');
		const two = '+14155550101';
		plivo.addNumber(two);
		const other = new FakeN8n(plivo, { phoneNumbers: [two] }, 'otherWorkflow');
		await other.register();
		plivo.exchanges.length = 0;
		await other.unpublish();
		expect(plivo.writes.map(({ path }) => path)).toEqual([`/Number/${two.slice(1)}/`]);
	});

	it('of one workflow: the second one takes over what the first one found', async () => {
		n8n.nodeId = 'ffffffff-1111-4222-8333-444455556666';
		n8n.webhookId = 'another-webhook-id';
		await n8n.register();
		expect(plivo.linkOf(ONE)).not.toBe(plivo.named(DEDICATED)?.app_id);
		await n8n.unpublish();
		expect(plivo.linkOf(ONE)).toBe(pbx);
	});
});
