import type { LabUnderTest } from './support/labUnderTest';
import { startLabUltravox } from './support/labUnderTest';

let lab: LabUnderTest;

beforeEach(async () => {
	lab = await startLabUltravox();
});

afterEach(async () => {
	jest.useRealTimers();
	await lab.close();
});

test.each([0, 600])(
	'a call whose socket closes after the shutdown leaves no timer behind, %d ms late',
	async (endLagMs) => {
		lab.ultravox.variants.endLagMs = endLagMs;
		const { agentId } = lab.ultravox.addAgent({ name: 'Ava' });
		const { body } = await lab.api<{ callId: string }>('POST', `/api/agents/${agentId}/calls`, {});
		const call = lab.ultravox.calls.get(body.callId);
		jest.useFakeTimers();
		call?.dispose();
		call?.loseSocket();
		expect(call?.endReason).toBe('connection_error');
		expect(jest.getTimerCount()).toBe(0);
	},
);
