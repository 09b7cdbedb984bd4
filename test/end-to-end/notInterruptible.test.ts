import { PhoneWorld, RECEPTION } from './support/phoneWorld';
import { chosen, simpleAgent } from './support/simpleAgents';

let world: PhoneWorld;

beforeAll(async () => {
	world = await PhoneWorld.start();
});

afterAll(async () => {
	await world.close();
});

test.concurrent.each([
	[false, true],
	[true, false],
])(
	'O3.7 through the bridge, an agent whose "May be interrupted" is %p speaks to the end: %p',
	async (interruptible, complete) => {
		const agentId = simpleAgent(world, { interruptible }, RECEPTION);
		const workflow = await world.answering({ audioPath: 'bridge', ...chosen(agentId) });
		const call = workflow.call([
			{ waitForUtterance: /good day/ },
			// What is said while the agent speaks is not heard.
			{ waitForQuiet: true },
			{ say: 'Tell me a long story.' },
			{ interruptWhen: /Sentence number 2 /, say: 'Are you open?' },
			{ waitForQuiet: 1_500 },
			{ hangUp: true },
		]);
		await call.waitForEnd();
		const story = call.heard.find(({ text }) => text.startsWith('Sentence number 1'));
		expect(story).toMatchObject({ complete });
		await workflow.ended(call);
	},
);
