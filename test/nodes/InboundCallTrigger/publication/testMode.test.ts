import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { restoreAfterTest } from '../../../../nodes/InboundCallTrigger/publication/restoreAfterTest';
import * as bridge from './bridgeDoubles';
import { DEDICATED, FakeN8n, PRODUCTION_URL, TEST_URL } from './fakeN8n';
import type { Exchange, Fault } from './fakePlivo';
import { FakePlivo } from './fakePlivo';

jest.mock('../../../../nodes/InboundCallTrigger/answer/fallback', () =>
	jest.requireActual('./bridgeDoubles'),
);
jest.mock('../../../../nodes/shared/bridgeRequest', () => jest.requireActual('./bridgeDoubles'));

const ONE = '+14155550100';
const TWO = '+14155550101';
const THREE = '+14155550102';
const TRUNK = '4a6e1cd0-7777-4888-8999-000000000000';
const PREFIX = 'n8n-test-ab12cd34-';

let plivo: FakePlivo;
let n8n: FakeN8n;
let pbx: string;

beforeEach(() => {
	bridge.noBridge();
	plivo = new FakePlivo();
	pbx = plivo.addApplication({
		app_name: 'pbx',
		answer_url: 'https://pbx.example.com/answer',
		answer_method: 'GET',
	});
	plivo.addNumber(ONE, pbx);
	plivo.addNumber(TWO, TRUNK);
	plivo.addNumber(THREE);
	n8n = new FakeN8n(plivo, { phoneNumbers: [ONE, TWO, THREE] });
});

const testApplications = () =>
	[...plivo.applications.values()].filter(({ app_name }) => String(app_name).startsWith(PREFIX));

const address = (url: unknown) => String(url).split('#')[0];

