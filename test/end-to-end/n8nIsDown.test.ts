import { OwnN8n } from './support/ownN8n';
import { PhoneWorld } from './support/phoneWorld';

const SORRY = 'Our office is closed.';

test('while n8n is down the bridge answers with the ladder, and after its restart the agent does again', async () => {
	const n8n = await OwnN8n.start();
	const world = await PhoneWorld.start({}, n8n.url);
	try {
		const workflow = await world.answering({
			audioPath: 'bridge',
			ladder: { steps: [{ step: 'sentence', sentence: SORRY }] },
		});
		await n8n.crash();
		const call = workflow.call();
		const end = await call.waitForEnd(60_000);
		expect(call.heard.map(({ text }) => text)).toEqual([SORRY]);
		expect(end).toMatchObject({ callStatus: 'completed', hangupSource: 'Answer XML' });
		const address =
			[...world.lab.plivo.account.applications.values()].find(({ answer_url: url }) =>
				url.startsWith(workflow.webhookUrl),
			)?.fallback_answer_url ?? '';
		expect(address).toContain(`${world.bridge.controlUrl}/fallback/`);
		expect(
			Buffer.from(address.split('/').at(-1) ?? '', 'base64url').toString('latin1'),
		).not.toContain(SORRY);

		await n8n.restart();
		const next = workflow.call([{ waitForUtterance: true }, { hangUp: true }]);
		await next.waitForEnd(60_000);
		expect(next.heard.map(({ text }) => text)).toEqual(['Reception, good day.']);
	} finally {
		await world.close();
		await n8n.stop();
	}
});
