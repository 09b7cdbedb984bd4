import { DEDICATED, FakeN8n, PRODUCTION_URL } from './fakeN8n';
import type { FakePlivo } from './fakePlivo';
import { ONE, publishedForTwo, TWO } from './twoNumbers';

jest.mock('../../../../nodes/InboundCallTrigger/answer/fallback', () =>
	jest.requireActual('./bridgeDoubles'),
);
jest.mock('../../../../nodes/shared/bridgeRequest', () => jest.requireActual('./bridgeDoubles'));

describe('republish', () => {
	let plivo: FakePlivo;
	let n8n: FakeN8n;
	let pbx: string;

	beforeEach(async () => {
		({ plivo, pbx, n8n } = await publishedForTwo());
		plivo.exchanges.length = 0;
	});

	it('writes nothing at all when nothing that concerns Plivo has changed', async () => {
		await n8n.republish({ agent: 'another' });
		await n8n.graceOver();
		expect(plivo.writes).toEqual([]);
		// What is remembered of who answered before is not asked again.
		expect(plivo.exchanges.some(({ path }) => path.includes(pbx))).toBe(false);
		expect(await n8n.checkExists()).toBe(true);
	});

	it('D4.5 with one number removed restores that one; the other and the URL stay', async () => {
		await n8n.republish({ phoneNumbers: [TWO] });
		expect(plivo.writes.map(({ path, body }) => [path, body])).toEqual([
			['/Number/14155550100/', { app_id: pbx }],
		]);
		await n8n.graceOver();
		expect(plivo.linkOf(ONE)).toBe(pbx);
		expect(plivo.linkOf(TWO)).toBe(plivo.named(DEDICATED)?.app_id);
		expect(String(plivo.named(DEDICATED)?.answer_url).split('#')[0]).toBe(PRODUCTION_URL);
		expect(await n8n.checkExists()).toBe(true);
	});

	it('with one number more links that one only', async () => {
		plivo.addNumber('+14155550109', pbx);
		await n8n.republish({ phoneNumbers: [ONE, TWO, '+14155550109'] });
		expect(plivo.writes.map(({ path }) => path)).toEqual(['/Number/14155550109/']);
	});

	it('leaves a removed number alone that somebody has linked elsewhere', async () => {
		const other = plivo.addApplication({
			app_name: 'other',
			answer_url: 'https://other.example.com',
		});
		plivo.addNumber(ONE, other);
		await n8n.republish({ phoneNumbers: [TWO] });
		expect(plivo.linkOf(ONE)).toBe(other);
		plivo.numbers.delete(TWO.slice(1));
		plivo.addNumber('+14155550109', pbx);
		await n8n.republish({ phoneNumbers: ['+14155550109'] });
		expect(plivo.linkOf('+14155550109')).toBe(plivo.named(DEDICATED)?.app_id);
	});

	it('goes on when a removed number led nowhere and Plivo cannot let it', async () => {
		plivo.addNumber('+14155550109');
		await n8n.republish({ phoneNumbers: [ONE, TWO, '+14155550109'] });
		plivo.unlinking = 'ignored';
		await n8n.republish({ phoneNumbers: [ONE, TWO] });
		expect(n8n.log.some(({ message }) => message.includes('+14155550109'))).toBe(true);
		expect(await n8n.checkExists()).toBe(true);
	});

	it('within the grace of an unpublish keeps everything', async () => {
		await n8n.unregister();
		await n8n.register();
		await n8n.graceOver();
		expect(plivo.writes).toEqual([]);
	});

	it('that begins while a restore is underway ends published', async () => {
		await n8n.unregister();
		let publishing: Promise<void> | undefined;
		plivo.fault = async ({ method, path }) => {
			if (method === 'GET' || !path.startsWith('/Number/') || publishing !== undefined)
				return undefined;
			publishing = n8n.register();
			// Plivo is slow with this change: a publish that did not wait for it would be through by now.
			await new Promise(setImmediate);
			return undefined;
		};
		await n8n.graceOver();
		await publishing;
		expect(publishing).toBeDefined();
		const id = plivo.named(DEDICATED)?.app_id;
		expect([plivo.linkOf(ONE), plivo.linkOf(TWO)]).toEqual([id, id]);
		// The restore stopped after the number it was at.
		const back = plivo.writes.filter(({ body }) => body.app_id === pbx);
		expect(back.map(({ path }) => path)).toEqual(['/Number/14155550100/']);
		await n8n.unpublish();
		expect([plivo.linkOf(ONE), plivo.linkOf(TWO)]).toEqual([pbx, pbx]);
	});

	it('that n8n gives up on ends with the numbers where they were before the first publish', async () => {
		plivo.addNumber('+14155550109', pbx);
		plivo.fault = ({ path, method }) =>
			method === 'POST' && path.includes('14155550109') ? { status: 400, error: 'no' } : undefined;
		for (let attempt = 0; attempt < 3; attempt++) {
			const outcome = n8n.republish({ phoneNumbers: [ONE, TWO, '+14155550109'] });
			await expect(outcome).rejects.toThrow("'Phone Number Names or IDs'");
			expect(plivo.linkOf(ONE)).toBe(plivo.named(DEDICATED)?.app_id);
		}
		await n8n.graceOver();
		expect([plivo.linkOf(ONE), plivo.linkOf(TWO)]).toEqual([pbx, pbx]);
	});

	it('that leaves something behind still knows all numbers that have to go back', async () => {
		plivo.addNumber('+14155550109', pbx);
		let attempts = 0;
		plivo.fault = ({ path, method }) => {
			if (method === 'GET' || !path.includes('14155550109')) return undefined;
			attempts += 1;
			return attempts === 1 ? 'lost' : 'unreachable';
		};
		const outcome = n8n.republish({ phoneNumbers: [TWO, '+14155550109'] });
		await expect(outcome).rejects.toThrow('Not put back: +14155550109');
		plivo.fault = () => undefined;
		await n8n.graceOver();
		const links = [ONE, TWO, '+14155550109'].map((number) => plivo.linkOf(number));
		expect(links).toEqual([pbx, pbx, pbx]);
	});

	it('does not take another trigger for this one', async () => {
		const other = new FakeN8n(plivo, { phoneNumbers: [ONE] }, 'otherWorkflow');
		await n8n.unregister();
		await other.checkExists();
		await n8n.graceOver();
		expect(plivo.linkOf(ONE)).toBe(pbx);
	});

	it('says why when checkExists cannot tell', async () => {
		plivo.fault = () => ({ status: 401, error: 'no' });
		await expect(n8n.checkExists()).resolves.toBe(false);
		expect(n8n.log.at(-1)).toMatchObject({ level: 'info', meta: { cause: expect.any(String) } });
	});
});
