import { setTimeout as pause } from 'node:timers/promises';
import type { LabCall } from '../../lab/src/plivo/labCall';
import { eventually } from './support/eventually';
import { otherParty, plivo } from './support/otherParty';
import { CALLER, PhoneWorld } from './support/phoneWorld';

const OTHER = 'You have reached the old system.';
const AGENT = 'Reception, good day.';
/** How many callers there are at a time: on a slow machine they would pile up, and make it slower still. */
const MOST_AT_ONCE = 4;

let world: PhoneWorld;

beforeAll(async () => {
	// How long Plivo waits before it asks again is not known. With less, the fallback answers where a slow n8n has been gone for that long.
	world = await PhoneWorld.start({ plivo: { retrySpacingMs: 1_000 } });
});

afterAll(async () => {
	await world.close();
});

const linkOf = async (number: string) =>
	(await plivo<{ application: string | null }>(world, `/Number/${number.slice(1)}/`)).application;

const linkedTo = (applicationId: string) =>
	expect.stringContaining(`/Application/${applicationId}/`);

/** What a caller of a number hears first. */
async function heardAt(number: string): Promise<string | undefined> {
	const call = world.lab.plivo.placeInboundCall({
		from: CALLER,
		to: number,
		person: [{ waitForUtterance: true }, { hangUp: true }],
	});
	await call.waitForEnd();
	return call.heard[0]?.text;
}

