import type { IDataObject } from 'n8n-workflow';
import * as bridge from './bridgeDoubles';
import { DEDICATED, FakeN8n, PRODUCTION_URL } from './fakeN8n';
import type { Unlinking } from './fakePlivo';
import { FakePlivo } from './fakePlivo';

jest.mock('../../../../nodes/InboundCallTrigger/answer/fallback', () =>
	jest.requireActual('./bridgeDoubles'),
);
jest.mock('../../../../nodes/shared/bridgeRequest', () => jest.requireActual('./bridgeDoubles'));

const ONE = '+14155550100';
const TWO = '+14155550101';
const THREE = '+14155550102';
const TRUNK = '4a6e1cd0-7777-4888-8999-trunk';
const PBX = {
	app_name: 'pbx',
	answer_url: 'https://pbx.example.com/answer',
	answer_method: 'GET',
	hangup_url: 'https://pbx.example.com/bye',
	fallback_answer_url: 'https://pbx.example.com/fallback',
	fallback_method: 'GET',
};

let plivo: FakePlivo;
let n8n: FakeN8n;
let pbx: string;

beforeEach(() => {
	bridge.noBridge();
	plivo = new FakePlivo();
	pbx = plivo.addApplication(PBX);
	plivo.addNumber(ONE, pbx);
	plivo.addNumber(TWO, TRUNK);
	plivo.addNumber(THREE);
	n8n = new FakeN8n(plivo, { phoneNumbers: [ONE, TWO, THREE] });
});

/** The state but for the dedicated Application, which stays. */
function stateWithoutDedicated(): unknown {
	const { applications, numbers } = plivo.state() as {
		applications: IDataObject[];
		numbers: unknown;
	};
	return { applications: applications.filter(({ app_name }) => app_name !== DEDICATED), numbers };
}

describe('unpublish', () => {
	it('changes nothing at once, and restores exactly what was before when the grace is over', async () => {
		const before = plivo.state();
		await n8n.register();
		const published = plivo.state();
		await n8n.unregister();
		expect(plivo.state()).toEqual(published);
		await n8n.graceOver();
		expect(stateWithoutDedicated()).toEqual(before);
	});

	it('keeps the dedicated Application, so that its id is the same after the next publish', async () => {
		await n8n.register();
		const id = plivo.linkOf(ONE);
		await n8n.unpublish();
		expect(plivo.linkOf(ONE)).toBe(pbx);
		await n8n.register();
		expect(plivo.linkOf(ONE)).toBe(id);
	});

	it('restores the same after many rounds, and never to anything of its own', async () => {
		const before = plivo.state();
		for (let round = 0; round < 3; round++) {
			await n8n.register();
			await n8n.register();
			await n8n.republish({ phoneNumbers: [THREE, TWO, ONE] });
			await n8n.unpublish();
			expect(stateWithoutDedicated()).toEqual(before);
		}
	});

	it('restores to what was before the latest publish', async () => {
		await n8n.register();
		await n8n.unpublish();
		const newer = plivo.addApplication({
			app_name: 'newer',
			answer_url: 'https://new.example.com',
		});
		plivo.addNumber(ONE, newer);
		await n8n.register();
		await n8n.unpublish();
		expect(plivo.linkOf(ONE)).toBe(newer);
	});

	it('never restores to its own Application, even when n8n forgot what was before', async () => {
		await n8n.register();
		n8n.staticData = {};
		await n8n.register();
		await n8n.unpublish();
		expect([ONE, TWO, THREE].map((number) => plivo.linkOf(number))).toEqual([null, null, null]);
	});

	it('leaves a number alone that somebody linked elsewhere, and one that is gone', async () => {
		await n8n.register();
		const other = plivo.addApplication({
			app_name: 'other',
			answer_url: 'https://other.example.com',
		});
		plivo.addNumber(ONE, other);
		plivo.numbers.delete(THREE.slice(1));
		await n8n.unpublish();
		expect(plivo.linkOf(ONE)).toBe(other);
		expect(plivo.linkOf(TWO)).toBe(TRUNK);
	});

	it.each<Unlinking>(['by null', 'by empty text'])(
		'lets a number that led nowhere lead nowhere: %s',
		async (unlinking) => {
			plivo.unlinking = unlinking;
			await n8n.register();
			expect(plivo.linkOf(THREE)).not.toBeNull();
			await n8n.unpublish();
			expect(plivo.linkOf(THREE)).toBeNull();
		},
	);

	it.each<Unlinking>(['refused', 'ignored'])(
		'says so when Plivo cannot let a number lead nowhere: %s',
		async (unlinking) => {
			plivo.unlinking = unlinking;
			await n8n.register();
			await n8n.unpublish();
			expect(plivo.linkOf(THREE)).toBe(plivo.named(DEDICATED)?.app_id);
			expect(plivo.linkOf(ONE)).toBe(pbx);
			expect(n8n.log.filter(({ message }) => message.includes(THREE))).toHaveLength(1);
		},
	);

	it('restores although the trigger was renamed', async () => {
		await n8n.register();
		n8n.nodeName = 'Calls';
		await n8n.republish({ phoneNumbers: [ONE, TWO] });
		await n8n.unpublish();
		expect(plivo.linkOf(ONE)).toBe(pbx);
		expect(plivo.linkOf(TWO)).toBe(TRUNK);
		expect(plivo.linkOf(THREE)).toBeNull();
	});

	it('restores although the public address of n8n has changed meanwhile', async () => {
		n8n.parameters = {
			phoneNumbers: [],
			application: 'existing',
			applicationId: pbx,
			overwriteAnswerUrl: true,
		};
		const before = plivo.state();
		await n8n.register();
		n8n.host = 'https://new.example.com';
		await n8n.unpublish();
		expect(plivo.state()).toEqual(before);
	});

	it('is caught up on when the process was killed within the grace', async () => {
		const before = plivo.state();
		await n8n.register();
		await n8n.unregister();
		n8n.restart();
		await n8n.register();
		await n8n.unpublish();
		expect(stateWithoutDedicated()).toEqual(before);
	});
});

