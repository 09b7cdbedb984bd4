import { eventually } from './support/eventually';
import { otherParty, plivo } from './support/otherParty';
import { TRIGGER } from './support/answeringWorkflow';
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

const linkOf = async (number: string) =>
	(await plivo<{ application: string | null }>(world, `/Number/${number.slice(1)}/`)).application ??
	'';

const backAt = (number: string, applicationId: string) =>
	eventually(`${number} back at ${applicationId}`, async () =>
		(await linkOf(number)).includes(`/Application/${applicationId}/`),
	);

const testApplications = () =>
	[...world.lab.plivo.account.applications.values()].filter(({ app_name: name }) =>
		name.startsWith('n8n-test-'),
	);

async function heardAt(number: string): Promise<string[]> {
	const call = world.lab.plivo.placeInboundCall({
		from: CALLER,
		to: number,
		person: [{ waitForUtterance: true }, { hangUp: true }],
	});
	await call.waitForEnd();
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

test('when n8n forgets that it listened, callers still reach who answered before, and the next publication puts the numbers back', async () => {
	const number = world.number();
	const party = await otherParty(world, OTHER, number);
	const workflow = await world.workflow({
		phoneNumbers: [number],
		agent: { __rl: true, mode: 'id', value: world.agent() },
	});
	await world.api.listenForTestEvent(workflow.id, TRIGGER);
	// What a restart of n8n leaves behind: the numbers lead to a test URL that nobody knows any more.
	const [left] = testApplications();
	await world.api.cancelTestWebhook(workflow.id);
	await backAt(number, party.applicationId);
	await eventually(
		'a test URL that nobody knows',
		async () => (await fetch(workflow.testUrl, { method: 'POST' })).status === 404,
	);
	const again = await plivo<{ app_id: string }>(world, '/Application/', {
		app_name: left?.app_name,
		answer_url: left?.answer_url,
		hangup_url: left?.hangup_url,
		fallback_answer_url: left?.fallback_answer_url,
	});
	await plivo(world, `/Number/${number.slice(1)}/`, { app_id: again.app_id });
	expect(await heardAt(number)).toEqual([OTHER]);

	await workflow.publish();
	expect(await heardAt(number)).toEqual([AGENT]);
	await workflow.unpublish();
	await backAt(number, party.applicationId);
	expect(testApplications()).toEqual([]);
	await party.close();
});