test.concurrent(
	'D4.1 D4.2 D4.5 publish links the numbers, republish keeps them, unpublish puts back what was there',
	async () => {
		const [one, two] = [world.number(), world.number()];
		const party = await otherParty(world, OTHER, one);
		const workflow = await world.workflow({
			phoneNumbers: [one, two],
			agent: { __rl: true, mode: 'id', value: world.agent() },
		});
		expect(await heardAt(one)).toBe(OTHER);

		await workflow.publish();
		const application = [...world.lab.plivo.account.applications.values()].find(
			({ answer_url: url }) => url.startsWith(workflow.webhookUrl),
		);
		expect(application).toMatchObject({ answer_method: 'POST', hangup_method: 'POST' });
		expect(application?.answer_url).toMatch(/#ct=\d+&rt=\d+&tt=\d+&rc=\d&rp=all$/);
		expect(application?.hangup_url).toContain(`${workflow.webhookUrl}?event=hangup`);
		expect(await heardAt(one)).toBe(AGENT);
		expect(await heardAt(two)).toBe(AGENT);

		// One number less: it goes back, the other stays answered (D4.5).
		await workflow.change({ phoneNumbers: [two] });
		await workflow.publish();
		expect(await linkOf(one)).toEqual(linkedTo(party.applicationId));
		expect(await heardAt(one)).toBe(OTHER);
		expect(await heardAt(two)).toBe(AGENT);

		await workflow.change({ phoneNumbers: [one, two] });
		await workflow.publish();
		expect(await heardAt(one)).toBe(AGENT);

		await workflow.unpublish();
		await eventually('the old link', async () =>
			(await linkOf(one))?.includes(`/Application/${party.applicationId}/`),
		);
		expect(await heardAt(one)).toBe(OTHER);
		await party.close();
	},
);

test('calls placed without a break through publish, republish and unpublish are all answered by the right party', async () => {
	const number = world.number();
	const party = await otherParty(world, OTHER, number);
	const workflow = await world.workflow({
		phoneNumbers: [number],
		agent: { __rl: true, mode: 'id', value: world.agent() },
	});
	const calls: Array<{ call: LabCall; phase: string }> = [];
	let phase = 'before';
	let calling = true;
	const caller = (async () => {
		while (calling) {
			await eventually(
				'a call to end',
				() => calls.filter(({ call }) => !call.endState).length < MOST_AT_ONCE,
			);
			const call = world.lab.plivo.placeInboundCall({
				from: CALLER,
				to: number,
				person: [{ waitForUtterance: true }, { hangUp: true }],
			});
			calls.push({ call, phase });
			await pause(500);
		}
	})();
	const enough = (name: string, count: number) =>
		eventually(
			`${count} calls ${name}`,
			() => calls.filter((one) => one.phase === name).length >= count,
		);
	try {
		await enough('before', 3);
		phase = 'publishing';
		await workflow.publish();
		phase = 'published';
		await enough('published', 5);
		phase = 'republishing';
		for (const greeting of ['One moment.', '']) {
			await workflow.change({ options: greeting === '' ? {} : { languageHint: greeting } });
			await workflow.publish();
		}
		phase = 'republished';
		await enough('republished', 5);
		phase = 'unpublishing';
		await workflow.unpublish();
		await eventually('the old link', async () =>
			(await linkOf(number))?.includes(`/Application/${party.applicationId}/`),
		);
		phase = 'unpublished';
		await enough('unpublished', 3);
	} finally {
		calling = false;
		await caller;
	}
	await Promise.all(calls.map(({ call }) => call.waitForEnd()));

	const rightParty: Record<string, string[]> = {
		before: [OTHER],
		publishing: [OTHER, AGENT],
		published: [AGENT],
		republishing: [AGENT],
		republished: [AGENT],
		unpublishing: [OTHER, AGENT],
		unpublished: [OTHER],
	};
	const wrong = calls
		.map(({ call, phase: when }) => ({
			when,
			heard: call.heard[0]?.text ?? 'nothing',
			end: call.endState,
		}))
		.filter(({ when, heard }) => !rightParty[when]?.includes(heard));
	expect(wrong).toEqual([]);
	await party.close();
});

test.concurrent(
	'D4.15 a foreign answer URL of a chosen Application is overwritten only when that is ticked, and put back',
	async () => {
		const number = world.number();
		const party = await otherParty(world, OTHER, number);
		const workflow = await world.workflow({
			phoneNumbers: [number],
			application: 'existing',
			applicationId: { __rl: true, mode: 'id', value: party.applicationId },
			agent: { __rl: true, mode: 'id', value: world.agent() },
		});
		await expect(workflow.publish()).rejects.toThrow(/Overwrite Answer URL/);
		expect(await heardAt(number)).toBe(OTHER);

		await workflow.change({ overwriteAnswerUrl: true });
		await workflow.publish();
		expect(await heardAt(number)).toBe(AGENT);
		await workflow.unpublish();
		await eventually(
			'the old answer URL',
			() =>
				world.lab.plivo.account.applications.get(party.applicationId)?.answer_url ===
				party.answerUrl,
		);
		expect(await heardAt(number)).toBe(OTHER);
		await party.close();
	},
);

test.concurrent(
	'D4.3 a push that Plivo refuses leaves nothing half-linked, and the publication names the cause and the input',
	async () => {
		const [one, two] = [world.number(), world.number()];
		const party = await otherParty(world, OTHER, one);
		const workflow = await world.workflow({
			phoneNumbers: [one, two],
			agent: { __rl: true, mode: 'id', value: world.agent() },
		});
		const fault = world.lab.plivo.faults.add({
			match: `POST /v1/Account/${world.lab.plivo.account.authId}/Number/${two.slice(1)}/`,
			status: 400,
			body: { api_id: 'the-api-id', error: 'number is locked' },
			times: 50,
		});
		await expect(workflow.publish()).rejects.toThrow(/number is locked[\s\S]*the-api-id/);
		fault.remove();
		expect(await linkOf(one)).toEqual(linkedTo(party.applicationId));
		expect(
			[...world.lab.plivo.account.applications.values()].filter(({ answer_url: url }) =>
				url.startsWith(workflow.webhookUrl),
			),
		).toEqual([]);
		await party.close();
	},
);

test.concurrent('D4.8 a number the account does not own is refused with its name', async () => {
	const workflow = await world.workflow({
		phoneNumbers: ['+14155559999'],
		agent: { __rl: true, mode: 'id', value: world.agent() },
	});
	await expect(workflow.publish()).rejects.toThrow(/\+14155559999 is not owned/);
});

test('nothing that was sent was dropped by Plivo or Ultravox', () => {
	expect(world.droppedFields).toEqual([]);
});