describe('an Application of the user', () => {
	const overwrite = { application: 'existing', overwriteAnswerUrl: true };

	it('D4.15 is overwritten when that is ticked, and gets back exactly what it said', async () => {
		const before = plivo.state();
		n8n.parameters = { ...n8n.parameters, ...overwrite, applicationId: ` ${pbx} ` };
		await n8n.register();
		const { answer_url, fallback_answer_url, fallback_method } = plivo.applications.get(pbx) ?? {};
		expect(String(answer_url).split('#')[0]).toBe(PRODUCTION_URL);
		expect(String(fallback_answer_url).split('#')[0]).toBe(PBX.answer_url);
		expect(fallback_method).toBe('GET');
		expect(plivo.linkOf(THREE)).toBe(pbx);
		expect(await n8n.checkExists()).toBe(true);
		plivo.exchanges.length = 0;
		await n8n.unpublish();
		expect(plivo.state()).toEqual(before);
		// The one that was on it before is not even touched.
		expect(plivo.writes.some(({ path }) => path.includes(ONE.slice(1)))).toBe(false);
	});

	it('D4.15 is no longer foreign once it is ours, ticked or not', async () => {
		n8n.parameters = { ...n8n.parameters, ...overwrite, applicationId: pbx };
		const before = plivo.state();
		await n8n.register();
		await n8n.republish({ overwriteAnswerUrl: false, phoneNumbers: [ONE] });
		plivo.exchanges.length = 0;
		await n8n.republish({ phoneNumbers: [] });
		// It was linked to this Application before, so it stays.
		expect(plivo.writes).toEqual([]);
		await n8n.unpublish();
		expect(plivo.state()).toEqual(before);
	});

	it('is not restored when somebody else has set its answer URL meanwhile', async () => {
		n8n.parameters = { ...n8n.parameters, ...overwrite, applicationId: pbx };
		await n8n.register();
		Object.assign(plivo.applications.get(pbx) ?? {}, { answer_url: 'https://third.example.com' });
		await n8n.unpublish();
		expect(plivo.applications.get(pbx)?.answer_url).toBe('https://third.example.com');
	});

	it('gets back what Plivo takes, when it takes no empty URL', async () => {
		const applicationId = plivo.addApplication({
			...PBX,
			app_name: 'plain',
			fallback_answer_url: '',
		});
		n8n.parameters = { ...n8n.parameters, ...overwrite, applicationId };
		await n8n.register();
		plivo.fault = ({ method, body }) =>
			method === 'POST' && body.fallback_answer_url === ''
				? { status: 400, error: 'fallback_answer_url is not a URL' }
				: undefined;
		await n8n.unpublish();
		const { answer_url, hangup_url } = plivo.applications.get(applicationId) ?? {};
		expect([answer_url, hangup_url]).toEqual([PBX.answer_url, PBX.hangup_url]);
		expect(n8n.delays).toHaveLength(1);
	});

	it('without an answer URL needs no tick', async () => {
		const applicationId = plivo.addApplication({ app_name: 'blank' });
		n8n.parameters = { ...n8n.parameters, application: 'existing', applicationId };
		await n8n.register();
		expect(plivo.linkOf(ONE)).toBe(applicationId);
	});

	it('can be left for a dedicated one, and everything is still restored', async () => {
		const before = plivo.state();
		n8n.parameters = { ...n8n.parameters, ...overwrite, applicationId: pbx };
		await n8n.register();
		await n8n.republish({ application: 'dedicated' });
		expect(plivo.applications.get(pbx)).toMatchObject(PBX);
		expect(plivo.linkOf(ONE)).toBe(plivo.named(DEDICATED)?.app_id);
		await n8n.republish({ application: 'existing' });
		await n8n.unpublish();
		expect(stateWithoutDedicated()).toEqual(before);
	});
});

