import * as bridge from './bridgeDoubles';
import { DEDICATED, FakeN8n } from './fakeN8n';
import type { Fault } from './fakePlivo';
import { FakePlivo } from './fakePlivo';

jest.mock('../../../../nodes/InboundCallTrigger/answer/fallback', () =>
	jest.requireActual('./bridgeDoubles'),
);
jest.mock('../../../../nodes/shared/bridgeRequest', () => jest.requireActual('./bridgeDoubles'));

const ONE = '+14155550100';
const TWO = '+14155550101';

const OUTAGES: Array<[string, Fault]> = [
	['unreachable', 'unreachable'],
	['broken', { status: 503, error: 'down' }],
	['rate limiting', { status: 429, error: 'slow down' }],
	['timing out', { status: 408, error: 'timeout' }],
];

describe('a republish while Plivo cannot be asked', () => {
	let plivo: FakePlivo;
	let n8n: FakeN8n;

	beforeEach(async () => {
		bridge.noBridge();
		plivo = new FakePlivo();
		plivo.addNumber(ONE);
		plivo.addNumber(TWO);
		n8n = new FakeN8n(plivo, { phoneNumbers: [ONE] });
		await n8n.register();
	});

	it.each(OUTAGES)('%s: goes well when nothing about Plivo has changed', async (_, fault) => {
		plivo.fault = () => fault;
		await n8n.republish({ agent: 'another' });
		expect(n8n.log.at(-1)).toMatchObject({ level: 'warn', meta: { cause: expect.any(String) } });
		plivo.fault = () => undefined;
		await n8n.graceOver();
		expect(plivo.linkOf(ONE)).toBe(plivo.named(DEDICATED)?.app_id);
	});

	it('goes well, too, when Plivo is lost in the middle of it', async () => {
		plivo.fault = ({ path }) => (path.startsWith('/Number/') ? 'unreachable' : undefined);
		await expect(n8n.checkExists()).resolves.toBe(true);
	});

	it.each<[string, () => void]>([
		['the numbers', () => (n8n.parameters.phoneNumbers = [ONE, TWO])],
		['one number for another', () => (n8n.parameters.phoneNumbers = [TWO])],
		[
			'the Application',
			() => Object.assign(n8n.parameters, { application: 'existing', applicationId: '1' }),
		],
		['the address of n8n', () => (n8n.host = 'https://new.example.com')],
		['the ladder', () => bridge.fallbackAnswerUrl.mockResolvedValue('https://b.example.com/f/t')],
		['what is remembered', () => (n8n.staticData = {})],
	])('is needed when something has changed: %s', async (_, change) => {
		change();
		plivo.fault = () => 'unreachable';
		await expect(n8n.checkExists()).resolves.toBe(false);
	});

	it.each([
		['within this process', () => {}],
		['before a restart', () => n8n.restart()],
	])('is needed when the numbers went back meanwhile: %s', async (_, restart) => {
		await n8n.unpublish();
		restart();
		plivo.fault = () => 'unreachable';
		await expect(n8n.checkExists()).resolves.toBe(false);
	});

	it('is needed when the numbers are just going back', async () => {
		await n8n.unregister();
		let publishing: Promise<boolean> | undefined;
		plivo.fault = ({ method }) => {
			if (method === 'GET') return publishing === undefined ? undefined : 'unreachable';
			publishing ??= n8n.checkExists();
			return undefined;
		};
		await n8n.graceOver();
		await expect(publishing).resolves.toBe(false);
	});

	it('is not needed again and again once it went well', async () => {
		plivo.fault = () => 'unreachable';
		await n8n.republish();
		n8n.restart();
		await expect(n8n.checkExists()).resolves.toBe(true);
	});

	it('is not needed when it went well before Plivo was out', async () => {
		await n8n.republish();
		n8n.restart();
		plivo.fault = () => 'unreachable';
		await expect(n8n.checkExists()).resolves.toBe(true);
	});

	it('is needed when Plivo refuses the credential', async () => {
		plivo.fault = () => ({ status: 401, error: 'no' });
		await expect(n8n.checkExists()).resolves.toBe(false);
	});

	it('is no republish the first time: nothing was answered, and Plivo is as it was', async () => {
		n8n.staticData = {};
		plivo.fault = () => 'unreachable';
		await expect(n8n.register()).rejects.toMatchObject({
			message: expect.not.stringContaining('answers no calls'),
			description: 'Plivo is as it was before',
		});
	});

	it('says, when it fails, that nothing is answered now and what becomes of the numbers', async () => {
		plivo.fault = () => 'unreachable';
		const outcome = n8n.republish({ phoneNumbers: [ONE, TWO] });
		await expect(outcome).rejects.toMatchObject({
			message: expect.stringMatching(/Plivo.*\. Until it is published, this workflow answers no/),
			description: expect.stringMatching(/^Its numbers go back/),
		});
	});
});
