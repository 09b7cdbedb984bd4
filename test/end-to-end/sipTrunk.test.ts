import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../../lab/src/n8n/repositoryRoot';
import type { WorkflowContent, WorkflowNode } from '../../lab/src/n8n/n8nTypes';
import { outputItems } from '../../lab/src/n8n/executionData';
import { ActionNode } from './support/actionNode';
import { eventually } from './support/eventually';
import { CALLER, PhoneWorld } from './support/phoneWorld';

const ULTRAVOX_SIP = 'yours.sip.ultravox.ai';
const BACKUP = 'backup.example.com';
const SIP_USER = 'agent_2f1b6f0e';

let world: PhoneWorld;
let plivoVoice: ActionNode;

beforeAll(async () => {
	world = await PhoneWorld.start();
	plivoVoice = ActionNode.plivoVoice(world);
});

afterAll(async () => {
	await plivoVoice.remove();
	expect(world.droppedFields).toEqual([]);
	await world.close();
});

/** The example workflow after the three things its note asks for. */
function exampleWorkflow(number: string): WorkflowContent {
	const file = join(repositoryRoot(), 'workflows', 'provision-sip-trunk.json');
	const example = JSON.parse(readFileSync(file, 'utf8')) as WorkflowContent & { id?: string };
	const { id, name } = world.credentials.plivoVoiceApi;
	delete example.id;
	const filled = (node: WorkflowNode): WorkflowNode => {
		if (!node.type.endsWith('.plivoVoice')) return node;
		const parameters = { ...node.parameters };
		if (node.name === 'Provision SIP Trunk') {
			parameters.platformAddress = `${SIP_USER}@${ULTRAVOX_SIP}`;
			parameters.phoneNumbers = number;
			parameters.options = { fallbackAddress: BACKUP };
		}
		return { ...node, parameters, credentials: { plivoVoiceApi: { id, name } } };
	};
	return { ...example, nodes: example.nodes.map(filled) };
}

async function execute(workflowId: string) {
	const executionId = await world.api.runManually(workflowId, 'Start');
	const execution = await eventually('the end of the execution', async () => {
		const current = await world.api.execution(executionId);
		return ['success', 'error', 'crashed'].includes(current.status) && current;
	});
	expect(execution.status).toBe('success');
	return {
		provisioned: outputItems(execution, 'Provision SIP Trunk')[0]?.json as Record<string, never>,
		trunkCalls: outputItems(execution, 'Latest Trunk Calls').map(({ json }) => json),
	};
}

test('T1.11 provision a trunk for Ultravox SIP, be called, be refused, read the record of the calls', async () => {
	const number = world.number();
	const workflow = await world.api.createWorkflow(exampleWorkflow(number));
	const { plivo } = world.lab;
	plivo.sipParties.add({
		host: ULTRAVOX_SIP,
		behavior: 'answer',
		script: [{ say: 'Ultravox here, over SIP.' }, { waitForUtterance: /bye/ }, { hangUp: true }],
	});
	plivo.sipParties.add({
		host: BACKUP,
		behavior: 'answer',
		script: [{ say: 'The backup is here.' }],
	});

	// The first run makes everything.
	const { provisioned } = await execute(workflow.id);
	expect(provisioned).toMatchObject({
		platform: 'ultravox',
		changed: true,
		complete: true,
		username: 'ultravox',
		password: expect.stringMatching(/^[\w~!@#$%^&*()+]{20}$/) as string,
		numbers: [expect.objectContaining({ assigned: true })],
	});
	const { inbound, outbound } = provisioned as unknown as Record<
		'inbound' | 'outbound',
		{ trunk_id: string; sipAddress: string; primarySipAddress: string }
	>;
	expect(outbound.sipAddress).toBe(`sip:${outbound.trunk_id}.zt.plivo.com`);
	expect(inbound.primarySipAddress).toContain(`${SIP_USER}@${ULTRAVOX_SIP}`);
	expect(plivo.account.numbers.get(number.slice(1))?.app_id).toBe(inbound.trunk_id);

	// Somebody calls the number: the INVITE goes to the agent's address, and both hear each other.
	const taken = plivo.placeInboundCall({
		from: CALLER,
		to: number,
		person: [{ waitForUtterance: /SIP/ }, { say: 'bye' }],
	});
	await taken.waitForHeard(/Ultravox here/);
	await taken.waitForEnd();
	expect(plivo.trunkInvites).toEqual([
		expect.objectContaining({
			trunkId: inbound.trunk_id,
			role: 'primary',
			requestUri: expect.stringContaining(`sip:${SIP_USER}@${ULTRAVOX_SIP}`) as string,
			outcome: 200,
		}),
	]);

	// The lab shows where the INVITE went.
	expect(world.lab.log.entries.filter(({ kind }) => kind === 'invite')).toEqual([
		expect.objectContaining({
			summary: expect.stringContaining(`sip:${SIP_USER}@${ULTRAVOX_SIP}`) as string,
		}),
	]);

	// Ultravox refuses: the fallback URI gets the call.
	plivo.sipParties.add({ host: ULTRAVOX_SIP, behavior: 'refuse', sipStatus: 486 });
	const refused = plivo.placeInboundCall({
		from: CALLER,
		to: number,
		person: [{ waitForUtterance: /backup/ }, { hangUp: true }],
	});
	await refused.waitForEnd();
	expect(refused.heard.map(({ text }) => text)).toEqual(['The backup is here.']);
	expect(
		plivo.trunkInvites.slice(1).map(({ role, host, outcome }) => ({ role, host, outcome })),
	).toEqual([
		{ role: 'primary', host: ULTRAVOX_SIP, outcome: 486 },
		{ role: 'fallback', host: BACKUP, outcome: 200 },
	]);

	// A second run changes nothing, shows no password, and reads the records of both calls.
	const before = structuredClone(plivo.requests.length);
	const second = await eventually('the records of both calls', async () => {
		const run = await execute(workflow.id);
		return run.trunkCalls.length === 2 && run;
	});
	expect(second.provisioned).toMatchObject({ changed: false, complete: true, created: [] });
	expect(second.provisioned).not.toHaveProperty('password');
	expect(plivo.requests.slice(before).filter(({ method }) => method !== 'GET')).toEqual([]);
	expect(second.trunkCalls).toEqual([
		expect.objectContaining({
			call: expect.objectContaining({ direction: 'inbound', from: CALLER, to: number }) as object,
		}),
		expect.objectContaining({
			call: expect.objectContaining({ direction: 'inbound', from: CALLER, to: number }) as object,
		}),
	]);
	await world.api.archiveWorkflow(workflow.id);
});

test('T1.8 a number on an outbound trunk would ring nowhere: it is refused, and stays where it was', async () => {
	const number = world.number();
	const { zentrunk, numbers } = world.lab.plivo.account;
	const credential = zentrunk.addCredential({ username: 'outbound1', password: 'strong_Pass_1' });
	const trunk = zentrunk.addTrunk({
		trunk_direction: 'outbound',
		credential_uuid: credential.credential_uuid,
	});
	const { error } = await plivoVoice.try('number', 'assignToTrunk', {
		number: { __rl: true, mode: 'id', value: number },
		trunk: { __rl: true, mode: 'id', value: trunk.trunk_id },
	});
	expect(error).toMatch(/outbound/);
	expect(numbers.get(number.slice(1))?.app_id).toBeNull();
});