describe('a restore that Plivo does not let through', () => {
	const down = { status: 503, error: 'down' };

	it('is tried again three times for what is missing, until it succeeds', async () => {
		const before = plivo.state();
		await n8n.register();
		plivo.fault = ({ path }) => (path.includes(ONE.slice(1)) ? down : undefined);
		await n8n.unpublish();
		expect(plivo.linkOf(TWO)).toBe(TRUNK);
		plivo.exchanges.length = 0;
		await n8n.graceOver();
		expect(plivo.exchanges.every(({ path }) => path.includes(ONE.slice(1)))).toBe(true);
		await n8n.graceOver();
		plivo.fault = () => undefined;
		await n8n.graceOver();
		expect(stateWithoutDedicated()).toEqual(before);
		expect(n8n.delays).toEqual([10_000, 15_000, 60_000, 300_000]);
	});

	it('is given up after the third time, and the last line says what to do', async () => {
		await n8n.register();
		plivo.fault = () => down;
		await n8n.unpublish();
		expect(n8n.log.at(-1)?.message).toContain('Trying again in 15 seconds');
		for (let retry = 0; retry < 5; retry++) await n8n.graceOver();
		expect(n8n.delays).toHaveLength(4);
		expect(n8n.log.at(-1)?.message).toContain('Plivo console');
	});

	it('is not tried again once the workflow is published anew', async () => {
		await n8n.register();
		plivo.fault = () => down;
		await n8n.unpublish();
		plivo.fault = () => undefined;
		await n8n.register();
		const published = plivo.state();
		await n8n.graceOver();
		expect(plivo.state()).toEqual(published);
	});
});

describe('delete', () => {
	it.each([
		['the credential is refused', { status: 401, error: 'no' } as const],
		['Plivo is broken', { status: 503, error: 'down' } as const],
		['Plivo cannot be reached', 'unreachable' as const],
	])('never throws and logs the cause when %s', async (_, fault) => {
		await n8n.register();
		plivo.fault = () => fault;
		await expect(n8n.unregister()).resolves.toBe(true);
		await expect(n8n.graceOver()).resolves.toBeUndefined();
		for (const number of [ONE, TWO, THREE]) {
			const line = n8n.log.find(({ message }) => message.includes(number));
			expect(line?.level).toBe('warn');
			expect(line?.meta).toHaveProperty('cause', expect.stringMatching(/no|down|timeout/));
		}
	});

	it('never throws when nothing was ever published, or the memory is damaged', async () => {
		await expect(n8n.unregister()).resolves.toBe(true);
		await n8n.register();
		for (const key of Object.keys(n8n.staticData))
			n8n.staticData[key] = { production: { workflowId: n8n.workflowId } };
		await expect(n8n.unregister()).resolves.toBe(true);
		await expect(n8n.graceOver()).resolves.toBeUndefined();
		expect(n8n.log.some(({ message }) => message.includes('could not be cleared up'))).toBe(true);
	});

	it('restores the other numbers when one cannot be', async () => {
		await n8n.register();
		plivo.fault = ({ path }) => (path.includes(ONE.slice(1)) ? 'unreachable' : undefined);
		await n8n.unpublish();
		expect(plivo.linkOf(ONE)).toBe(plivo.named(DEDICATED)?.app_id);
		expect(plivo.linkOf(TWO)).toBe(TRUNK);
		expect(plivo.linkOf(THREE)).toBeNull();
	});
});
