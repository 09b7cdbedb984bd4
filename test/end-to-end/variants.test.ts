import type { PlivoVariants } from '../../lab/src/plivo/variants';
import { plivoVariantAlternatives } from '../../lab/src/plivo/variants';
import { ultravoxVariantAlternatives } from '../../lab/src/ultravox/ultravoxVariants';
import type { AnsweringWorkflow } from './support/answeringWorkflow';
import { eventually } from './support/eventually';
import { alternativesOf, ultravoxAlternatives } from './support/labVariants';
import { PhoneWorld } from './support/phoneWorld';

/**
 * What the vendors' material leaves open is a switch of the lab. Profile n sets every switch to its n-th alternative (cycling), so
 * that each value of each switch is met by a whole set of calls in at least one profile.
 */
const profiles = Math.max(
	...[plivoVariantAlternatives, ultravoxVariantAlternatives].flatMap((alternatives) =>
		Object.values(alternatives).map((values) => values.length),
	),
);

const SORRY = 'Nobody is here, sorry.';
const ladder = { steps: [{ step: 'sentence', sentence: SORRY }] };

describe.each(Array.from({ length: profiles }, (_, n) => n))('variant profile %i', (n) => {
	let world: PhoneWorld;

	beforeAll(async () => {
		world = await PhoneWorld.start({
			plivo: alternativesOf<PlivoVariants>(plivoVariantAlternatives, n),
			ultravox: ultravoxAlternatives(n),
		});
	});

	afterAll(async () => {
		await world.close();
	});

	const agentCallOf = (callUuid: string) =>
		[...world.lab.ultravox.calls.values()].find(
			({ settings }) => settings.metadata?.plivoCallUuid === callUuid,
		);

	/** How many calls the agent of this workflow has had. */
	const callsOf = ({ agentId }: AnsweringWorkflow) =>
		[...world.lab.ultravox.calls.values()].filter(({ agent }) => agent?.agentId === agentId).length;

	/** Ultravox begins no call with the agent of this workflow. */
	const refuseCalls = ({ agentId }: AnsweringWorkflow, status: number) =>
		world.lab.ultravox.faults.add({
			match: new RegExp(`^POST /api/agents/${agentId}/calls$`),
			status,
			times: 9,
		});

	test.concurrent.each(['direct', 'bridge'] as const)(
		'a conversation with a goodbye, %s',
		async (audioPath) => {
			const workflow = await world.answering({ audioPath, ladder });
			const call = workflow.call([
				{ waitForUtterance: /good day/ },
				{ say: 'Are you open?' },
				{ waitForUtterance: /nine to five/ },
				{ say: 'Thank you, bye.' },
			]);
			const end = await call.waitForEnd();
			expect(call.heard.map(({ text }) => text)).toEqual([
				'Reception, good day.',
				'We are open from nine to five.',
				'Goodbye, thanks for calling.',
			]);
			expect(end.hangupSource).toBe('Answer XML');
			expect(agentCallOf(call.uuid)?.heardByAgent.map(({ text }) => text)).toEqual([
				'Are you open?',
				'Thank you, bye.',
			]);
			const ended = await workflow.ended(call);
			expect(ended.call).toMatchObject({ outcome: 'completed', endReason: 'agent_hangup' });
			expect(ended.call.transcript).toHaveLength(5);
			if (audioPath === 'bridge') expect(ended.bridge?.report).toBeDefined();
		},
	);

	test.concurrent.each(['direct', 'bridge'] as const)(
		'barge-in, keys and a caller who hangs up, %s',
		async (audioPath) => {
			const workflow = await world.answering({ audioPath, ladder });
			const call = workflow.call([
				{ waitForUtterance: /good day/ },
				{ say: 'Tell me a long story.' },
				{ interruptWhen: /Sentence number 2 /, say: 'Are you open?' },
				{ waitForUtterance: /nine to five/ },
				{ press: '42#' },
				{ waitForUtterance: /4\D*2/ },
				{ hangUp: true },
			]);
			await call.waitForEnd(60_000);
			const story = call.heard.find(({ text }) => text.startsWith('Sentence number 1'));
			expect(story?.complete).toBe(false);
			expect(call.heard.at(-1)?.text).toMatch(/I heard .*4\D*2/);
			expect((await workflow.ended(call)).call).toMatchObject({ hangupSource: 'Caller' });
		},
	);

	test.concurrent.each(['direct', 'bridge'] as const)(
		'a lost agent and a refusal, %s',
		async (audioPath) => {
			const bridgeOptions = { resume: false };
			const workflow = await world.answering({ audioPath, ladder, bridgeOptions });
			const lost = workflow.call([{ waitForUtterance: /good day/ }, { waitForUtterance: /sorry/ }]);
			await lost.waitForHeard(/good day/);
			agentCallOf(lost.uuid)?.loseSocket();
			await lost.waitForEnd(60_000);
			expect(lost.heard.map(({ text }) => text)).toEqual(['Reception, good day.', SORRY]);
			expect((await workflow.ended(lost)).call).toMatchObject({ outcome: 'failed' });

			const fault = refuseCalls(workflow, 429);
			const refused = workflow.call();
			await refused.waitForEnd();
			fault.remove();
			expect(refused.heard.map(({ text }) => text)).toEqual([SORRY]);
		},
	);

	test.concurrent('a lost agent is replaced, bridge', async () => {
		const workflow = await world.answering({ audioPath: 'bridge', ladder });
		const call = workflow.call([
			{ waitForUtterance: /good day/ },
			{ waitForUtterance: /good day/ },
			{ hangUp: true },
		]);
		await call.waitForHeard(/good day/);
		const lost = agentCallOf(call.uuid);
		lost?.loseSocket();
		await call.waitForEnd(60_000);
		expect(call.heard.map(({ text }) => text)).not.toContain(SORRY);
		const ended = await workflow.ended(call);
		expect(ended.call).toMatchObject({ callId: lost?.callId, outcome: 'completed' });
		expect(ended.callIds).toHaveLength(2);
		expect(ended.bridge?.report).toMatchObject({ reason: 'caller-hangup', resumes: 1 });
	});

	test.concurrent('a number that led nowhere is published and unpublished', async () => {
		const workflow = await world.answering();
		const hears = async () => {
			const call = workflow.call([{ waitForUtterance: true }, { hangUp: true }]);
			await call.waitForEnd();
			return call.heard.map(({ text }) => text);
		};
		expect(await hears()).toEqual(['Reception, good day.']);
		await workflow.unpublish();
		const answered = callsOf(workflow);
		if (world.lab.plivo.variants.emptyAppId === 'detaches') {
			await eventually(
				'a number that leads nowhere',
				() => world.lab.plivo.account.numbers.get(workflow.number.slice(1))?.app_id === null,
			);
		}
		// Where Plivo cannot let go of the number, it leads to an Application that nobody answers.
		expect(await hears()).toEqual([]);
		expect(callsOf(workflow)).toBe(answered);
	});

	test.concurrent('a number the account does not own is refused with its name', async () => {
		const workflow = await world.workflow({
			phoneNumbers: ['+14155559999'],
			agent: { __rl: true, mode: 'id', value: world.agent() },
		});
		await expect(workflow.publish()).rejects.toThrow(/\+14155559999 is not owned/);
	});

	test.concurrent('a voicemail is taken when everybody is busy', async () => {
		const busy = '+14155550778';
		world.lab.plivo.people.add({ number: busy, behavior: 'busy' });
		const workflow = await world.answering({
			ladder: {
				steps: [
					{ step: 'forward', number: busy, ringTime: 20 },
					{ step: 'voicemail', prompt: 'Please speak.', longestMessage: 30 },
				],
			},
		});
		const fault = refuseCalls(workflow, 503);
		const call = workflow.call([
			{ waitForUtterance: /speak/ },
			{ waitForQuiet: true },
			{ say: 'Call me back.' },
			{ press: '#' },
		]);
		await call.waitForEnd(60_000);
		fault.remove();
		expect((await workflow.ended(call)).call).toMatchObject({
			outcome: 'voicemail',
			recordingUrl: expect.stringContaining(world.lab.plivo.mediaUrl),
		});
	});

	test.concurrent('a broken answer is replaced by the ladder that the bridge keeps', async () => {
		const workflow = await world.answering({ audioPath: 'bridge', ladder });
		const application = [...world.lab.plivo.account.applications.values()].find(
			({ answer_url: url }) => url.startsWith(workflow.webhookUrl),
		);
		expect(application?.fallback_answer_url).toContain('/fallback/');
		// An address where n8n answers with 404, which no workflow can hear of.
		const [address = '', timing = ''] = (application?.answer_url ?? '').split('#');
		if (application) application.answer_url = `${address}/nobody#${timing}`;
		const call = workflow.call();
		await call.waitForEnd(60_000);
		if (application) application.answer_url = `${address}#${timing}`;
		expect(call.answerDeliveries.map(({ purpose }) => purpose)).toEqual(['answer', 'fallback']);
		expect(call.heard.map(({ text }) => text)).toEqual([SORRY]);
	});

	test('nothing that was sent was dropped by Plivo or Ultravox', () => {
		expect(world.droppedFields).toEqual([]);
	});
});
