import { eventually } from '../eventually';
import { CASES, type EdgeCase } from './support/edgeCases';
import { endAll, openPair } from './support/peers';
import type { FrameError, Role } from '../../src/frames/protocol';

afterEach(endAll);

const ROLES: Role[] = ['server', 'client'];
const MAXIMUM_BYTES = 1_000;

/** RFC 6455 edge by edge, over real sockets, in both roles and both ways of reading. */
describe.each(ROLES)('a %s', (role) => {
	describe.each([true, false])('with static reads %s', (staticRead) => {
		it.each(CASES)('$name', async (edge: EdgeCase) => {
			const { connection, recorder, peer } = await openPair({
				role,
				staticRead,
				maximumBytes: MAXIMUM_BYTES,
			});
			peer.socket.write(edge.bytes(role === 'server'));
			if (edge.sent.length > 0) await peer.receives(...edge.sent);
			await eventually('everything is heard', () => recorder.heard.length >= edge.heard.length);
			peer.socket.end();
			await eventually('the connection closes', () => recorder.closes.length > 0);
			expect(recorder.heard).toEqual(edge.heard);
			expect(peer.frames).toEqual(edge.sent);
			expect(recorder.closes).toHaveLength(1);
			expect(recorder.closes[0]).toMatchObject({ code: edge.code, reason: edge.reason ?? '' });
			const error = recorder.closes[0]?.error as FrameError | undefined;
			expect(error?.closeCode).toBe(edge.violation);
			expect(connection.isClosed).toBe(true);
		});
	});
});