describe('listening for a test event', () => {
	it('leads the numbers to test Applications, one for each they come from, named after it', async () => {
		await n8n.listen();
		expect(testApplications().map(({ app_name }) => app_name)).toEqual([
			`${PREFIX}${pbx}`,
			`${PREFIX}${TRUNK}`,
			`${PREFIX}none`,
		]);
		expect([ONE, TWO, THREE].map((number) => plivo.linkOf(number))).toEqual(
			testApplications().map(({ app_id }) => app_id),
		);
		for (const application of testApplications()) {
			expect(address(application.answer_url)).toBe(TEST_URL);
			expect(address(application.hangup_url)).toBe(`${TEST_URL}?event=hangup`);
		}
	});

	it('falls back to the party that answered before', async () => {
		await n8n.listen();
		const [fromPbx, fromTrunk, fromNowhere] = testApplications();
		expect(address(fromPbx?.fallback_answer_url)).toBe('https://pbx.example.com/answer');
		expect(fromPbx?.fallback_method).toBe('GET');
		expect(fromTrunk?.fallback_answer_url).toBe('');
		expect(fromNowhere?.fallback_answer_url).toBe('');
	});

	it('puts everything back when it stops', async () => {
		const before = plivo.state();
		await n8n.listen();
		await expect(n8n.stopListening()).resolves.toBe(true);
		expect(plivo.state()).toEqual(before);
	});

	it('leaves the published workflow and its memory untouched, and falls back to it', async () => {
		await n8n.register();
		const before = plivo.state();
		const memory = structuredClone(n8n.staticData);
		const dedicated = structuredClone(plivo.named(DEDICATED));
		await n8n.listen();
		expect(plivo.named(DEDICATED)).toEqual(dedicated);
		expect(n8n.staticData).toEqual(memory);
		const [application, ...more] = testApplications();
		expect(more).toEqual([]);
		expect(application?.app_name).toBe(`${PREFIX}${dedicated?.app_id}`);
		expect(address(application?.fallback_answer_url)).toBe(
			`${PRODUCTION_URL}?event=answer&from=test`,
		);
		expect(application?.fallback_method).toBe('POST');
		await n8n.stopListening();
		await n8n.graceOver();
		expect(plivo.state()).toEqual(before);
		expect(n8n.staticData).toEqual(memory);
		expect(await n8n.checkExists()).toBe(true);
	});

	it('is never taken for the published workflow, even if n8n handed the memory of that over', async () => {
		await n8n.register();
		const published = plivo.state();
		n8n.parameters.phoneNumbers = ['nonsense'];
		await expect(n8n.listen(structuredClone(n8n.staticData))).rejects.toThrow(
			"'Phone Number Names or IDs'",
		);
		await n8n.graceOver();
		expect(plivo.state()).toEqual(published);
	});

	it('needs no Application to be chosen, but a number', async () => {
		n8n.parameters = {
			application: 'existing',
			applicationId: pbx,
			phoneNumbers: [ONE],
		};
		await n8n.listen();
		await n8n.stopListening();
		expect(plivo.linkOf(ONE)).toBe(pbx);
		n8n.parameters = { ...n8n.parameters, phoneNumbers: [] };
		await expect(n8n.listen()).rejects.toThrow("'Phone Number Names or IDs' is empty");
	});

	it('D4.8 refuses a number that the account does not own', async () => {
		const before = plivo.state();
		n8n.parameters.phoneNumbers = [ONE, '+14155550999'];
		await expect(n8n.listen()).rejects.toThrow('+14155550999 is not owned by this Plivo account');
		expect(plivo.state()).toEqual(before);
	});

	it('refuses an address that Plivo cannot reach', async () => {
		n8n.host = 'http://localhost:5678';
		await expect(n8n.listen()).rejects.toThrow('N8N_WEBHOOK_URL');
		expect(plivo.exchanges).toEqual([]);
	});

	it.each<[string, Fault]>([
		['refused', { status: 400, error: 'no' }],
		['lost', 'lost'],
		['unreachable', 'unreachable'],
	])('leaves the state of before when a step is %s', async (_, fault) => {
		const before = plivo.state();
		let struck = 0;
		for (let nth = 1; ; nth++) {
			let writes = 0;
			plivo.fault = ({ method }: Exchange) =>
				method !== 'GET' && ++writes === nth ? fault : undefined;
			const outcome = await n8n.listen().catch((error: Error) => error);
			if (writes < nth) break;
			struck += 1;
			expect(outcome).toBeInstanceOf(NodeOperationError);
			expect(plivo.state()).toEqual(before);
		}
		expect(struck).toBe(6);
	});

	it.each([
		['remembers nothing of it', () => (n8n.testData = {})],
		['remembers half of it', () => {}],
	])('puts everything back when it is stopped while it is set up and n8n %s', async (_, forget) => {
		const before = plivo.state();
		let stopped: Promise<boolean> | undefined;
		plivo.fault = ({ method, path }) => {
			if (method === 'GET' || !path.startsWith('/Number/') || stopped !== undefined) {
				return undefined;
			}
			forget();
			stopped = n8n.stopListening();
			return undefined;
		};
		await n8n.listen();
		await expect(stopped).resolves.toBe(true);
		expect(plivo.state()).toEqual(before);
		plivo.fault = () => undefined;
		await n8n.listen();
		expect(plivo.state()).not.toEqual(before);
		await n8n.stopListening();
		expect(plivo.state()).toEqual(before);
	});

	it('leaves a number alone that somebody has linked elsewhere meanwhile', async () => {
		await n8n.listen();
		const other = plivo.addApplication({
			app_name: 'other',
			answer_url: 'https://other.example.com',
		});
		plivo.addNumber(ONE, other);
		await n8n.stopListening();
		expect(plivo.linkOf(ONE)).toBe(other);
		expect(testApplications()).toEqual([]);
	});

	it.each([
		['the credential is refused', { status: 401, error: 'no' } as const],
		['Plivo cannot be reached', 'unreachable' as const],
	])('stops without throwing when %s, and the next test clears up', async (_, fault) => {
		const before = plivo.state();
		await n8n.listen();
		plivo.fault = () => fault;
		await expect(n8n.stopListening()).resolves.toBe(true);
		expect(n8n.log.some(({ level }) => level === 'warn')).toBe(true);
		plivo.fault = () => undefined;
		await n8n.listen();
		await n8n.stopListening();
		expect(plivo.state()).toEqual(before);
	});

	it('keeps a test Application when Plivo cannot let its number lead nowhere, and uses it again', async () => {
		plivo.unlinking = 'ignored';
		await n8n.listen();
		await n8n.stopListening();
		const kept = testApplications();
		expect(kept.map(({ app_name }) => app_name)).toEqual([`${PREFIX}none`]);
		expect(plivo.linkOf(THREE)).toBe(kept[0]?.app_id);
		const deleted = plivo.writes.filter(({ method }) => method === 'DELETE');
		expect(deleted.map(({ path }) => path)).not.toContain(`/Application/${kept[0]?.app_id}/`);

		await n8n.listen();
		expect(
			testApplications()
				.map(({ app_name }) => app_name)
				.sort(),
		).toEqual([`${PREFIX}${pbx}`, `${PREFIX}${TRUNK}`, `${PREFIX}none`].sort());
		await n8n.stopListening();

		await n8n.register();
		expect(plivo.linkOf(THREE)).toBe(plivo.named(DEDICATED)?.app_id);
		expect(testApplications()).toEqual([]);
		expect(await n8n.checkExists()).toBe(true);
		plivo.unlinking = 'by null';
		await n8n.unpublish();
		expect(plivo.linkOf(THREE)).toBeNull();
	});
});

