import { PhoneWorld } from './support/phoneWorld';
import { QueueN8n } from './support/queueMode/queueN8n';

/** n8n in queue mode: what answers the phone, what publishes and what runs the workflow are different processes. */
describe('n8n in queue mode with two webhook processes', () => {
	let n8n: QueueN8n;
	let world: PhoneWorld;

	beforeAll(async () => {
		n8n = await QueueN8n.start();
		world = await PhoneWorld.start({}, n8n.main.url);
	});

	afterAll(async () => {
		await world?.close();
		await n8n?.stop();
	});

	it.each(['direct', 'bridge'])(
		'answers a call, audio path %s, and the worker runs both outputs',
		async (audioPath) => {
			const workflow = await world.answering({ audioPath });
			const call = workflow.call([
				{ waitForUtterance: /good day/ },
				{ say: 'Are you open?' },
				{ waitForUtterance: /nine to five/ },
				{ say: 'Thank you, bye.' },
			]);
			await call.waitForEnd();
			expect(call.heard.map(({ text }) => text)).toEqual([
				'Reception, good day.',
				'We are open from nine to five.',
				'Goodbye, thanks for calling.',
			]);
			expect((await workflow.answered(call)).call).toMatchObject({ callUuid: call.uuid });
			expect((await workflow.ended(call)).call).toMatchObject({ outcome: 'completed' });
			expect(new Set(n8n.front.served)).toEqual(new Set(n8n.webhooks.map(({ port }) => port)));
		},
	);
});
