import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repositoryRoot } from '../../lab/src/n8n/repositoryRoot';
import { CallingWorkflow } from './support/callingWorkflow';
import { eventually } from './support/eventually';
import { n8nUrl } from './support/runningN8n';
import { PhoneWorld } from './support/phoneWorld';

/** Every bridge of this file is killed, as `kill -9` does, when n8n has taken the end of its call and it has not noted that yet. */
let world: PhoneWorld;
let folder: string;
let dataFolder: string;
let answersFile: string;

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'killed-bridge-'));
	dataFolder = join(folder, 'data');
	answersFile = join(folder, 'answers');
	const preloaded = [
		join(repositoryRoot(), 'lab', 'src', 'n8n', 'childGuard.cjs'),
		join(__dirname, 'support', 'killedAtAnswer.cjs'),
	];
	world = await PhoneWorld.start({}, n8nUrl(), undefined, {
		NODE_OPTIONS: preloaded.map((file) => `--require ${JSON.stringify(file)}`).join(' '),
		ENDED_ANSWERS: answersFile,
		BRIDGE_DATA_FOLDER: dataFolder,
	});
});

afterEach(() => {
	rmSync(answersFile, { force: true });
	world.lab.plivo.deliveryFaults.clear();
	world.lab.ultravox.deliveryFaults.clear();
});

afterAll(async () => {
	await world.close();
	rmSync(folder, { recursive: true, force: true });
});

/** What n8n answered to the end of the call: id of the event, and status. */
const answers = () =>
	readFileSync(answersFile, 'utf8')
		.trim()
		.split('\n')
		.map((line) => line.split(' '));

/** Calls of which there is something to tell. */
const callsOnDisk = () =>
	readdirSync(dataFolder, { recursive: true }).filter((name) => String(name).endsWith('.events'));

const nothingIsLeft = async () => {
	await eventually('nothing to be left to tell', () => callsOnDisk().length === 0);
};

/** The bridge dies; the next one finds the end of the call in the data folder, as if n8n had never been told, and tells it. */
async function isToldAgain(): Promise<void> {
	expect(await world.bridge.exited).toBe('SIGKILL');
	expect(answers()).toEqual([[expect.any(String), '200']]);
	expect(callsOnDisk()).toHaveLength(1);
	await world.restartBridge();
	await eventually('the end of the call to be told again', () => answers().length > 1);
	await nothingIsLeft();
	expect(new Set(answers().map(([eventId]) => eventId)).size).toBe(1);
}

test('the bridge is killed between the 200 to the end of a call and its note of that: Ended comes once', async () => {
	const workflow = await world.answering({ audioPath: 'bridge' });
	const call = workflow.call([{ waitForUtterance: /good day/ }, { hangUp: true }]);
	await call.waitForEnd();
	await isToldAgain();
	const { bridge } = await workflow.ended(call);
	expect(bridge?.report).toMatchObject({ reason: 'caller-hangup' });
	expect(answers().at(-1)).toEqual([expect.any(String), '200']);
	// Whatever the repeat had started would be there before the end of another call.
	const other = workflow.call([{ waitForUtterance: /good day/ }, { hangUp: true }]);
	await other.waitForEnd();
	await workflow.ended(other);
	await nothingIsLeft();
	const items = await workflow.items(call.uuid);
	expect([items.answered.length, items.ended.length]).toEqual([1, 1]);
});

test('so it is for Call and Wait: its result comes once, and nobody is called twice', async () => {
	// Nobody but the bridge tells of the end.
	world.lab.plivo.deliveryFaults.add({ what: 'hangup', lost: true });
	world.lab.ultravox.deliveryFaults.add({ what: 'call.ended', lost: true });
	const number = '+14155597001';
	const script = [
		{ say: 'Hello?' },
		{ waitForUtterance: true as const },
		{ hangUp: true as const },
	];
	world.lab.plivo.people.add({ number, script });
	const calling = await CallingWorkflow.create(world, [{ name: 'Ann', number }], {
		from: world.number(),
		agent: { __rl: true, mode: 'id', value: world.agent() },
		audioPath: 'bridge',
	});
	const executionId = await calling.run();
	await isToldAgain();
	const execution = await calling.ends(executionId);
	expect(calling.after(execution)).toEqual([{ name: 'Ann', outcome: 'completed' }]);
	const dials = world.lab.plivo.dials.all.filter(({ to }) => to === number.slice(1));
	expect(dials).toHaveLength(1);
});

test('nothing that was sent was dropped by Plivo or Ultravox', () => {
	expect(world.droppedFields).toEqual([]);
});
