import { NodeOperationError } from 'n8n-workflow';
import * as bridge from './bridgeDoubles';
import { DEDICATED, FakeN8n, PRODUCTION_URL } from './fakeN8n';
import type { Exchange, Fault } from './fakePlivo';
import { FakePlivo } from './fakePlivo';

jest.mock('../../../../nodes/InboundCallTrigger/answer/fallback', () =>
	jest.requireActual('./bridgeDoubles'),
);
jest.mock('../../../../nodes/shared/bridgeRequest', () => jest.requireActual('./bridgeDoubles'));

const ONE = '+14155550100';
const TWO = '+14155550101';
const THREE = '+14155550102';

let plivo: FakePlivo;
let n8n: FakeN8n;

beforeEach(() => {
	bridge.noBridge();
	plivo = new FakePlivo();
	plivo.addNumber(ONE);
	plivo.addNumber(TWO);
	n8n = new FakeN8n(plivo, { phoneNumbers: [ONE, TWO] });
});

async function refusal(): Promise<NodeOperationError> {
	try {
		await n8n.register();
	} catch (error) {
		if (error instanceof NodeOperationError) return error;
		throw error;
	}
	throw new Error('the publication was not refused');
}

/** The fault strikes the nth write, and is over after that. */
function strikeWrite(nth: number, fault: Fault): () => boolean {
	let writes = 0;
	plivo.fault = ({ method }: Exchange) => {
		if (method === 'GET') return undefined;
		writes += 1;
		return writes === nth ? fault : undefined;
	};
	return () => writes >= nth;
}

describe('what is refused before anything is sent', () => {
	afterEach(() => expect(plivo.writes).toEqual([]));

	it.each([
		'http://n8n.example.com',
		'http://localhost:5678',
		'https://localhost:5678',
		'https://127.0.0.1',
		'https://10.1.2.3',
		'https://172.20.0.2',
		'https://192.168.1.4',
		'https://169.254.1.1',
		'https://100.72.1.1',
		'https://[::1]',
		'https://[fd12:3456::1]',
		'https://n8n',
		'https://n8n.local',
	])('an address that Plivo cannot reach: %s', async (host) => {
		n8n.host = host;
		const { message } = await refusal();
		expect(message).toContain('N8N_WEBHOOK_URL (WEBHOOK_URL in older n8n)');
		expect(message).toContain(host);
		expect(plivo.exchanges).toEqual([]);
	});

	it('D4.7 what is no phone number, naming the input', async () => {
		n8n.parameters.phoneNumbers = ['call me'];
		expect((await refusal()).message).toMatch(/^'Phone Number Names or IDs': .*letters/);
	});

	it('a number that is named twice, written differently', async () => {
		n8n.parameters.phoneNumbers = [ONE, '+1 (415) 555-0100'];
		expect((await refusal()).message).toBe(`'Phone Number Names or IDs' names ${ONE} twice`);
	});

	it('no number at all', async () => {
		n8n.parameters.phoneNumbers = [];
		expect((await refusal()).message).toBe("'Phone Number Names or IDs' is empty");
	});

	it("'Existing' without an Application", async () => {
		n8n.parameters = {
			...n8n.parameters,
			application: 'existing',
			applicationId: { __rl: true, mode: 'list', value: '' },
		};
		expect((await refusal()).message).toContain("'Application' is 'Existing'");
	});

	it('D4.8 a number that the account does not own', async () => {
		n8n.parameters.phoneNumbers = [ONE, THREE];
		const { message } = await refusal();
		expect(message).toContain(`${THREE} is not owned by this Plivo account`);
		expect(message).toContain("'Phone Number Names or IDs'");
	});

	it('a number that leads to what it could not be put back to, also in a test', async () => {
		const phlo = '/v1/Account/MAFAKEPLIVO000000000/Phlo/7c1d/';
		Object.assign(plivo.numbers.get(TWO.slice(1)) ?? {}, { application: phlo });
		const { message } = await refusal();
		expect(message).toContain(`${TWO} leads to ${phlo}`);
		expect(message).toContain("'Phone Number Names or IDs'");
		await expect(n8n.listen()).rejects.toThrow('PHLO');
	});

	it('an Application that does not exist', async () => {
		n8n.parameters = { ...n8n.parameters, application: 'existing', applicationId: '123' };
		const { message } = await refusal();
		expect(message).toContain('123 does not exist');
		expect(message).toContain("'Application'");
	});

	it('D4.15 a foreign answer URL on a chosen Application', async () => {
		const applicationId = plivo.addApplication({
			app_name: 'pbx',
			answer_url: 'https://pbx.example.com/answer?key=secret#rt=1000',
		});
		n8n.parameters = { ...n8n.parameters, application: 'existing', applicationId };
		const { message } = await refusal();
		expect(message).toContain('https://pbx.example.com/answer');
		expect(message).not.toContain('secret');
		expect(message).toContain("'Application'");
		expect(message).toContain("'Overwrite Answer URL'");
	});
});

