import fc from 'fast-check';
import type { IDataObject, IHookFunctions } from 'n8n-workflow';
import { searchApplications } from '../../nodes/InboundCallTrigger/methods/listSearch';
import { getPhoneNumbers } from '../../nodes/InboundCallTrigger/methods/loadOptions';
import { createPublicationMethods } from '../../nodes/InboundCallTrigger/publication';
import { PlivoAccount } from './support/plivoAccount';
import { operationOf, plivoErrors } from './support/plivoContract';
import { recordingContext } from './support/recordingContext';

const WEBHOOK = 'https://n8n.example.com/webhook/5d0f6a52/plivo';
const FOREIGN = 'https://other.example.com/answer';
const TRUNK = '0d1e2f3a-4b5c-4d6e-8f90-a1b2c3d4e5f6';
const NUMBERS = ['14155550100', '14155550101', '14155550102'];

/** Runs the tasks that wait for the grace of an unpublish to be over. */
function graceful() {
	const waiting: Array<() => Promise<void>> = [];
	const methods = createPublicationMethods((task) => waiting.push(task));
	const runAll = async () => {
		for (const task of waiting.splice(0)) await task();
	};
	return { methods, runAll };
}

let triggers = 0;

/** A trigger whose parameters can be changed between two publications. */
function trigger(account: PlivoAccount) {
	triggers += 1;
	const id = `7d1f4c1e-0000-4000-8000-${String(triggers).padStart(12, '0')}`;
	const { context, requests } = recordingContext((request) => account.answer(request));
	const state = { parameters: {} as IDataObject, mode: 'trigger' };
	const staticData: IDataObject = {};
	const log = () => undefined;
	const hooks = {
		...context,
		getNode: () => ({ ...context.getNode(), id }),
		getMode: () => state.mode,
		getWorkflow: () => ({ id: 'aWorkflow42', name: 'Calls', active: true }),
		getNodeWebhookUrl: () =>
			state.mode === 'manual' ? WEBHOOK.replace('/webhook/', '/webhook-test/') : WEBHOOK,
		getWorkflowStaticData: () => staticData,
		getNodeParameter: (name: string, fallback: unknown) => state.parameters[name] ?? fallback,
		logger: { debug: log, info: log, warn: log, error: log },
	} as unknown as IHookFunctions;
	return { hooks, requests, state };
}

/** What a number leads to before: nowhere, an Application of somebody else's, a trunk. */
const linked = fc.constantFrom('nothing', 'application', 'trunk');

const scenario = fc.record({
	links: fc.tuple(linked, linked, linked),
	first: fc.subarray(NUMBERS, { minLength: 1 }),
	second: fc.subarray(NUMBERS, { minLength: 1 }),
	test: fc.subarray(NUMBERS, { minLength: 1 }),
	existing: fc.boolean(),
	existingAnswerUrl: fc.constantFrom('', FOREIGN),
	overwriteAnswerUrl: fc.boolean(),
	canDetach: fc.boolean(),
	refuseChange: fc.nat({ max: 8 }),
	crashesInTest: fc.boolean(),
});

type Scenario = typeof scenario extends fc.Arbitrary<infer Value> ? Value : never;

/** Publishes, republishes with other numbers, tests, publishes again and unpublishes. */
async function play(given: Scenario) {
	const account = new PlivoAccount();
	account.canDetach = given.canDetach;
	const before = account.addApplication({ app_name: 'shop', answer_url: FOREIGN });
	const applicationId = account.addApplication({
		app_name: 'mine',
		answer_url: given.existingAnswerUrl,
	});
	const target = { nothing: null, application: before, trunk: TRUNK };
	NUMBERS.forEach((digits, index) => {
		account.numbers.set(digits, target[given.links[index] ?? 'nothing']);
	});
	account.refuseChange = given.refuseChange;
	const { hooks, requests, state } = trigger(account);
	const { methods, runAll } = graceful();
	const choose = (digits: string[]) => {
		state.parameters = {
			phoneNumbers: digits.map((number) => `+${number}`),
			application: given.existing ? 'existing' : 'dedicated',
			applicationId: { __rl: true, mode: 'id', value: applicationId },
			overwriteAnswerUrl: given.overwriteAnswerUrl,
		};
	};
	/** What n8n does to publish; a refusal is the user's to read. */
	const publish = async () => {
		if (await methods.checkExists.call(hooks)) return;
		await methods.create.call(hooks).catch((error: Error) => expect(error.message).not.toBe(''));
	};
	choose(given.first);
	await publish();
	choose(given.second);
	await methods.delete.call(hooks);
	await publish();
	state.mode = 'manual';
	choose(given.test);
	await publish();
	if (!given.crashesInTest) await methods.delete.call(hooks);
	state.mode = 'trigger';
	choose(given.second);
	await publish();
	await methods.delete.call(hooks);
	await runAll();
	return requests;
}

describe("Plivo's fields and what the trigger sends", () => {
	test('the check refuses what Plivo does not know', () => {
		const request = (method: string, path: string, body?: IDataObject, query: IDataObject = {}) =>
			plivoErrors({
				credential: 'plivoVoiceApi',
				method,
				url: `https://api.plivo.com/v1/Account/MACONTRACTTEST000000${path}`,
				query,
				body,
			});
		expect(request('POST', '/Number/14155550100/', { app_id: '20372631212782780' })).toEqual([]);
		expect(request('POST', '/Number/14155550100/', { application: '1' })).not.toEqual([]);
		expect(request('POST', '/Number/14155550100/', { app_id: 20372631212782 })).not.toEqual([]);
		expect(request('POST', '/Number/+14155550100/', { app_id: '1' })).not.toEqual([]);
		expect(request('GET', '/Number/14155550100')).not.toEqual([]);
		expect(request('GET', '/Number/', undefined, { limit: 50 })).not.toEqual([]);
		expect(request('POST', '/Application/', { app_name: 'a' })).not.toEqual([]);
		expect(request('POST', '/Application/1/', { fallback_answer_method: 'GET' })).not.toEqual([]);
		expect(request('POST', '/Application/1/', {})).not.toEqual([]);
	});

	test('D4.2 publishing, republishing, testing and unpublishing send only what Plivo knows', async () => {
		const used = new Set<string | undefined>();
		await fc.assert(
			fc.asyncProperty(scenario, async (given) => {
				const requests = await play(given);
				expect(requests.flatMap(plivoErrors)).toEqual([]);
				for (const request of requests) used.add(operationOf(request));
			}),
			{ numRuns: 150 },
		);
		// The scenarios reach all there is: without this the check above might have seen nothing.
		expect(used).toEqual(
			new Set([
				'GET /Application/',
				'GET /Application/{id}/',
				'POST /Application/',
				'POST /Application/{id}/',
				'DELETE /Application/{id}/',
				'GET /Number/',
				'GET /Number/{number}/',
				'POST /Number/{number}/',
			]),
		);
	});

	test('the lists of the panel send only what Plivo knows, page by page', async () => {
		const account = new PlivoAccount();
		for (let index = 0; index < 45; index++) {
			account.addApplication({ app_name: `app-${index}`, answer_url: FOREIGN });
			account.numbers.set(String(14155550100 + index), null);
		}
		const { context, requests } = recordingContext((request) => account.answer(request));
		expect(await getPhoneNumbers.call(context)).toHaveLength(45);
		const first = await searchApplications.call(context, 'app');
		await searchApplications.call(context, 'app', String(first.paginationToken));
		expect(requests.length).toBeGreaterThanOrEqual(5);
		expect(requests.flatMap(plivoErrors)).toEqual([]);
	});
});