describe('a test that n8n has forgotten, because it was restarted', () => {
	it('is cleared up by the next test', async () => {
		const before = plivo.state();
		await n8n.listen();
		n8n.restart();
		await n8n.listen();
		expect(testApplications()).toHaveLength(3);
		await n8n.stopListening();
		expect(plivo.state()).toEqual(before);
	});

	it('is cleared up by the next publish, which remembers what really was before', async () => {
		await n8n.listen();
		n8n.restart();
		await n8n.register();
		expect(testApplications()).toEqual([]);
		const dedicated = plivo.named(DEDICATED)?.app_id;
		expect([ONE, TWO, THREE].map((number) => plivo.linkOf(number))).toEqual(
			Array(3).fill(dedicated),
		);
		await n8n.unpublish();
		expect([ONE, TWO, THREE].map((number) => plivo.linkOf(number))).toEqual([pbx, TRUNK, null]);
	});

	it('does not count as published', async () => {
		await n8n.register();
		await n8n.listen();
		n8n.restart();
		expect(await n8n.checkExists()).toBe(false);
		await n8n.republish();
		expect(testApplications()).toEqual([]);
		expect(await n8n.checkExists()).toBe(true);
	});

	it('does not count as published either when its numbers are no longer chosen', async () => {
		n8n.parameters.phoneNumbers = [ONE];
		await n8n.register();
		n8n.parameters.phoneNumbers = [TWO];
		await n8n.listen();
		n8n.restart();
		n8n.parameters.phoneNumbers = [ONE];
		expect(await n8n.checkExists()).toBe(false);
		await n8n.register();
		expect(plivo.linkOf(TWO)).toBe(TRUNK);
		expect(testApplications()).toEqual([]);
	});

	it('may still be going on when the workflow is published: its end does no harm', async () => {
		await n8n.listen();
		await n8n.register();
		const published = plivo.state();
		await n8n.stopListening();
		expect(plivo.state()).toEqual(published);
	});

	it('is left alone when it belongs to a copy of the workflow', async () => {
		const copy = plivo.addApplication({
			app_name: `${PREFIX}${pbx}-copy`,
			answer_url: 'https://n8n.example.com/webhook-test/another-webhook-id/plivo',
		});
		plivo.addNumber('+14155550109', copy);
		await n8n.register();
		expect(plivo.linkOf('+14155550109')).toBe(copy);
	});

	describe('restoreAfterTest, when a call arrives through the fallback', () => {
		const context = () => n8n.context('webhook') as unknown as IWebhookFunctions;

		it('puts the called number back first, then the others, and deletes the test Application', async () => {
			await n8n.register();
			const before = plivo.state();
			await n8n.listen();
			n8n.restart();
			plivo.exchanges.length = 0;
			await restoreAfterTest(context(), TWO);
			expect(plivo.state()).toEqual(before);
			expect(plivo.writes.map(({ path }) => path).slice(0, 3)).toEqual([
				'/Number/14155550101/',
				'/Number/14155550100/',
				'/Number/14155550102/',
			]);
		});

		it('finds out with one request that there is nothing to do', async () => {
			await n8n.register();
			plivo.exchanges.length = 0;
			await restoreAfterTest(context(), ONE);
			expect(plivo.exchanges).toHaveLength(1);
		});

		it('copes with a called number that is none of the account', async () => {
			const before = plivo.state();
			await n8n.listen();
			await restoreAfterTest(context(), 'anonymous');
			expect(plivo.state()).toEqual(before);
		});

		it.each<[string, (exchange: Exchange) => Fault | undefined]>([
			['nothing can be asked', () => ({ status: 401, error: 'no' })],
			[
				'no number can be put back',
				({ method }) => (method === 'POST' ? 'unreachable' : undefined),
			],
			['nothing can be deleted', ({ method }) => (method === 'DELETE' ? 'unreachable' : undefined)],
		])('never throws, and says so, when %s', async (_, fault) => {
			await n8n.listen();
			plivo.fault = fault;
			await expect(restoreAfterTest(context(), ONE)).resolves.toBeUndefined();
			expect(
				n8n.log.some(({ level, meta }) => level === 'warn' && (meta as IDataObject).cause),
			).toBe(true);
		});
	});
});