it('D4.17 towards a Plivo that is not the vendor, every address of n8n is allowed', async () => {
	n8n.credential = { ...n8n.credential, advanced: true, baseUrl: 'http://127.0.0.1:4010' };
	n8n.host = 'http://localhost:5678';
	await n8n.register();
	expect(String(plivo.named(DEDICATED)?.answer_url)).toMatch(/^http:\/\/localhost:5678\/webhook\//);
});

it('D4.7 messy numbers are normalized with the default country', async () => {
	n8n.parameters = {
		phoneNumbers: '(415) 555-0100, 415.555.0101',
		options: { defaultCountry: 'us' },
	};
	await n8n.register();
	expect(plivo.linkOf(ONE)).toBe(plivo.named(DEDICATED)?.app_id);
	expect(plivo.linkOf(TWO)).toBe(plivo.named(DEDICATED)?.app_id);
});

describe('a push that Plivo refuses', () => {
	it('D4.3 fails the publication with the cause and the input, and nothing else: 401', async () => {
		plivo.fault = () => ({ status: 401, error: 'Could not verify your access level' });
		const parameters = structuredClone(n8n.parameters);
		const { message } = await refusal();
		expect(message).toContain('Could not verify your access level');
		expect(message).toContain('api-of-refusal');
		expect(message).toContain("'Plivo Credential'");
		expect(n8n.parameters).toEqual(parameters);
		expect(n8n.staticData).toEqual({});
	});

	it('D4.3 names the number that could not be linked: 404', async () => {
		strikeWrite(3, { status: 404, error: 'number is suspended' });
		const { message } = await refusal();
		expect(message).toMatch(new RegExp(`^Linking \\${TWO} `));
		expect(message).toContain('number is suspended');
		expect(message).toContain('api-of-refusal');
		expect(message).toContain("Check 'Phone Number Names or IDs'");
	});

	it('names the credential when Plivo leads on to another address, and takes nothing for gone', async () => {
		const applicationId = plivo.addApplication({ app_name: 'mine' });
		n8n.parameters = { ...n8n.parameters, application: 'existing', applicationId };
		plivo.fault = ({ path }) =>
			path.startsWith('/Application/') ? { status: 302, error: 'Found' } : undefined;
		const { message } = await refusal();
		expect(message).toContain('Plivo leads on to another address, which is not followed');
		expect(message).toContain("Check 'Plivo Credential'");
		expect(message).not.toContain('does not exist');
		expect(plivo.writes).toEqual([]);
	});

	it('takes back an Application whose id Plivo does not tell', async () => {
		const before = plivo.state();
		const { request } = plivo;
		plivo.request = async (options) => {
			const answer = await request(options);
			const isNew = options.method === 'POST' && options.url.endsWith('/Application/');
			return isNew ? { api_id: 'api-created', message: 'created' } : answer;
		};
		const { message } = await refusal();
		expect(message).toMatch(/^Creating the Plivo Application .* has no app_id/);
		expect(plivo.state()).toEqual(before);
	});

	it("names 'Application' when the Application is refused", async () => {
		strikeWrite(1, { status: 400, error: 'answer_url is not a valid URL' });
		const { message } = await refusal();
		expect(message).toContain('answer_url is not a valid URL');
		expect(message).toContain("Check 'Application'");
	});
});

const FAULTS: Array<[string, Fault]> = [
	['refused', { status: 400, error: 'no' }],
	['forbidden', { status: 403, error: 'no' }],
	['broken', { status: 500, error: 'oops' }],
	['lost', 'lost'],
	['unreachable', 'unreachable'],
];

describe.each(FAULTS)(
	'every step, one after another %s, leaves the state of before',
	(_, fault) => {
		it('on the first publish', async () => {
			const pbx = plivo.addApplication({ app_name: 'pbx', answer_url: 'https://pbx.example.com' });
			plivo.addNumber(ONE, pbx);
			plivo.addNumber(THREE, '4a6e1cd0-trunk');
			n8n.parameters.phoneNumbers = [ONE, TWO, THREE];
			const before = plivo.state();
			let struck = 0;
			for (let nth = 1; ; nth++) {
				const hasStruck = strikeWrite(nth, fault);
				const outcome = await n8n.register().catch((error: Error) => error);
				if (!hasStruck()) break;
				struck += 1;
				expect(outcome).toBeInstanceOf(NodeOperationError);
				expect(plivo.state()).toEqual(before);
				expect(n8n.staticData).toEqual({});
				await n8n.graceOver();
				expect(plivo.state()).toEqual(before);
			}
			expect(struck).toBe(4);
		});

		it('on a republish with one number less, one more, and another Application', async () => {
			const pbx = plivo.addApplication({ app_name: 'pbx', answer_url: 'https://pbx.example.com' });
			const one = plivo.addApplication({
				app_name: 'one',
				answer_url: 'https://one.example.com',
				answer_method: 'GET',
				fallback_answer_url: 'https://one.example.com/fallback',
			});
			const two = plivo.addApplication({ app_name: 'two', answer_url: 'https://two.example.com' });
			plivo.addNumber(ONE, pbx);
			plivo.addNumber(TWO, pbx);
			plivo.addNumber(THREE, pbx);
			const original = plivo.state();
			const existing = { application: 'existing', overwriteAnswerUrl: true };
			n8n.parameters = { ...existing, phoneNumbers: [ONE, TWO], applicationId: one };
			await n8n.register();
			const before = plivo.state();
			await n8n.unregister();
			const staticData = structuredClone(n8n.staticData);
			let struck = 0;
			for (let nth = 1; ; nth++) {
				const hasStruck = strikeWrite(nth, fault);
				const outcome = await n8n
					.republish({ phoneNumbers: [TWO, THREE], applicationId: two })
					.catch((error: Error) => error);
				if (!hasStruck() || outcome === undefined) break;
				struck += 1;
				expect(outcome).toBeInstanceOf(NodeOperationError);
				expect(plivo.state()).toEqual(before);
				expect(n8n.staticData).toEqual(staticData);
			}
			expect(struck).toBe(3);
			// What is no longer chosen is no reason to refuse; what was missed is caught up on.
			plivo.fault = () => undefined;
			await n8n.register();
			expect(await n8n.checkExists()).toBe(true);
			expect(plivo.linkOf(ONE)).toBe(pbx);
			expect(plivo.linkOf(TWO)).toBe(two);
			expect(plivo.linkOf(THREE)).toBe(two);
			expect(plivo.applications.get(one)).toMatchObject({
				answer_url: 'https://one.example.com',
				answer_method: 'GET',
				hangup_url: 'https://one.example.com',
				fallback_answer_url: 'https://one.example.com/fallback',
			});
			plivo.fault = () => undefined;
			await n8n.unpublish();
			expect(plivo.state()).toEqual(original);
		});
	},
);

describe('what could not be put back', () => {
	it('is said, and put back when the grace is over', async () => {
		const pbx = plivo.addApplication({ app_name: 'pbx', answer_url: 'https://pbx.example.com' });
		plivo.addNumber(ONE, pbx);
		let links = 0;
		plivo.fault = ({ method, path }) => {
			if (method === 'GET' || !path.startsWith('/Number/')) return undefined;
			links += 1;
			return links === 1 ? undefined : 'unreachable';
		};
		const { message } = await refusal();
		expect(message).toContain('Not put back:');
		expect(message).toContain(ONE);
		const dedicated = plivo.named(DEDICATED)?.app_id;
		expect(plivo.linkOf(ONE)).toBe(dedicated);

		plivo.fault = () => undefined;
		await n8n.graceOver();
		expect(plivo.linkOf(ONE)).toBe(pbx);
	});

	it('is a number that led nowhere, when Plivo cannot let it', async () => {
		plivo.unlinking = 'ignored';
		strikeWrite(3, { status: 400, error: 'no' });
		const { message } = await refusal();
		expect(message).toContain(`${ONE} may still be linked`);
		expect(message).not.toContain(TWO + ' may');
		// Nobody knows whether Plivo would take the number along.
		expect(plivo.writes.map(({ method }) => method)).not.toContain('DELETE');
		expect(plivo.named(DEDICATED)?.answer_url).toContain(PRODUCTION_URL);
	});
});
