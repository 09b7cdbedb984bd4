import * as bridge from './bridgeDoubles';
import { DEDICATED, FakeN8n } from './fakeN8n';
import { FakePlivo } from './fakePlivo';

jest.mock('../../../../nodes/InboundCallTrigger/answer/fallback', () =>
	jest.requireActual('./bridgeDoubles'),
);
jest.mock('../../../../nodes/shared/bridgeRequest', () => jest.requireActual('./bridgeDoubles'));

const ONE = '+14155550100';
const TWO = '+14155550101';

describe('another Plivo account', () => {
	let first: FakePlivo;
	let second: FakePlivo;
	let n8n: FakeN8n;
	let pbx: string;

	beforeEach(async () => {
		bridge.noBridge();
		first = new FakePlivo();
		second = new FakePlivo('MASECONDPLIVO0000000');
		pbx = first.addApplication({ app_name: 'pbx', answer_url: 'https://pbx.example.com' });
		first.addNumber(ONE, pbx);
		second.addNumber(TWO);
		n8n = new FakeN8n(first, { phoneNumbers: [ONE] });
		await n8n.register();
	});

	async function move(): Promise<void> {
		await n8n.unregister();
		n8n.useAccount(second);
		n8n.parameters.phoneNumbers = [TWO];
		await n8n.register();
	}

	it('is published to, and the numbers of the first one go back', async () => {
		await move();
		await n8n.graceOver();
		expect(second.linkOf(TWO)).toBe(second.named(DEDICATED)?.app_id);
		expect(first.linkOf(ONE)).toBe(pbx);
		expect(await n8n.checkExists()).toBe(true);
		await n8n.unpublish();
		expect(second.linkOf(TWO)).toBeNull();
	});

	it('is not asked for anything that belongs to the first one', async () => {
		const id = String(first.named(DEDICATED)?.app_id);
		await move();
		expect(second.exchanges.filter(({ path }) => path.includes(id))).toEqual([]);
		expect(second.exchanges.filter(({ path }) => path.includes(ONE.slice(1)))).toEqual([]);
	});

	it('under the same credential leaves the first one as it is, and says which numbers', async () => {
		await n8n.unregister();
		n8n.useAccount(second);
		await n8n.unpublish();
		second.exchanges.length = 0;
		n8n.log.length = 0;
		await n8n.unpublish();
		expect(second.exchanges).toEqual([]);
		expect(n8n.log.at(-1)).toMatchObject({ level: 'warn' });
		expect(n8n.log.at(-1)?.message).toContain(ONE);
		expect(n8n.log.at(-1)?.message).toContain(first.authId);
	});
});
