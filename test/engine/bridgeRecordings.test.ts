import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { PHONE_AGENT } from './support/answerCallBench';
import type { EngineRun } from './support/runWorkflow';
import { RelayedCalls } from './support/relayedCalls';

let folder: string;
let calls: RelayedCalls;

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'bridge-recordings-'));
});

afterEach(async () => await calls.close());

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const itemsOf = (run: EngineRun) => {
	expect(run.error?.message).toBeUndefined();
	return run.items(PHONE_AGENT) ?? [];
};

/** The recordings of a call, once there is one. */
async function recordingsOf(callId: string): Promise<IDataObject[]> {
	for (let attempt = 0; attempt < 200; attempt++) {
		const run = await calls.run('bridgeRecording', 'getMany', { filters: { callId } });
		const items = itemsOf(run);
		if (items.length > 0) return items.map(({ json }) => json);
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	throw new Error('The call was not recorded.');
}

describe('Phone Agent > Bridge Recording against a real bridge', () => {
	test('a call that is to be recorded is listed, downloaded and deleted', async () => {
		calls = await RelayedCalls.start('agent', {
			bridgeOptions: { recordOnBridge: true },
			settings: { recordings: { place: folder } },
		});
		const call = await calls.call();
		await calls.hangUp(call);
		const [recording] = await recordingsOf(call.agent.callId);
		expect(recording).toMatchObject({
			callId: call.agent.callId,
			callUuid: call.callUuid,
			format: 'wav',
			channels: 2,
			sampleRate: 16_000,
			complete: true,
		});

		const [downloaded] = itemsOf(await calls.run('bridgeRecording', 'download', {}, recording));
		expect(downloaded?.json).toEqual({ id: recording?.id, format: 'wav' });
		const file = downloaded?.binary?.data;
		expect(file).toMatchObject({ fileName: `${String(recording?.id)}.wav`, mimeType: 'audio/wav' });
		const bytes = Buffer.from(file?.data ?? '', 'base64');
		expect(bytes).toHaveLength(Number(recording?.bytes));
		expect(bytes.toString('latin1', 0, 4)).toBe('RIFF');

		const [deleted] = itemsOf(await calls.run('bridgeRecording', 'delete', {}, recording));
		expect(deleted?.json).toEqual({ id: recording?.id, deleted: true });
		expect(itemsOf(await calls.run('bridgeRecording', 'getMany'))).toEqual([]);
		const again = await calls.run('bridgeRecording', 'download', {}, recording);
		expect(again.error?.message).toMatch(/^The bridge did not find it: There is no such recording/);
	});

	test('one that is not to be recorded leaves nothing', async () => {
		calls = await RelayedCalls.start('agent', { settings: { recordings: { place: folder } } });
		const call = await calls.call();
		await calls.hangUp(call);
		// It finishes what it has begun to record before it is closed.
		await calls.bridge.close();
		const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
		expect(files.filter((name) => name.includes(call.agent.callId))).toEqual([]);
	});

	test('a bridge that keeps none says so', async () => {
		calls = await RelayedCalls.start();
		const run = await calls.run('bridgeRecording', 'getMany');
		expect(run.error?.message).toBe('The bridge did not find it: This bridge keeps no recordings.');
	});
});
