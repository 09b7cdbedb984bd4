import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureHome } from '../../lab/src/n8n/homeTemplate';
import { installPackage, packRepository } from '../../lab/src/n8n/installPackage';
import { N8nProcess } from '../../lab/src/n8n/n8nProcess';
import { runtimePath } from '../../lab/src/n8n/repositoryRoot';
import { PhoneWorld } from './support/phoneWorld';

const SORRY = 'Our office is closed.';

test('while n8n is down the bridge answers with the ladder, and after its restart the agent does again', async () => {
	const userFolder = mkdtempSync(join(runtimePath(), 'n8n-down-'));
	await ensureHome(userFolder);
	await installPackage(await packRepository(userFolder), userFolder);
	let n8n = await N8nProcess.start({ userFolder });
	const { port } = n8n;
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

		n8n = await N8nProcess.start({ userFolder, port });
		const next = workflow.call([{ waitForUtterance: true }, { hangUp: true }]);
		await next.waitForEnd(60_000);
		expect(next.heard.map(({ text }) => text)).toEqual(['Reception, good day.']);
	} finally {
		await world.close();
		await n8n.stop();
		rmSync(userFolder, { recursive: true, force: true });
	}
});
