import { eventually } from './eventually';
import { SECRET, TestBench } from './testBench';

describe('the log', () => {
	it('follows a call without a secret, a digit or a line per frame', async () => {
		const bench = await TestBench.start({ logLevel: 'trace' });
		try {
			const { claims, plivo, agent } = await bench.call();
			for (let frame = 0; frame < 50; frame++) plivo.media(Buffer.alloc(640, 1));
			for (let frame = 0; frame < 50; frame++) agent.speak(Buffer.alloc(640, 1));
			plivo.press('4929#');
			await eventually('the digits are through', () => agent.messages.length === 1);
			await eventually('audio is through', () => plivo.heard.length === 50 * 640);
			plivo.socket.close(1000);
			await bench.sink.event('ended');
			await bench.bridge.close();
			const log = bench.logLines.join('');
			const messages = bench.logLines.map((line) => (JSON.parse(line) as { msg: string }).msg);
			expect(messages).toEqual([
				'BRIDGE_DATA_FOLDER is not set: events do not survive a restart',
				'bridge listening',
				'stream started',
				'agent connected',
				'call ended',
				'bridge shutting down',
				'bridge stopped',
			]);
			expect(log).toContain(claims.callUuid);
			for (const secret of [SECRET, '4929', 'secret-join', claims.eventsUrl]) {
				expect(log).not.toContain(secret);
			}
		} finally {
			await bench.close();
		}
	});
});
