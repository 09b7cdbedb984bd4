import { outputItems } from '../../lab/src/n8n/executionData';
import { TRIGGER } from './support/answeringWorkflow';
import { eventually } from './support/eventually';
import { otherParty } from './support/otherParty';
import { OwnN8n } from './support/ownN8n';
import { CALLER, PhoneWorld } from './support/phoneWorld';

const OTHER = 'You have reached the old system.';
const AGENT = 'Reception, good day.';

let world: PhoneWorld;

beforeAll(async () => {
	world = await PhoneWorld.start();
});

afterAll(async () => {
	await world.close();
});

const linkOf = (number: string, { lab } = world) =>
	lab.plivo.account.numbers.get(number.slice(1))?.app_id ?? '';

const backAt = (number: string, applicationId: string, where = world) =>
	eventually(`${number} back at ${applicationId}`, () => linkOf(number, where) === applicationId);

const testApplications = ({ lab } = world) =>
	[...lab.plivo.account.applications.values()].filter(({ app_name: name }) =>
		name.startsWith('n8n-test-'),
	);

async function heardAt(number: string, { lab } = world): Promise<string[]> {
	const call = lab.plivo.placeInboundCall({
		from: CALLER,
		to: number,
		person: [{ waitForUtterance: true }, { hangUp: true }],
	});
	await call.waitForEnd(60_000);
	return call.heard.map(({ text }) => text);
}

test('while the editor listens one call reaches it, then the numbers go back', async () => {
	const number = world.number();
	const party = await otherParty(world, OTHER, number);
	const workflow = await world.workflow({
		phoneNumbers: [number],
		agent: { __rl: true, mode: 'id', value: world.agent() },
	});
	await world.api.listenForTestEvent(workflow.id, TRIGGER);
	expect(testApplications().map(({ answer_url: url }) => url)).toEqual([
		expect.stringContaining(workflow.testUrl),
	]);
	expect(await heardAt(number)).toEqual([AGENT]);
	await backAt(number, party.applicationId);
	expect(await heardAt(number)).toEqual([OTHER]);
	await eventually('no test Application left', () => testApplications().length === 0);
	const [execution] = await eventually('the test execution', async () => {
		const all = await workflow.executions();
		return all.length > 0 && all[0]?.status === 'success' ? all : undefined;
	});
	expect(execution?.mode).toBe('manual');
	expect(execution ? outputItems(execution, TRIGGER) : []).toMatchObject([
		{ json: { call: { from: CALLER, to: number, direction: 'inbound' }, answer: { by: 'agent' } } },
	]);
	await party.close();
});

test('the published workflow and its Application stay as they are, and answer again after the test', async () => {
	const number = world.number();
	const workflow = await world.workflow({
		phoneNumbers: [number],
		agent: { __rl: true, mode: 'id', value: world.agent() },
	});
	await workflow.publish();
	const production = () =>
		[...world.lab.plivo.account.applications.values()].find(({ answer_url: url }) =>
			url.startsWith(workflow.webhookUrl),
		);
	const before = structuredClone(production());
	await world.api.listenForTestEvent(workflow.id, TRIGGER);
	expect(production()).toEqual(before);
	await world.api.cancelTestWebhook(workflow.id);
	await backAt(number, before?.app_id ?? '');
	expect(production()).toEqual(before);
	expect(await heardAt(number)).toEqual([AGENT]);
	await eventually('the published execution', async () =>
		(await workflow.executions()).some(
			({ mode, status }) => mode !== 'manual' && status === 'success',
		),
	);
});

test('when n8n ends while it listens, callers reach who answered before, and the next publication and its end put the numbers back', async () => {
	const n8n = await OwnN8n.start();
	const own = await PhoneWorld.start({}, n8n.url);
	try {
		const number = own.number();
		const party = await otherParty(own, OTHER, number);
		const workflow = await own.workflow({
			phoneNumbers: [number],
			agent: { __rl: true, mode: 'id', value: own.agent() },
		});
		await own.api.listenForTestEvent(workflow.id, TRIGGER);
		expect(testApplications(own).map(({ app_id: id }) => id)).toEqual([linkOf(number, own)]);
		await n8n.crash();
		// Nobody took the numbers back: they still lead to the test URL.
		expect(testApplications(own)).toHaveLength(1);
		expect(await heardAt(number, own)).toEqual([OTHER]);

		await n8n.restart();
		expect(await heardAt(number, own)).toEqual([OTHER]);
		await workflow.publish();
		expect(await heardAt(number, own)).toEqual([AGENT]);
		await workflow.unpublish();
		await backAt(number, party.applicationId, own);
		expect(await heardAt(number, own)).toEqual([OTHER]);
		expect(testApplications(own)).toEqual([]);
		await party.close();
	} finally {
		await own.close();
		await n8n.stop();
	}
});
